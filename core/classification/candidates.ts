import { findingsOfHeadings, nearOf } from "./close-headings.ts";
import type { Classes } from "../rulebook/classes.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { isSeries } from "../rulebook/series.ts";
import type { Candidate } from "./classification.ts";
import type { Decided } from "./decide.ts";
import { toFinding } from "./findings.ts";
import { isBehindSeries, waitsForSeries } from "./order-of-review.ts";
import { HOLDS, marginOf, round, scoreOf } from "./score-leaf.ts";
import type { Leaf } from "./test-entry.ts";
import { tidyFindings } from "./tidy-findings.ts";

const MOST = 12;

/**
 * The ranked candidates: what is met, what is open by how much of it already holds, the nearest miss of each entry
 * that is about this kind of thing, the untested headings the lexicon names, and EAR99 while it is possible.
 */
export function candidatesOf(
  decided: Decided,
  rulebook: Rulebook,
  context: ConditionContext,
  { closing, near: words }: { readonly closing: boolean; readonly near: ReadonlyMap<string, number> },
): readonly Candidate[] {
  const known = context.facts.has("is");
  const { classes } = context.words;
  // While the kind of thing is open, only paragraphs of which something already holds, or whose words are, are worth naming.
  const waiting = decided.contenders.filter((leaf) => waitsForSeries(leaf, context.words));
  const named = decided.contenders.filter(
    (leaf) =>
      !waiting.includes(leaf) &&
      (known || words.has(leaf.entry.eccn) || leaf.findings.some(({ code }) => HOLDS.has(code))),
  );
  const [first] = named;
  const before = new Set(named.filter(({ partial }) => !partial).map(({ entry }) => entry.eccn));
  const isBehind = isBehindSeries(
    named.filter(({ answer }) => answer === "unknown"),
    context.words,
  );
  const open = bestOfEach(named, classes).map((leaf) => {
    const candidate = placed(toCandidate(leaf, classes), words, known);
    // What counts only beside entries that are still open stands behind them, met or not.
    const yields = isBehind(leaf) || leaf.entry["yields-to"]?.some((code) => before.has(code)) === true;
    if (yields)
      return { ...candidate, score: round(candidate.score * (leaf.answer === "met" && !isAtOnly(leaf) ? 0.8 : 0.6)) };
    return leaf.answer === "met" && leaf !== first ? { ...candidate, score: 0.99 } : candidate;
  });
  const misses = decided.entries.flatMap(({ entry, leaves }) => {
    if (decided.contenders.some((leaf) => leaf.entry === entry)) return [];
    const taken = leaves.find((leaf) => leaf.findings.some(({ code }) => code === "note-takes-out"));
    if (taken) return [toCandidate(taken, classes)];
    const nearest = leaves
      .map((leaf) => toCandidate(leaf, classes))
      .filter(({ margin }) => margin !== null)
      .toSorted(byScore)[0];
    return nearest ? [nearest] : [];
  });
  const looks = decided.usml.looks.map(({ code, because }): Candidate => ({
    eccn: code,
    paragraph: null,
    jurisdiction: "ITAR",
    status: "unknown",
    score: 0.95,
    margin: null,
    because,
  }));
  const munitions = decided.usml.met.map(({ code, paragraph, because }): Candidate => ({
    eccn: code,
    paragraph,
    jurisdiction: "ITAR",
    status: "met",
    score: 1,
    margin: null,
    because,
  }));
  const near = nearOf(rulebook, context)
    .filter((code) => decided.openHeadings.includes(code))
    .flatMap((code, index): readonly Candidate[] => {
      const open = waiting.find(({ entry }) => entry.eccn === code);
      if (!open && rulebook.entries.has(code)) return [];
      const because = open ? tidyFindings(open.findings) : [toFinding("heading-not-modelled", { heading: code })];
      return [{ ...bare(code, 0.3 - index / 100), because }];
    });
  const ranked = [...open, ...misses, ...near].toSorted(byScore).slice(0, MOST - 1);
  const ear99 = ear99Of(
    decided,
    near.map(({ eccn }) => eccn),
    { closing, likeness: known ? 1 : Math.max(0, ...words.values()) },
  );
  const rest = entriesFirst(ear99 ? [...ranked, ear99].toSorted(byScore) : ranked);
  // What only looks like a category of the Munitions List stands behind a military or space entry that is met.
  const series = rest.filter(({ eccn, status }) => status === "met" && isSeries(eccn));
  return [...munitions, ...series, ...looks, ...rest.filter((one) => !series.includes(one))];
}

/** Open paragraphs stand by how much of them holds and by how near the words of their entry are to the text. */
function placed(candidate: Candidate, words: ReadonlyMap<string, number>, known: boolean): Candidate {
  if (candidate.status !== "unknown") return candidate;
  const near = words.get(candidate.eccn) ?? 0;
  // Without a kind, what holds of a paragraph is a figure of any thing: the words say more.
  const score = known ? 0.8 * candidate.score + 0.15 * near : 0.15 + 0.3 * candidate.score + 0.45 * near;
  return { ...candidate, score: round(score) };
}

/** One paragraph of each entry before the second one of any, so that the first few are different answers. */
export function entriesFirst(sorted: readonly Candidate[]): readonly Candidate[] {
  const isFirst = (one: Candidate): boolean =>
    one.status === "met" || sorted.find(({ eccn }) => eccn === one.eccn) === one;
  return [...sorted.filter(isFirst), ...sorted.filter((one) => !isFirst(one))];
}

/** What is met always stands; of the open paragraphs of one entry the two best do. */
function bestOfEach(leaves: readonly Leaf[], classes: Classes): readonly Leaf[] {
  const sorted = leaves.toSorted((a, b) => scoreOf(b, classes) - scoreOf(a, classes));
  return sorted.filter((leaf) => {
    if (leaf.answer === "met") return true;
    return sorted.filter(({ entry, answer }) => entry === leaf.entry && answer !== "met").indexOf(leaf) < 2;
  });
}

const byScore = (a: Candidate, b: Candidate): number =>
  b.score - a.score || ((a.paragraph ?? a.eccn) < (b.paragraph ?? b.eccn) ? -1 : 1);

const bare = (eccn: string, score: number): Candidate => ({
  eccn,
  paragraph: null,
  jurisdiction: "EAR",
  status: "unknown",
  score: Math.round(score * 1000) / 1000,
  margin: null,
  because: [],
});

type Standing = {
  /** One answer would close every heading. */
  readonly closing: boolean;
  /** How near the nearest entry's words are to a thing whose kind is not read. */
  readonly likeness: number;
};

/** EAR99 is possible while nothing is met: first where one answer would close every heading, higher where no words are near. */
function ear99Of(decided: Decided, nearest: readonly string[], { closing, likeness }: Standing): Candidate | null {
  if (decided.ear99) return { ...bare("EAR99", 1), status: "met", because: findingsOfHeadings(decided.headings) };
  if (
    decided.elsewhere !== null ||
    decided.usml.met.length > 0 ||
    decided.contenders.some(({ answer }) => answer === "met")
  )
    return null;
  const open = decided.openHeadings.length;
  const outside = decided.contenders.some((leaf) => !isSeries(leaf.entry.eccn));
  return {
    ...bare("EAR99", closing ? 0.9 : round((nearest.length > 0 || outside ? 0.2 : 0.4) + 0.4 * (1 - likeness))),
    because: [toFinding("ear99-possible", { open, nearest: nearest.slice(0, 5) })],
  };
}

function toCandidate(leaf: Leaf, classes: Classes): Candidate {
  return {
    eccn: leaf.entry.eccn,
    paragraph: leaf.paragraph === leaf.entry.eccn ? null : leaf.paragraph,
    jurisdiction: "EAR",
    status: leaf.answer,
    score: scoreOf(leaf, classes),
    margin: marginOf(leaf),
    // "No streak camera" holds of what is met; said as "of another kind" it reads like a reason against it.
    because: tidyFindings(leaf.findings.filter(({ code }) => leaf.answer !== "met" || code !== "kind-is-not")),
  };
}

/** 99x: what only anti-terrorism controls reach stands behind a stricter entry that is open. */
const isAtOnly = ({ entry }: Leaf): boolean => entry.eccn.slice(2, 4) === "99";
