import type { Finding } from "../finding.ts";
import { FEATURES } from "./features.ts";
import type { FeatureResult } from "./features.ts";
import type { PartyView } from "./party-view.ts";

export type Scored = {
  readonly score: number;
  /** The name, address or number on the candidate's side that counted most. */
  readonly matched: string;
  readonly because: readonly Finding[];
};

/** An exact name stays above the usual review threshold (0.80), however much else differs. */
const TIES = { worst: -0.18, best: 0.08 };

/** Runs the table of features; null when no base feature says anything. The score has three decimals. */
export function scoreParties(query: PartyView, candidate: PartyView): Scored | null {
  let base: FeatureResult | null = null;
  const because: Finding[] = [];
  let ties = 0;
  for (const feature of FEATURES) {
    const result = feature.compare(query, candidate);
    if (!result) continue;
    because.push(...result.because);
    if (feature.role === "tie-break") ties += result.score;
    else if (!base || result.score > base.score) base = result;
  }
  if (!base) return null;
  const score = Math.min(1, Math.max(0, base.score + Math.max(TIES.worst, Math.min(TIES.best, ties))));
  return { score: Math.round(score * 1000) / 1000, matched: base.candidate, because };
}
