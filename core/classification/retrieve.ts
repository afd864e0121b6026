import type { LawDate } from "../dates.ts";
import { plainText } from "../item/passages.ts";
import type { Condition } from "../rulebook/condition-schema.ts";
import { entryOn } from "../rulebook/rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { CclEntry, Paragraph } from "../rulebook/schema.ts";

/** BM25 with its usual constants; entries differ much in length, so length counts little. */
const K1 = 1.2;
const B = 0.4;
const MOST = 10;
/** A lower best score is a coincidence of one or two common words: no entry is near then. */
const ENOUGH = 12;

/** How often each entry has a term, and what that adds to its score. */
type Index = ReadonlyMap<string, readonly { readonly eccn: string; readonly adds: number }[]>;
const indexes = new WeakMap<Rulebook, Map<LawDate, Index>>();

/**
 * Entries whose titles and trade words are nearest to a text, best first, each with its share of the best score, or of
 * what a real likeness would score where that is more. A rank
 * for people and questions while nobody knows what the thing is; it decides nothing.
 */
export function nearestEntries(text: string, rulebook: Rulebook, asOf: LawDate): ReadonlyMap<string, number> {
  const index = indexOf(rulebook, asOf);
  const scores = new Map<string, number>();
  for (const term of new Set(termsOf(text)))
    for (const { eccn, adds } of index.get(term) ?? []) scores.set(eccn, (scores.get(eccn) ?? 0) + adds);
  const scored = [...scores].map(([eccn, score]) => ({ eccn, score }));
  const best = scored.toSorted((a, b) => b.score - a.score || (a.eccn < b.eccn ? -1 : 1)).slice(0, MOST);
  const top = Math.max(ENOUGH, best[0]?.score ?? 0);
  return new Map(best.map(({ eccn, score }) => [eccn, score / top]));
}

function indexOf(rulebook: Rulebook, asOf: LawDate): Index {
  const known = indexes.get(rulebook) ?? new Map<LawDate, Index>();
  indexes.set(rulebook, known);
  const index = known.get(asOf) ?? build(rulebook, asOf);
  known.set(asOf, index);
  return index;
}

function build(rulebook: Rulebook, asOf: LawDate): Index {
  const entries = [...rulebook.entries.keys()].flatMap((eccn) => {
    const entry = entryOn(rulebook, eccn, asOf);
    if (!entry) return [];
    const counted = new Map<string, number>();
    for (const term of wordsOf(entry, rulebook).flatMap(termsOf)) counted.set(term, (counted.get(term) ?? 0) + 1);
    return [{ eccn, terms: counted, size: [...counted.values()].reduce((sum, count) => sum + count, 0) }];
  });
  const meanSize = entries.reduce((sum, { size }) => sum + size, 0) / Math.max(1, entries.length);
  const found = entries.flatMap(({ eccn, terms, size }) =>
    [...terms].map(([term, count]) => {
      const length = K1 * (1 - B + (B * size) / meanSize);
      return { term, eccn, share: (count * (K1 + 1)) / (count + length) };
    }),
  );
  return new Map(
    [...Map.groupBy(found, ({ term }) => term)].map(([term, of]) => {
      const rarity = Math.log(1 + (entries.length - of.length + 0.5) / (of.length + 0.5));
      return [term, of.map(({ eccn, share }) => ({ eccn, adds: rarity * share }))] as const;
    }),
  );
}

/** Titles of an entry and its paragraphs, and the trade words of the kinds it names. */
function wordsOf(entry: CclEntry, { vocabulary }: Rulebook): readonly string[] {
  const kinds = new Set([entry, ...flat(entry.paragraphs)].flatMap(({ test }) => (test ? kindsIn(test) : [])));
  const named = [...kinds].flatMap((kind) => {
    const found = vocabulary.classes.find(kind);
    return found ? [found.title, ...(found.words ?? [])] : [];
  });
  const tests = [entry, ...flat(entry.paragraphs)].flatMap(({ test }) => (test ? [test] : []));
  const about = tests.flatMap(subjectsIn);
  return [entry.eccn, ...about, entry.title, ...flat(entry.paragraphs).map(({ title }) => title), ...named];
}

const flat = (paragraphs: readonly Paragraph[]): readonly Paragraph[] =>
  paragraphs.flatMap((paragraph) => [paragraph, ...flat(paragraph.paragraphs ?? [])]);

function kindsIn(condition: Condition): readonly string[] {
  if ("all-of" in condition) return condition["all-of"].flatMap(kindsIn);
  if ("any-of" in condition) return condition["any-of"].flatMap(kindsIn);
  if (!("fact" in condition) || condition.fact !== "is") return [];
  const wanted: readonly unknown[] = [
    "is" in condition ? condition.is : [],
    "is-one-of" in condition ? condition["is-one-of"] : [],
  ].flat();
  return wanted.filter((kind) => typeof kind === "string");
}

/** Entries that software or technology of this entry is about: a text that names one is near it. */
function subjectsIn(condition: Condition): readonly string[] {
  if ("all-of" in condition) return condition["all-of"].flatMap(subjectsIn);
  if ("any-of" in condition) return condition["any-of"].flatMap(subjectsIn);
  if (!("controlled-by" in condition)) return [];
  return [condition["controlled-by"]].flat().map((code) => code.slice(0, 5));
}

const CODE = /(?<![\p{L}\d])\d[a-e]\d{3}(?![\p{L}\d])/gu;
const COMMON = new Set(
  "the and for with not from are was were has have its this that than other which any all can will one two more less into used use using specially designed made type having above below under over per without also only each least most exceeding capable controlled listed entry general".split(
    " ",
  ),
);

/** Words of three letters or more, plurals made one, and each pair that stands together. */
function termsOf(text: string): readonly string[] {
  const plain = plainText(text);
  const codes = plain.match(CODE) ?? [];
  const words = plain
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && !COMMON.has(word))
    .map((word) => (word.length > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word));
  return [...codes, ...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)];
}
