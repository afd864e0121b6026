import type { CheckPoint } from "../licensing/determination.ts";
import { byDate } from "./choose-editions.ts";
import { daysBetween } from "./days.ts";
import { ruleOf } from "./effect.ts";
import type { ListEdition, ListRules } from "./list-edition.ts";

export type ListDemands = {
  /** Lists without which nothing is clear; default: those the rules call required. */
  readonly required?: readonly string[];
  /** Days a list stays fresh after its date; default 7. */
  readonly maxAgeDays?: number;
  /** Environment `training`: the demonstration list counts as complete and fresh (LAW, auto-clear). */
  readonly training?: boolean;
};

/** Why a list cannot stand in a clear, or null when it can. */
function fault(edition: ListEdition, ages: boolean, asOf: string, demands: ListDemands): string | null {
  if (edition.status === "demonstration") return demands.training ? null : "demonstration";
  if (edition.status !== "whole") return edition.status;
  if (!ages) return null;
  if (edition.date === null) return "undated";
  return daysBetween(edition.date, asOf) > (demands.maxAgeDays ?? 7) ? "stale" : null;
}

/** One point for each list that is missing, short, stale, undated, superseded or a demonstration. */
export function listPoints(
  editions: readonly ListEdition[],
  rules: ListRules,
  asOf: string,
  demands: ListDemands,
): readonly CheckPoint[] {
  const required = demands.required ?? rules.lists.filter((rule) => rule.required).map((rule) => rule.list);
  const demonstration = editions.some((edition) => edition.status === "demonstration");
  const named = [...new Set([...required, ...editions.filter((e) => e.status !== "demonstration").map((e) => e.list)])];
  const points = named.flatMap((list): readonly CheckPoint[] => {
    const held = editions.filter((edition) => edition.list === list).sort(byDate);
    if (held.length === 0) return demands.training && demonstration ? [] : [{ what: `list/${list}`, why: "missing" }];
    const ages = ruleOf(rules, list)?.ages ?? true;
    const faults = held.map((edition) => ({ edition, why: fault(edition, ages, asOf, demands) }));
    const [first] = faults;
    if (!first || faults.some(({ why }) => why === null)) return [];
    const { date } = first.edition;
    return [{ what: `list/${list}`, ...(date ? { date } : {}), why: first.why ?? "missing" }];
  });
  const shown = demonstration && !demands.training ? [{ what: "list/demonstration", why: "demonstration" }] : [];
  return [...shown, ...points];
}
