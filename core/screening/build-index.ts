import type { ListEdition, ListEntry, ListRules } from "./list-edition.ts";
import { plainId } from "./identifiers.ts";
import { buildNameIndex } from "./name-index.ts";
import { normaliseName, toToken } from "./normalise-name.ts";
import type { NameView, Token } from "./normalise-name.ts";
import type { PartyView } from "./party-view.ts";
import { readEntry } from "./read-party.ts";
import type { Tongue } from "./read-party.ts";
import { splitBrackets } from "./split-brackets.ts";
import { scoreParties } from "./score.ts";
import type { Scored } from "./score.ts";

export type Found = { readonly entry: ListEntry; readonly edition: ListEdition; readonly scored: Scored };

/** All names, numbers and addresses of the lists in memory. Immutable: a new edition is a new index. */
export type ScreeningIndex = {
  readonly editions: readonly ListEdition[];
  readonly rules: ListRules;
  readonly tongue: Tongue;
  /** Entries scoring at least `threshold`, best first. */
  readonly find: (query: PartyView, threshold: number) => readonly Found[];
};

/** Names compared with the query in full. */
const RERANKED = 80;

type IndexedName = { readonly view: NameView; readonly strength: "strong" | "weak"; readonly row: number };

/** A one-word alias of a person is as good as a weak one; a name in brackets at the end is an alias. */
function namesOf(entry: ListEntry): readonly { readonly name: string; readonly strength: "strong" | "weak" }[] {
  if (entry.type === "address") return [];
  const loose = (name: string): boolean => entry.type === "person" && !/\s/.test(name.trim());
  const listed = [
    { name: entry.name, strength: "strong" as const },
    ...entry.aliases.map(({ name, strength }) => ({ name, strength: loose(name) ? ("weak" as const) : strength })),
  ];
  return listed.flatMap(({ name, strength }) => splitBrackets(name, strength));
}

function readNames(rows: readonly { readonly entry: ListEntry }[], tongue: Tongue): readonly IndexedName[] {
  const interned = new Map<string, Token>();
  const intern = (word: string, abjad: boolean): Token => {
    const key = abjad ? `${word}|` : word;
    const known = interned.get(key);
    if (known) return known;
    const token = toToken(word, abjad);
    interned.set(key, token);
    return token;
  };
  const names: IndexedName[] = [];
  rows.forEach(({ entry }, row) => {
    const seen = new Set<string>();
    for (const { name, strength } of namesOf(entry)) {
      const view = normaliseName(name, tongue.romanise, { intern });
      const key = `${view.text}|${view.forms.join()}`;
      if (view.tokens.length === 0 || seen.has(key)) continue;
      seen.add(key);
      names.push({ view, strength, row });
    }
  });
  return names;
}

function rowsByNumber(rows: readonly { readonly entry: ListEntry }[]): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  rows.forEach(({ entry }, row) => {
    for (const { value } of entry.ids) {
      const key = plainId(value);
      const list = map.get(key);
      if (list) list.push(row);
      else map.set(key, [row]);
    }
  });
  return map;
}

/**
 * Builds the index of the given editions (those of `usedEditions`). 25,000 entries take about a second and a half;
 * a query is candidates by words, sound, glued writing, numbers and addresses, then the table of features.
 */
export function buildIndex(editions: readonly ListEdition[], tongue: Tongue, rules: ListRules): ScreeningIndex {
  const rows = editions.flatMap((edition) => edition.entries.map((entry) => ({ entry, edition })));
  const names = readNames(rows, tongue);
  const index = buildNameIndex(names.map(({ view }) => view));
  const numbers = rowsByNumber(rows);
  const addressRows = rows.flatMap(({ entry }, row) => (entry.type === "address" ? [row] : []));

  /** Rows worth scoring, each with the names that made it a candidate. */
  function gather(query: PartyView): ReadonlyMap<number, PartyView["names"]> {
    const gathered = new Map<number, { view: NameView; strength: "strong" | "weak" }[]>();
    const add = (row: number, name?: IndexedName): void => {
      const list = gathered.get(row) ?? [];
      if (name) list.push(name);
      gathered.set(row, list);
    };
    for (const { view } of query.names)
      for (const position of index.candidates(
        view,
        view.tokens.some((token) => token.kind === "initial") ? 2 * RERANKED : RERANKED,
      )) {
        const name = names[position];
        if (name) add(name.row, name);
      }
    for (const { plain } of query.ids) for (const row of numbers.get(plain) ?? []) add(row);
    if (query.type === "address") rows.forEach(({ entry }, row) => entry.addresses.length > 0 && add(row));
    else if (query.addresses.length > 0) addressRows.forEach((row) => add(row));
    return gathered;
  }

  return {
    editions,
    rules,
    tongue,
    find(query, threshold) {
      const found: Found[] = [];
      for (const [row, named] of gather(query)) {
        const place = rows[row];
        if (!place) continue;
        const scored = scoreParties(query, readEntry(place.entry, named, tongue.romanise));
        if (scored && scored.score >= threshold) found.push({ ...place, scored });
      }
      return found.sort(
        (a, b) =>
          b.scored.score - a.scored.score ||
          a.entry.list.localeCompare(b.entry.list) ||
          a.entry.id.localeCompare(b.entry.id),
      );
    },
  };
}
