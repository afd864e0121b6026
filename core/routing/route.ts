import type { Policy, PolicyRule } from "./policy.ts";
import type { ReviewNeed } from "../cases/parts.ts";
import type { PlaceId, RoleId } from "../ids.ts";
import type { ExceptionKind } from "../releases/transaction.ts";

export type RouteTo = {
  readonly kinds: readonly ExceptionKind[];
  /** Rule and version, shown as the reason it came: `R-07 v4`. */
  readonly rule: string;
  readonly why: string;
  readonly needs: readonly ReviewNeed[];
  readonly places: readonly PlaceId[];
  readonly slaHours: number;
};

/**
 * Where a case goes: every rule that names one of its kinds adds its roles; the first kind (the worst) gives the
 * reason shown and the strictest SLA counts. Null: no rule matches, which is an incident, never a release.
 */
export function routeFor(kinds: readonly ExceptionKind[], policy: Policy): RouteTo | null {
  const matching = kinds.flatMap((kind) => policy.rules.filter((rule) => rule.kinds.includes(kind)));
  const rules = [...new Set(matching)];
  const [first] = rules;
  if (!first) return null;
  return {
    kinds,
    rule: `${first.id} v${policy.version}`,
    why: first.why,
    needs: mergeNeeds(rules),
    places: [...new Set(rules.flatMap((rule) => rule.places))],
    slaHours: Math.min(...rules.map((rule) => rule["sla-hours"])),
  };
}

/** Where a role reads its cards: the places of the rules that ask for it. */
export const placesOf = (role: RoleId, policy: Policy): readonly PlaceId[] => [
  ...new Set(
    policy.rules.filter((rule) => rule.needs.some((need) => need.role === role)).flatMap((rule) => rule.places),
  ),
];

/** One approval per role: the highest count any rule asks for. */
function mergeNeeds(rules: readonly PolicyRule[]): readonly ReviewNeed[] {
  const counts = new Map<RoleId, number>();
  for (const need of rules.flatMap((rule) => rule.needs))
    counts.set(need.role, Math.max(counts.get(need.role) ?? 0, need.count));
  return [...counts].map(([role, count]) => ({ role, count }));
}
