import { compareExact } from "../rulebook/exact.ts";
import type { Figure } from "./figures.ts";
import type { Passage } from "./passages.ts";
import type { ReadingContext } from "./reading-context.ts";

type Taken = { readonly passage: Passage; readonly figure: Figure };

/** "Up to", "maximum": the rating, as long as no other figure goes beyond it; then both stay and contradict. */
export function ratedOf(
  taken: readonly Taken[],
  take: "highest" | "lowest" | undefined,
  context: ReadingContext,
): readonly Taken[] {
  const rated = taken.filter(({ passage }) => /\b(up to|max(imum)?|rated)\b/.test(passage.plain));
  const [furthest] = chooseInPassage(
    taken.map(({ figure }) => figure),
    take,
    context,
  );
  return furthest && rated.some(({ figure }) => figure === furthest) ? rated : taken;
}

export const isOnlyOfItsKind = (figure: Figure, all: readonly Figure[], plain: string): boolean =>
  all.every((other) => other === figure || other.from === figure.from || isSameAgain(figure, other, plain));

/** "0.5 oz (15 g)": one figure in two units. */
function isSameAgain(one: Figure, other: Figure, plain: string): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return /^\s*[(/=]\s*$/.test(plain.slice(first.to, second.from));
}

/** "14 dBm (25 mW)": the same figure in another unit, rounded. */
export function isRestated(
  first: Figure,
  again: Figure,
  { passage, context }: { readonly passage: Passage; readonly context: ReadingContext },
): boolean {
  if (!isSameAgain(first, again, passage.plain)) return false;
  const [a, b] = [exactOfFigure(first, context), exactOfFigure(again, context)];
  if (!a || !b) return false;
  const ratio = Number(a.n * b.d) / Number(b.n * a.d);
  return ratio > 0.9 && ratio < 1.1;
}

/** Of a range or a min/typ/max row one figure is the rating. Separate figures of a sentence all stay. */
export function chosenOf(fitting: readonly { readonly figure: Figure }[], chosen: Figure): readonly Figure[] {
  // What goes beyond every other figure as the end of a range is the rating: "100 kHz to 44 GHz (at 10 GHz: 18 dBm)".
  if (chosen.end) return [chosen];
  const alone = fitting.map(({ figure }) => figure).filter((figure) => !figure.end && !figure.column);
  return alone.length > 0 ? alone : [chosen];
}

/** The figures, the one to take first. */
export function chooseInPassage(
  figures: readonly Figure[],
  take: "highest" | "lowest" | undefined,
  context: ReadingContext,
): readonly Figure[] {
  const sign = take === "lowest" ? -1 : 1;
  return figures.toSorted((a, b) => {
    const [left, right] = [exactOfFigure(a, context), exactOfFigure(b, context)];
    return left && right ? sign * compareExact(right, left) : 0;
  });
}

/** The first reading, exactly; undefined of a range. */
export const exactOfFigure = (figure: Figure, { words }: ReadingContext) => {
  const [first] = figure.readings;
  return first && "value" in first ? words.units.exact(first)?.value : undefined;
};
