import type { LawDate } from "../dates.ts";
import { onDate } from "../rulebook/on-date.ts";
import { pathOf, scopeOver } from "../rulebook/paragraphs.ts";
import { entryOn, isReworded } from "../rulebook/rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { isSeries } from "../rulebook/series.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import { readsFact } from "../rulebook/facts-read.ts";
import type { CclEntry } from "../rulebook/schema.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import type { Classification } from "./classification.ts";
import { closeHeadings } from "./close-headings.ts";
import type { Headings } from "./close-headings.ts";
import { toFinding } from "./findings.ts";
import { elsewhereOf } from "./other-agency.ts";
import type { Elsewhere } from "./other-agency.ts";
import { lookAtUsml } from "./jurisdiction.ts";
import type { UsmlMet, UsmlStep } from "./jurisdiction.ts";
import { CALLED_MILITARY, goesFirst, leftToLook, waitsForSeries } from "./order-of-review.ts";
import { contextOf } from "./walk-entries.ts";
import { testEntry } from "./test-entry.ts";
import type { Leaf, TestedEntry } from "./test-entry.ts";

export type Decided = {
  readonly outcome: Classification["outcome"];
  /** The other agency whose list names the thing: it goes before every list of ours. */
  readonly elsewhere: Elsewhere | null;
  /** The paragraph that decides, when one does. */
  readonly winner: Leaf | null;
  /** The paragraph of the Munitions List that decides, when one does: it goes before every entry. */
  readonly munition: UsmlMet | null;
  /** Met or open, in order of review; the winner first. */
  readonly contenders: readonly Leaf[];
  readonly entries: readonly TestedEntry[];
  /** The same before one entry waits for another: what `decideAgain` starts from. */
  readonly tested: readonly TestedEntry[];
  /** Paragraphs whose open facts stand between this and a result. */
  readonly blocking: readonly Leaf[];
  readonly ear99: boolean;
  readonly openHeadings: readonly string[];
  readonly usml: UsmlStep;
  /** The first paragraph met of each entry that goes before the others. */
  readonly firsts: readonly Leaf[];
  readonly headings: Headings;
};

/**
 * Walks the order of review (15 CFR 774 Supp. 4): what another agency licenses alone, the Munitions List, then the entries with tests, then the closed world
 * of EAR99. A step that cannot be answered stops the walk: a missing fact is a question, never a "no".
 */
export function decide(rulebook: Rulebook, facts: FactReadings, asOf: LawDate): Decided {
  const context = contextOf(rulebook, facts, asOf);
  const tested = entriesOn(rulebook, asOf).map((entry) =>
    asHeld(testEntry(entry, context), isReworded(rulebook, entry, asOf)),
  );
  return conclude({ rulebook, facts, asOf }, context, tested);
}

/** Every entry as it stood on that day, in the order of the list. */
const entriesOn = onDate((rulebook: Rulebook, asOf: LawDate): readonly CclEntry[] =>
  [...rulebook.entries.keys()].toSorted().flatMap((eccn) => entryOn(rulebook, eccn, asOf) ?? []),
);

/** The same with more facts than `before` knew: only entries that read one of them are tested again. */
export function decideAgain(before: Decided, more: FactReadings, { rulebook, facts, asOf }: Deciding): Decided {
  const known = new Map([...facts, ...more]);
  const context = contextOf(rulebook, known, asOf);
  const tested = before.tested.map((one) =>
    [...more.keys()].some((name) => readsFact(one.entry, name))
      ? asHeld(testEntry(one.entry, context), isReworded(rulebook, one.entry, asOf))
      : one,
  );
  return conclude({ rulebook, facts: known, asOf }, context, tested);
}

type Deciding = { readonly rulebook: Rulebook; readonly facts: FactReadings; readonly asOf: LawDate };

function conclude(
  { rulebook, facts, asOf }: Deciding,
  context: ConditionContext,
  tested: readonly TestedEntry[],
): Decided {
  const elsewhere = elsewhereOf(rulebook, context, asOf);
  const looked = lookAtUsml(rulebook, context, asOf);
  const entries = afterResidual(tested, asOf);
  const usml = leftToLook(looked, facts, entries);
  const met = entries.filter(({ answer }) => answer === "met");
  const winners = met.filter(({ entry }) => !met.some((other) => goesFirst(other.entry, entry)));
  const firsts = winners.flatMap(({ leaves }) => leaves.filter(({ answer }) => answer === "met").slice(0, 1));
  const [winner = null] = firsts;
  const unsettled = firsts.some(({ reading }) => reading !== null);
  const blocking = blockers(entries, winner, context);
  const closed = new Map(
    entries.map(({ entry, answer }) => [entry.eccn, answer === "not-met" && !isReworded(rulebook, entry, asOf)]),
  );
  const headings = closeHeadings(rulebook, closed, { context, asOf });
  const openEntries = entries.filter(({ answer }) => answer === "unknown");
  const known = facts.has("is") || !headings.held;
  const ear99 =
    elsewhere === null &&
    winner === null &&
    headings.held &&
    openEntries.length === 0 &&
    headings.open.length === 0 &&
    usml.looks.length === 0 &&
    usml.met.length === 0 &&
    known;
  return {
    outcome: elsewhere ? "other-agency" : outcomeOf({ usml, firsts, unsettled, blocking, ear99, known }),
    elsewhere,
    winner: elsewhere || unsettled || firsts.length > 1 || isMunition(usml) || blocking.length > 0 ? null : winner,
    munition: elsewhere ? null : munitionOf(usml),
    contenders: contendersOf(entries, firsts),
    entries,
    tested,
    blocking,
    ear99,
    openHeadings: headings.open,
    usml,
    firsts,
    headings,
  };
}

/** An entry whose text has changed since its tests were written is read by the text that is held; a person sees both. */
const asHeld = (tested: TestedEntry, reworded: boolean): TestedEntry =>
  reworded
    ? { ...tested, leaves: tested.leaves.map((leaf) => ({ ...leaf, reading: leaf.reading ?? "held" })) }
    : tested;

const isMunition = ({ looks, met }: UsmlStep): boolean => looks.length > 0 || met.length > 0;

/** One category that is met decides; two of them are a person's. */
function munitionOf({ met }: UsmlStep): UsmlMet | null {
  const [first] = met;
  return first && met.every(({ code }) => code === first.code) ? first : null;
}

type Standing = {
  readonly usml: UsmlStep;
  readonly firsts: readonly Leaf[];
  readonly unsettled: boolean;
  readonly blocking: readonly Leaf[];
  readonly ear99: boolean;
  readonly known: boolean;
};

function outcomeOf({ usml, firsts, unsettled, blocking, ear99, known }: Standing): Classification["outcome"] {
  if (munitionOf(usml)) return "classified";
  if (isMunition(usml) || unsettled || firsts.length > 1) return "conflict";
  if (!known) return "needs-facts";
  if (blocking.some(({ missing }) => missing.length > 0)) return "needs-facts";
  if (firsts.length === 1 && blocking.length === 0) return "classified";
  return ear99 ? "classified" : "not-covered";
}

/** "Not controlled by 3A001": closed when that entry is met, waiting while it is open. */
function afterResidual(tested: readonly TestedEntry[], asOf: LawDate): readonly TestedEntry[] {
  const settled = tested.map((result) => withoutLaterText(result, asOf));
  const byCode = new Map(settled.map((result) => [result.entry.eccn, result]));
  return settled.map((result) => {
    const { entry, leaves } = result;
    if (result.answer === "not-met") return result;
    const before = (entry["residual-to"] ?? []).flatMap((code) => byCode.get(code) ?? []);
    const met = before.find(({ answer }) => answer === "met");
    if (met) return { entry, answer: "not-met" as const, leaves: leaves.map((leaf) => closeBy(leaf, met.entry.eccn)) };
    const open = before.find(({ answer }) => answer === "unknown");
    const waiting = open ? leaves.map((leaf) => waitFor(leaf, open.entry.eccn)) : leaves;
    return { entry, leaves: waiting, answer: answerOf(waiting) };
  });
}

/** Before the day of an amendment that is only reported, its text says nothing yet: not of the entry, nor of what takes the rest. */
function withoutLaterText(result: TestedEntry, asOf: LawDate): TestedEntry {
  const { entry } = result;
  if (result.answer === "not-met" || (entry.unsettled !== undefined && entry.unsettled.from <= asOf)) return result;
  const leaves = result.leaves
    .filter(({ reading }) => reading !== "reported")
    .map((leaf) => ({ ...leaf, reading: null }));
  return { entry, leaves, answer: answerOf(leaves) };
}

const closeBy = (leaf: Leaf, entry: string): Leaf => ({
  ...leaf,
  answer: "not-met",
  missing: [],
  findings: [toFinding("residual-closed", { entry }), ...leaf.findings],
});
const waitFor = (leaf: Leaf, entry: string): Leaf =>
  leaf.answer === "not-met"
    ? leaf
    : { ...leaf, answer: "unknown", findings: [...leaf.findings, toFinding("waits-for", { entry })] };

function answerOf(leaves: readonly Leaf[]): TestedEntry["answer"] {
  if (leaves.some(({ answer }) => answer === "met")) return "met";
  return leaves.some(({ answer }) => answer === "unknown") ? "unknown" : "not-met";
}

/**
 * What is open and could still change the result: without a winner everything open; with one, the entries it yields
 * to, the series that goes before it once that is known to be open, and the paragraphs of its own entry that go before
 * it (the list's order of precedence) and are treated otherwise.
 */
function blockers(
  entries: readonly TestedEntry[],
  winner: Leaf | null,
  { facts, words }: ConditionContext,
): readonly Leaf[] {
  const open = entries.flatMap(({ leaves }) => leaves.filter(({ answer }) => answer === "unknown"));
  if (winner === null) return open;
  const own = entries.find(({ entry }) => entry.eccn === winner.entry.eccn)?.leaves ?? [];
  const earlier = own
    .slice(0, own.indexOf(winner))
    .filter((leaf) => leaf.answer === "unknown" && !treatedAlike(winner.entry, leaf, winner));
  const series = !isSeries(winner.entry.eccn);
  // "Military GPS receiver": its name says what the first question of the series asks, so that is not left out.
  const called = facts.get(CALLED_MILITARY)?.includes(true) === true;
  const above = open.filter(
    (leaf) =>
      winner.entry["yields-to"]?.includes(leaf.entry.eccn) === true ||
      (series && isSeries(leaf.entry.eccn) && (called || !waitsForSeries(leaf, words))),
  );
  return [...earlier, ...above].filter(({ missing }) => missing.length > 0);
}

/** Every row of the entry, controls and exceptions, reaches both paragraphs or neither: which one it is changes nothing. */
export const treatedAlike = (entry: CclEntry, one: Leaf, other: Leaf): boolean =>
  [...entry.controls, ...entry.exceptions].every(({ paragraphs, except }) =>
    [paragraphs, except].every(
      (scope) =>
        scope === undefined ||
        scopeOver(scope, pathOf(entry.eccn, one.paragraph)) === scopeOver(scope, pathOf(entry.eccn, other.paragraph)),
    ),
  );

function contendersOf(entries: readonly TestedEntry[], firsts: readonly Leaf[]): readonly Leaf[] {
  const rest = entries.flatMap(({ leaves }) =>
    leaves.filter((leaf) => leaf.answer !== "not-met" && !firsts.includes(leaf)),
  );
  return [...firsts, ...rest];
}
