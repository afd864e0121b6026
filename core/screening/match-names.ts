import type { Finding } from "../finding.ts";
import { readParty } from "./read-party.ts";
import type { Props, Tongue } from "./read-party.ts";
import { scoreParties } from "./score.ts";
import type { PartyType } from "./screening.ts";

/** The tenant's review threshold when it sets none: hits below it are not shown. */
export const REVIEW_THRESHOLD = 0.8;

export type MatchInput = {
  readonly query: string;
  readonly candidate: string;
  readonly type?: PartyType;
  readonly queryProps?: Props;
  readonly candidateProps?: Props;
};
export type Match = { readonly score: number; readonly match: boolean; readonly because: readonly Finding[] };

/** Two parties compared by the same table of features as screening, without any list. `match`: at or above the threshold. */
export function matchNames(input: MatchInput, tongue: Tongue, threshold: number = REVIEW_THRESHOLD): Match {
  const type = input.type ?? null;
  const query = readParty(input.query, type, input.queryProps ?? {}, tongue);
  const candidate = readParty(input.candidate, type, input.candidateProps ?? {}, tongue);
  const scored = scoreParties(query, candidate);
  return { score: scored?.score ?? 0, match: (scored?.score ?? 0) >= threshold, because: scored?.because ?? [] };
}
