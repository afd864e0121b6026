import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { Fact } from "./fact.ts";
import { findWords, passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";
import { isNegated } from "./read-phrases.ts";
import { isForKind } from "./reading-context.ts";
import type { ReadingContext } from "./reading-context.ts";

type Hit = { readonly value: string; readonly from: number; readonly to: number };
type Rule = NonNullable<FactDefinition["lists"]>;
type Words = {
  readonly choices: readonly (readonly [word: string, value: string])[];
  readonly labels: RegExp | null;
  readonly before: RegExp | null;
  readonly behind: RegExp | null;
  readonly otherBefore: RegExp | null;
  readonly otherBehind: RegExp | null;
  readonly mentions: boolean;
};

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const oneOf = (words: readonly string[] | undefined): string | null =>
  words
    ? words
        .toSorted((a, b) => b.length - a.length)
        .map(escape)
        .join("|")
    : null;
const prepared = new WeakMap<FactDefinition, Words>();

function wordsOf(definition: FactDefinition, lists: Rule): Words {
  const known = prepared.get(definition);
  if (known) return known;
  const [labels, joined, not] = [oneOf(lists.labels), oneOf(lists.joined), oneOf(lists.not)];
  const made: Words = {
    choices: (definition.choices ?? [])
      .flatMap(({ value, words }) => (words ?? []).map((word) => [word, value] as const))
      .toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1)),
    labels: labels ? new RegExp(String.raw`(?<!\p{L})(?:${labels})(?!\p{L})`, "gu") : null,
    before: joined
      ? new RegExp(
          String.raw`(?<!\p{L})(?:${joined})(?:\s+(?:with|in|of|by|mit|avec|en)){1,2}(?:\s+[\p{L}-]+)?\s+$`,
          "u",
        )
      : null,
    behind: joined ? new RegExp(String.raw`^[\s-]*(?:[\p{L}\d-]+\s+)?(?:${joined})(?!\p{L})`, "u") : null,
    otherBefore: not
      ? new RegExp(String.raw`(?<!\p{L})(?:${not})(?:\s*[:=(\t]|\s+(?:of|in|from|made of|is|are|aus|en))?\s*$`, "u")
      : null,
    otherBehind: not ? new RegExp(String.raw`^[\s-]+(?:[\p{L}\d-]+[\s-]+)?(?:${not})(?!\p{L})`, "u") : null,
    mentions: lists.mentions === true,
  };
  prepared.set(definition, made);
  return made;
}

/**
 * Choices of which several may hold at once, by the words of rules/facts: behind a label, joined to a word, or wherever
 * they stand, as the fact's `lists` says. What belongs to another part (a seat, a seal) is left out.
 */
export function readLists(pages: readonly Page[], context: ReadingContext): readonly Fact[] {
  const definitions = [...context.words.definitions.values()].flatMap((definition) =>
    definition.lists && isForKind(definition.lists.only, context)
      ? [{ name: definition.name, words: wordsOf(definition, definition.lists) }]
      : [],
  );
  return pages.flatMap((page) =>
    passagesOf(page).flatMap((passage) =>
      definitions.flatMap(({ name, words }) =>
        valuesIn(passage.plain, words).map(({ value, from, to }): Fact => ({
          name,
          value,
          by: "grammar",
          span: spanIn(passage, from, to),
        })),
      ),
    ),
  );
}

function valuesIn(plain: string, words: Words): readonly Hit[] {
  const hits: Hit[] = [];
  for (const [word, value] of words.choices) {
    if (!plain.includes(word)) continue;
    for (const [from, to] of findWords(plain, word))
      if (!hits.some((hit) => from < hit.to && to > hit.from)) hits.push({ value, from, to });
  }
  // "Neither tracer nor linked", "no seals of PVDF", "PTFE free": a choice that is denied is none.
  const own = hits.filter(
    ({ from, to }) =>
      !isNegated(plain, from, to) &&
      !isOfAnotherPart(plain, { from, to }, words) &&
      !/^[\s-]?(?:free|frei)(?!\p{L})/u.test(plain.slice(to)),
  );
  if (words.mentions) return own;
  const regions = words.labels
    ? [...plain.matchAll(words.labels)].map((match) => regionBehind(plain, match, words))
    : [];
  return own.filter(
    ({ from, to }) =>
      regions.some((region) => from >= region.from && to <= region.to) ||
      words.behind?.test(plain.slice(to)) === true ||
      words.before?.test(plain.slice(0, from)) === true,
  );
}

const isOfAnotherPart = (plain: string, { from, to }: Pick<Hit, "from" | "to">, words: Words): boolean =>
  words.otherBefore?.test(plain.slice(0, from)) === true || words.otherBehind?.test(plain.slice(to)) === true;

/** What a label is about: to the end of the sentence or bracket, or of its cell and the next. */
function regionBehind(plain: string, match: RegExpExecArray, { otherBefore }: Words): Pick<Hit, "from" | "to"> {
  const from = match.index + match[0].length;
  const rest = plain.slice(from);
  const stop = rest.search(/[;)\n]|\.(?=\s|$)|\t[^\t]*\t/);
  const region = stop === -1 ? rest : rest.slice(0, stop);
  // "Wetted parts PVDF, seals FKM": the list ends where another part begins.
  const cut = otherBefore ? region.split(/[,:]/).findIndex((part) => otherBefore.test(part)) : -1;
  const length = cut <= 0 ? region.length : region.split(/[,:]/).slice(0, cut).join(",").length;
  return { from, to: from + length };
}
