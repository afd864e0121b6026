import type { LawDate } from "../dates.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import { answered } from "./answered.ts";
import { candidatesOf, entriesFirst } from "./candidates.ts";
import type { Candidate } from "./classification.ts";
import { decideAgain } from "./decide.ts";
import type { Decided } from "./decide.ts";
import { toFinding } from "./findings.ts";
import type { LikelyKind } from "./likely-kinds.ts";
import { round } from "./score-leaf.ts";

type Known = {
  readonly rulebook: Rulebook;
  readonly facts: FactReadings;
  readonly asOf: LawDate;
  readonly near: ReadonlyMap<string, number>;
};

const MOST = 12;
/** How much an assumed kind counts beside what holds without one. */
const ASSUMED = 0.55;
/** What nothing controls, or anti-terrorism alone, is never brought forward by an assumption. */
const LOOSER = 0.6;
const MISSED = 0.6;

/**
 * While nobody has said what the thing is: the candidates as they would stand if it were each of the likely kinds, joined
 * to those that stand without. Everything stays `unknown`; only the order and what is named change. The Munitions List is
 * not brought up by an assumption: a model kit of a fighter is near to one.
 */
export function withLikelyKinds(
  candidates: readonly Candidate[],
  decided: Decided,
  likely: readonly LikelyKind[],
  { rulebook, facts, asOf, near }: Known,
): readonly Candidate[] {
  const assumed = likely.flatMap(({ kind, share }) => {
    const more = answered({ name: "is", value: kind }, facts, rulebook);
    const then = decideAgain(decided, more, { rulebook, facts, asOf });
    const context = { facts: new Map([...facts, ...more]), words: rulebook.vocabulary };
    return candidatesOf(then, rulebook, context, { closing: false, near })
      .filter(({ jurisdiction }) => jurisdiction !== "ITAR")
      .map((one) => ({ one, kind, score: share * strength(one) }));
  });
  const best = new Map<string, (typeof assumed)[number]>();
  for (const each of assumed) {
    const before = best.get(each.one.eccn);
    if (before === undefined || before.score < each.score) best.set(each.one.eccn, each);
  }
  const stands = new Set(candidates.map(({ eccn }) => eccn));
  const own = candidates.map((one) => ({
    ...one,
    score: round((1 - ASSUMED) * one.score + ASSUMED * (best.get(one.eccn)?.score ?? 0)),
  }));
  const added = [...best.values()]
    .filter(({ one }) => !stands.has(one.eccn))
    .map(({ one, kind, score }): Candidate => ({
      ...one,
      status: "unknown",
      score: round(ASSUMED * score),
      because: [toFinding("kind-assumed", { kind }), ...one.because],
    }));
  const ranked = [...own, ...added].toSorted((a, b) => b.score - a.score || (a.eccn < b.eccn ? -1 : 1));
  return entriesFirst(ranked).slice(0, MOST);
}

function strength({ eccn, status, score }: Candidate): number {
  const held = status === "met" ? 1 : status === "unknown" ? score : MISSED * score;
  return eccn === "EAR99" || eccn.slice(2, 4) === "99" ? LOOSER * held : held;
}
