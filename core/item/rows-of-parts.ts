import { isMinor } from "./kinds-of-phrase.ts";
import type { Mention } from "./mentions.ts";
import type { KindWords } from "./head-noun.ts";

/** Labels under which a row names the thing itself. */
const NAMES_IT =
  /^\s*(?:product|item|device|type|model|name|description|article|goods|title|part|category|kind|designation|equipment|material|substance|bezeichnung|artikel|typ|produit|désignation)\b/u;
/** "Vacuum pump: rotary vane", "Pallet size 500 x 500", "Module 25": a label of one to four words, then what it says. */
const IS_ROW =
  /^\s*(?:[•*–-]\s*)?(?:\p{L}[\p{L}/().-]*\s){0,3}\p{L}[\p{L}/().-]*(?:\s?[:=|]|\s*$|\s+[<>≤≥±~ø⌀]?\s?\d)/u;
const LONGEST_ROW = 80;

/**
 * Under a line that names the thing by itself, the rows of its data sheet name its parts: a vacuum furnace with a vacuum
 * pump is no pump. What a row says about the same kind, wider or narrower, still counts.
 */
export function withoutRowsOfParts(mentions: readonly Mention[], words: KindWords): readonly Mention[] {
  const [title] = mentions;
  if (!title?.strong || !title.first || title.separate || isMinor(title.kind, words)) return mentions;
  const { classes } = words;
  const related = (kind: string): boolean =>
    mentions.some(
      (one) =>
        one.passage === title.passage &&
        (classes.isA(kind, one.kind) !== "not-met" || classes.isA(one.kind, kind) !== "not-met"),
    );
  return mentions.map((one) =>
    one.strong && one.passage !== title.passage && isRow(one) && !related(one.kind) ? { ...one, strong: false } : one,
  );
}

const isRow = ({ passage, separate }: Mention): boolean =>
  !separate &&
  passage.page.plain[passage.from - 1] === "\n" &&
  passage.plain.length <= LONGEST_ROW &&
  !NAMES_IT.test(passage.plain) &&
  IS_ROW.test(passage.plain);
