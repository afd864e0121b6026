import type { EffectValue, ListEntry, ListRule, ListRules, SwitchValue } from "./list-edition.ts";
import type { HitEffect } from "./screening.ts";

export const ruleOf = (rules: ListRules, list: string): ListRule | undefined =>
  rules.lists.find((rule) => rule.list === list);

const inForce = <Value extends { readonly from: string }>(values: readonly Value[], asOf: string): Value | undefined =>
  values.findLast((value) => value.from <= asOf);

/**
 * What a row means on a day: a company's own list as its column says, else the dated table of effects.
 * A list the table does not know blocks: unknown is never the looser answer (LAW, parties).
 */
export function effectOf(
  entry: ListEntry,
  rules: ListRules,
  asOf: string,
): { readonly effect: HitEffect; readonly value: EffectValue | null } {
  if (entry.effect) return { effect: entry.effect, value: null };
  const rule = ruleOf(rules, entry.list);
  const value = rule && (inForce(rule.effects, asOf) ?? rule.effects[0]);
  return value ? { effect: value.effect, value } : { effect: "block", value: null };
}

/** Whether the listing counts on a day: begun, not ended, not marked lifted. Its last day still counts. */
export function countsOn(entry: ListEntry, asOf: string): boolean {
  if (entry.ended) return false;
  return (
    (entry.from === null || entry.from <= asOf) && (entry.to === null || entry.to >= asOf.slice(0, entry.to.length))
  );
}

/** The state of the affiliates (50 percent) rule on a day, or null before it began (90 FR 47201; stayed by 90 FR 50857). */
export const affiliatesOn = (rules: ListRules, asOf: string): SwitchValue | null =>
  inForce(rules.affiliates, asOf) ?? null;
