import { plainText } from "../item/passages.ts";
import type { Classes } from "../rulebook/classes.ts";

export type LikelyKind = { readonly kind: string; /** 0 to 1: of the best one's likeness. */ readonly share: number };

/** How many kinds are worth trying. */
const MOST = 4;
/** A lower likeness is one common word. */
const ENOUGH = 3;
/** What is said behind "for", "with" or a comma is mostly about something else. */
const BEHIND = 0.35;

type Phrase = { readonly kind: string; readonly total: number };
type Index = { readonly phrases: readonly Phrase[]; readonly terms: ReadonlyMap<string, Term> };
type Term = { readonly rarity: number; readonly in: readonly number[] };
const indexes = new WeakMap<Classes, Index>();

/**
 * Kinds whose trade words are nearest to a text in which none of them stands as written, best first. Rare words count
 * more, words in the first breath more than those behind it, and a phrase counts by how much of it is there. For ranking
 * and for the question what the thing is: never an answer to it.
 */
export function likelyKinds(text: string, classes: Classes): readonly LikelyKind[] {
  const index = indexes.get(classes) ?? build(classes);
  indexes.set(classes, index);
  const head = new Set(termsOf(text.split(END_OF_HEAD)[0] ?? ""));
  const got = new Map<number, number>();
  for (const word of new Set(termsOf(text))) {
    const term = index.terms.get(word);
    for (const phrase of term?.in ?? [])
      got.set(phrase, (got.get(phrase) ?? 0) + (term?.rarity ?? 0) * (head.has(word) ? 1 : BEHIND));
  }
  const best = new Map<string, number>();
  for (const [at, sum] of got) {
    const phrase = index.phrases[at];
    if (phrase) best.set(phrase.kind, Math.max(best.get(phrase.kind) ?? 0, (sum * sum) / phrase.total));
  }
  const near = [...best].filter(([, score]) => score >= ENOUGH).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const top = near[0]?.[1] ?? 1;
  return near.slice(0, MOST).map(([kind, score]) => ({ kind, share: score / top }));
}

const END_OF_HEAD = /[,;:.(]\s|\b(?:for|with)\b/u;
const COMMON = new Set(
  "the and for with not from are was have has its this that than other which any all can one two our want send ship quote export specially designed made type using used use".split(
    " ",
  ),
);

/** Words of two letters or more, plurals made one. */
const termsOf = (text: string): readonly string[] =>
  plainText(text)
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 1 && !COMMON.has(word))
    .map((word) => (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word));

function build({ all }: Classes): Index {
  const said = all.flatMap(({ name, title, words }) =>
    [title, ...(words ?? [])].map((phrase) => ({ kind: name, terms: [...new Set(termsOf(phrase))] })),
  );
  const kindsWith = new Map<string, Set<string>>();
  for (const { kind, terms } of said)
    for (const term of terms) kindsWith.set(term, (kindsWith.get(term) ?? new Set()).add(kind));
  const rarityOf = (term: string): number => {
    const count = kindsWith.get(term)?.size ?? 0;
    return Math.log(1 + (all.length - count + 0.5) / (count + 0.5));
  };
  const places = new Map<string, number[]>();
  said.forEach(({ terms }, at) => {
    for (const term of terms) places.set(term, [...(places.get(term) ?? []), at]);
  });
  return {
    phrases: said.map(({ kind, terms }) => ({ kind, total: terms.reduce((sum, term) => sum + rarityOf(term), 0) })),
    terms: new Map([...places].map(([term, at]) => [term, { rarity: rarityOf(term), in: at }])),
  };
}
