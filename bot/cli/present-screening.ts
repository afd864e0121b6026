import type { CheckPoint } from "../../core/licensing/determination.ts";
import type { Screening } from "../../core/screening/screening.ts";
import { because } from "./because.ts";
import type { Answered } from "./calculation.ts";

export const checkPoint = ({ what, date, why }: CheckPoint): Answered => ({
  what,
  ...(date ? { date } : {}),
  ...(why ? { why } : {}),
});

/** A screening as the contract words it. */
export const presentScreening = (screening: Screening): Answered => ({
  hits: screening.hits.map((hit) => ({
    list: hit.list,
    entryId: hit.entryId,
    name: hit.name,
    matched: hit.matched,
    score: hit.score,
    effect: hit.effect,
    requirement: hit.requirement,
    reviewPolicy: hit.reviewPolicy,
    footnotes: hit.footnotes,
    inForce: hit.inForce,
    counted: hit.counted ?? true,
    cite: hit.cite,
    because: because(hit.because),
  })),
  ownership: {
    status: screening.ownership.status,
    chain: screening.ownership.chain,
    because: because(screening.ownership.because ?? []),
  },
  notChecked: screening.notChecked.map(checkPoint),
  disposition: screening.disposition,
  lists: screening.lists,
});
