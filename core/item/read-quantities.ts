import { compareExact, exactOf, minus, plus, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact, FactValue } from "./fact.ts";
import { bareFigures } from "./bare-figures.ts";
import { chooseInPassage, chosenOf, exactOfFigure, isOnlyOfItsKind, isRestated, ratedOf } from "./choose-figure.ts";
import { clauseAround } from "./clause-of-figure.ts";
import { isCondition, isConditionOf, isSaidOf } from "./figure-conditions.ts";
import { decimalOf, figuresIn } from "./figures.ts";
import { unitFirstFigures } from "./unit-first.ts";
import type { Figure } from "./figures.ts";
import { findWords, hasWord, passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { isForKind } from "./reading-context.ts";
import type { ReadingContext } from "./reading-context.ts";
import { keyOf } from "./same-value.ts";
import { rowsOf } from "./table-rows.ts";

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
export function saidOfIt(everything: string, word: string): boolean {
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
  // "Range 7000 m, accuracy 1.5 m at 1000 m range": the condition of another figure is no rating, alone or not.
  const apart = taken.filter(({ aside }) => !aside);
  const rated = ratedOf(apart, reads.take, context);
  const [best] = chooseInPassage(
    rated.map(({ figure }) => figure),
    reads.take,
    context,
  );
  const kept = reads["of-all"] === true ? rated.filter(({ figure }) => figure === best) : rated;
  const facts = kept.flatMap(({ passage, figure }) =>
    figure.readings.map((value): Fact => ({
      name: definition.name,
      value: betterThan(value, reads.take, passage.plain.slice(Math.max(0, figure.from - 14), figure.from)),
      by: "grammar",
      span: spanIn(passage, figure.from, figure.to),
    })),
  );
  return distinct(facts, context);
}

/** As little beyond a figure as tells the two apart. */
const HARDLY: Exact = { n: 1n, d: 1_000_000n };

/** "Better than 0.1 mGal": on the good side of the figure, never at it; no more than that is said. */
function betterThan(
  value: Figure["readings"][number],
  take: "highest" | "lowest" | undefined,
  before: string,
): FactValue {
  const at = "value" in value && BETTER_THAN.test(before) ? exactOf(value.value) : null;
  if (!("value" in value) || take === undefined || !at) return value;
  const little = times({ n: at.n < 0n ? -at.n : at.n, d: at.d }, HARDLY);
  const { value: figure, unit } = value;
  return take === "lowest"
    ? { from: decimalOf(minus(at, little)), to: figure, unit, beyond: true }
    : { from: figure, to: decimalOf(plus(at, little)), unit, beyond: true };
}
const BETTER_THAN = /(?<!\p{L})(?:better than|besser als|mieux que)\s?[±~]?\s?$/u;

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
