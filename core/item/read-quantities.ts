import { compareExact } from "../rulebook/exact.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Interval, Quantity } from "../quantity.ts";
import type { Fact } from "./fact.ts";
import { bareFigures } from "./bare-figures.ts";
import { clauseAround } from "./clause-of-figure.ts";
import { figuresIn } from "./figures.ts";
import { unitFirstFigures } from "./unit-first.ts";
import type { Figure } from "./figures.ts";
import type { DecimalMark } from "./number-marks.ts";
import { findWords, hasWord, passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { rowsOf } from "./table-rows.ts";

export type ReadingContext = {
  readonly words: Vocabulary;
  /** Kinds the thing may be; empty when nothing says. */
  readonly kinds: readonly string[];
  /** What software or technology is about; empty for anything else. */
  readonly subjects: readonly string[];
  readonly markOf: (page: Page) => DecimalMark;
  /** All the plain text, for words that change how a figure is read. */
  readonly everything: string;
};
type Seen = { readonly passage: Passage; readonly figures: readonly Figure[] };

/** Figures that the definitions in rules/facts.yaml claim, source by source. */
export function readQuantities(pages: readonly Page[], context: ReadingContext): readonly Fact[] {
  const definitions = [...context.words.definitions.values()].filter(
    ({ type, reads }) =>
      type === "quantity" &&
      reads !== undefined &&
      isForKind(reads.only, context) &&
      (reads.known !== true || context.kinds.length > 0),
  );
  const sources = Map.groupBy(pages, (page) => (page.own ? "own words" : page.source));
  return [...sources.values()].flatMap((of) => {
    const seen = of.flatMap((page) => seenOn(page, context));
    return definitions.flatMap((definition) => readOne(definition, seen, context));
  });
}

/** "No interpolation", "non-interpolating", "interpolation can be bypassed" say that there is none to reckon with. */
function saidOfIt(everything: string, word: string): boolean {
  for (let at = everything.indexOf(word); at !== -1; at = everything.indexOf(word, at + 1)) {
    const before = everything.slice(Math.max(0, at - 12), at);
    const after = everything.slice(at, at + 50);
    if (
      !/(?:\bno|\bnot|\bwithout|\bnon)[\s-]+$/.test(before) &&
      !/^\p{L}+ (?:\p{L}+ ){0,3}?(?:bypass|off\b|disabled)/u.test(after)
    )
      return true;
  }
  return false;
}

/** A fact that only some kinds have is read when the thing may be one of them. */
export const isForKind = (only: readonly string[] | undefined, { kinds, words }: ReadingContext): boolean =>
  only === undefined ||
  kinds.length === 0 ||
  kinds.some((kind) => only.some((wanted) => words.classes.isA(kind, wanted) !== "not-met"));

function seenOn(page: Page, context: ReadingContext): readonly Seen[] {
  const { units } = context.words;
  const mark = context.markOf(page);
  const rows = rowsOf(page, units, mark).filter(({ figures }) => figures.length > 0);
  const sentences = passagesOf(page).map((passage) => ({
    passage,
    figures: [...figuresIn(passage, units, mark), ...unitFirstFigures(passage, units, mark)],
  }));
  return [...sentences, ...rows].filter(({ passage, figures }) => figures.length > 0 || /\d/.test(passage.plain));
}

function readOne(definition: FactDefinition, seen: readonly Seen[], context: ReadingContext): readonly Fact[] {
  const { reads } = definition;
  if (!reads) return [];
  const labelsOnly = (reads.unless ?? []).some((word) => saidOfIt(context.everything, word));
  const taken = seen.flatMap(({ passage, figures }) => {
    const mine = [
      ...figures.filter(
        (figure) =>
          figure.dimension === definition.dimension &&
          isInUnit(figure, reads.units) &&
          isBelow(figure, reads.below, context),
      ),
      ...(reads.bare === true ? bareFigures(passage, reads.words ?? [], context.markOf(passage.page)) : []),
    ];
    const clauses = mine.map((figure) => ({ figure, ...clauseAround(passage, figure) }));
    const fitting = clauses
      .filter((one) => !(reads.not ?? []).some((word) => hasWord(one.clause, word) && isSaidOf(one, word, mine)))
      .filter(({ figure, clause }) => {
        const labelled = (reads.words ?? []).some((word) => findWords(clause, word).length > 0);
        if (labelled || labelsOnly) return labelled;
        return reads.alone === true && (reads.words === undefined || isOnlyOfItsKind(figure, mine, passage.plain));
      })
      .filter(
        ({ figure, clause }, _, all) =>
          !isCondition(
            passage,
            figure,
            all.filter((one) => one.clause === clause),
          ),
      );
    // "6 GHz, -110 dBc/Hz at 20 kHz": a figure behind "at" is a condition where another stands by itself.
    const under = fitting.filter(
      ({ figure, clause }) =>
        /\d[^,;.\n]{0,16}?\s?(?:(?<!\p{L})(?:at|bei|à)|@)\s?$/u.test(passage.plain.slice(0, figure.from)) &&
        !(reads.words ?? []).some((word) => findWords(clause, word).length > 0),
    );
    const standing = under.length < fitting.length ? fitting.filter((one) => !under.includes(one)) : fitting;
    const [chosen] = chooseInPassage(
      standing.map(({ figure }) => figure),
      reads.take,
      context,
    );
    const all = reads.take === undefined || !chosen ? standing.map(({ figure }) => figure) : chosenOf(standing, chosen);
    return all
      .filter((figure, index) => !all.slice(0, index).some((first) => isRestated(first, figure, { passage, context })))
      .map((figure) => ({ passage, figure, aside: isConditionOf(figure, clauses, passage) }));
  });
  // "Range 7000 m, accuracy 1.5 m at 1000 m range": where a figure stands by itself, the condition of another is none.
  const apart = taken.some(({ aside }) => !aside) ? taken.filter(({ aside }) => !aside) : taken;
  const facts = ratedOf(apart, reads.take, context).flatMap(({ passage, figure }) =>
    figure.readings.map((value): Fact => ({
      name: definition.name,
      value,
      by: "grammar",
      span: spanIn(passage, figure.from, figure.to),
    })),
  );
  return distinct(facts, context);
}

type Placed = { readonly figure: Figure; readonly clause: string; readonly at: number };
/** "Without GNSS" and a word behind another figure of its kind say nothing of this one: "±16 g, 10 mg bias". */
const isSaidOf = ({ figure, clause, at }: Placed, word: string, all: readonly Figure[]): boolean => {
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
const isCondition = (passage: Passage, { from }: Figure, all: readonly { readonly figure: Figure }[]): boolean =>
  /(?<!\p{L})(?:at|@|bei|à)(?: a)?(?: range| distance| depth)?(?: of)?\s?$/u.test(
    passage.plain.slice(Math.max(0, from - 24), from),
  ) && all.some(({ figure }) => figure.to <= from);

/** A condition of a figure of another meaning that stands before it in the same clause. */
function isConditionOf(
  figure: Figure,
  all: readonly { readonly figure: Figure; readonly clause: string }[],
  passage: Passage,
): boolean {
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

function isBelow(figure: Figure, below: string | undefined, context: ReadingContext): boolean {
  const [value = "", unit = ""] = below?.split(" ") ?? [];
  const [limit, is] = [
    below === undefined ? undefined : context.words.units.exact({ value: toDecimal(value), unit: toUnit(unit) })?.value,
    exactOfFigure(figure, context),
  ];
  return !limit || !is || compareExact(is, limit) < 0;
}

const isInUnit = ({ readings }: Figure, units: readonly string[] | undefined): boolean =>
  units === undefined || readings.some(({ unit }) => units.includes(unit));

type Taken = { readonly passage: Passage; readonly figure: Figure };

/** "Up to", "maximum": the rating, as long as no other figure goes beyond it; then both stay and contradict. */
function ratedOf(
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

const isOnlyOfItsKind = (figure: Figure, all: readonly Figure[], plain: string): boolean =>
  all.every((other) => other === figure || other.from === figure.from || isSameAgain(figure, other, plain));

/** "0.5 oz (15 g)": one figure in two units. */
function isSameAgain(one: Figure, other: Figure, plain: string): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return /^\s*[(/=]\s*$/.test(plain.slice(first.to, second.from));
}

/** "14 dBm (25 mW)": the same figure in another unit, rounded. */
function isRestated(
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
function chosenOf(fitting: readonly { readonly figure: Figure }[], chosen: Figure): readonly Figure[] {
  // What goes beyond every other figure as the end of a range is the rating: "100 kHz to 44 GHz (at 10 GHz: 18 dBm)".
  if (chosen.end) return [chosen];
  const alone = fitting.map(({ figure }) => figure).filter((figure) => !figure.end && !figure.column);
  return alone.length > 0 ? alone : [chosen];
}

function chooseInPassage(
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

const exactOfFigure = (figure: Figure, { words }: ReadingContext) => {
  const [first] = figure.readings;
  return first && "value" in first ? words.units.exact(first)?.value : undefined;
};

/** The same figure said twice is one fact; the first place it stands is kept. */
function distinct(facts: readonly Fact[], { words }: ReadingContext): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ value }) => {
    const key = keyOf(value, words);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function keyOf(value: Fact["value"], words: Vocabulary): string {
  if (typeof value !== "object") return String(value);
  return "value" in value ? exactKey(value, words) : `${value.from}..${value.to} ${value.unit}`;
}

function exactKey(value: Exclude<Quantity | Interval, Interval>, words: Vocabulary): string {
  const exact = words.units.exact(value);
  if (!exact) return `${value.value} ${value.unit}`;
  const { n, d } = exact.value;
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${n / (a || 1n)}/${d / (a || 1n)}`;
}
