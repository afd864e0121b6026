import type { LawDate } from "../dates.ts";

/**
 * The value in force on `asOf`: the last whose `from` is not later. Undefined when the history starts later, which
 * is a different answer from "ended" and from "not covered". Ascending order is checked when the rulebook is opened.
 */
export function inForceOn<T extends { readonly from: string }>(history: readonly T[], asOf: LawDate): T | undefined {
  return history.findLast((entry) => entry.from <= asOf);
}
