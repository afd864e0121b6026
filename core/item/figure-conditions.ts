import type { Figure } from "./figures.ts";
import { findWords } from "./passages.ts";
import type { Passage } from "./passages.ts";

/** A figure with the clause it stands in; `at` is where the clause begins in its passage. */
type Placed = { readonly figure: Figure; readonly clause: string; readonly at: number };
/** "Without GNSS" and a word behind another figure of its kind say nothing of this one: "±16 g, 10 mg bias". */
export const isSaidOf = ({ figure, clause, at }: Placed, word: string, all: readonly Figure[]): boolean => {
  if (word.length < 3) return true;
  const places = findWords(clause, word);
  const start = figure.from - at;
  return (
    places.length === 0 ||
    places.some(([from, to]) => {
      if (
        /(?<!\p{L})(?:without|no|w\/o|not using|ohne|sans)(?: any| use of| the use of)? $/u.test(clause.slice(0, from))
      )
        return false;
      return !all.some(
        (other) =>
          other.from !== figure.from &&
          ((other.from >= figure.to && other.to <= start + from) ||
            (other.to <= figure.from && other.from >= start + to)),
      );
    })
  );
};

/** "Error 2 m at 530 m": the second figure says under which condition the first one holds. */
export const isCondition = (passage: Passage, { from }: Figure, all: readonly { readonly figure: Figure }[]): boolean =>
  /(?<!\p{L})(?:at|@|bei|à)(?: a)?(?: range| distance| depth)?(?: of)?\s?$/u.test(
    passage.plain.slice(Math.max(0, from - 24), from),
  ) && all.some(({ figure }) => figure.to <= from);

/** "98 mOhm @ 20 A, 20 V": the second of two conditions. */
const SECOND_CONDITION = /(?<!\p{L})(?:at|@)\s?\d[\d.]*\s?[\p{L}°]{1,3}, ?$/u;

/** A condition of a figure of another meaning that stands before it in the same clause. */
export function isConditionOf(
  figure: Figure,
  all: readonly { readonly figure: Figure; readonly clause: string }[],
  passage: Passage,
): boolean {
  if (SECOND_CONDITION.test(passage.plain.slice(Math.max(0, figure.from - 24), figure.from))) return true;
  const own = all.find((one) => one.figure === figure);
  return (
    own !== undefined &&
    isCondition(
      passage,
      figure,
      all.filter(({ clause }) => clause === own.clause),
    )
  );
}
