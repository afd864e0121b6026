import { z } from "zod";
import { toPlaceId, toRoleId, type PlaceId, type RoleId } from "../ids.ts";
import type { LawDate } from "../dates.ts";
import { toLawDate } from "../dates.ts";
import { EXCEPTION_KINDS } from "../releases/transaction.ts";

const roleId = z.string().transform((text): RoleId => toRoleId(text));
const placeId = z.string().transform((text): PlaceId => toPlaceId(text));
const lawDate = z.string().transform((text): LawDate => toLawDate(text));

const ruleSchema = z.strictObject({
  id: z.string().regex(/^R-\d{2}$/),
  kinds: z.array(z.enum(EXCEPTION_KINDS)).min(1),
  needs: z.array(z.strictObject({ role: roleId, count: z.int().min(1).max(5) })).min(1),
  places: z.array(placeId).min(1),
  "sla-hours": z.number().positive(),
  why: z.string().min(10),
});

/**
 * A review policy: dated data. Kinds of exception → roles, channels, SLA; who may use which verb; what the
 * requester sees before a decision. Auto-clear is empty unless a policy allows it (LAW §7).
 */
export const policySchema = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  from: lawDate,
  roles: z.array(roleId).min(1),
  rules: z.array(ruleSchema).min(1),
  /** Beside the roles a rule names, which roles may override, confirm an override or reject. */
  override: z.array(roleId).min(1),
  reject: z.array(roleId).min(1),
  /** What the requester sees meanwhile: DESIGN §5. */
  showing: z.strictObject({
    review: z.enum(["status", "proposal", "full"]),
    hold: z.enum(["status", "proposal", "full"]),
  }),
  "auto-clear": z.array(z.never()),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyRule = Policy["rules"][number];

/** Faults of a policy that would leave an exception nobody can decide. Empty: usable. */
export function policyFaults(
  policy: Policy,
  holders: ReadonlyMap<RoleId, number>,
): readonly { readonly code: "kind-unrouted" | "role-unknown" | "role-empty"; readonly what: string }[] {
  const routed = new Set(policy.rules.flatMap((rule) => rule.kinds));
  const known = new Set(policy.roles);
  const used = policy.rules.flatMap((rule) => rule.needs);
  return [
    ...EXCEPTION_KINDS.filter((kind) => !routed.has(kind)).map((what) => ({ code: "kind-unrouted" as const, what })),
    ...used.filter((need) => !known.has(need.role)).map((need) => ({ code: "role-unknown" as const, what: need.role })),
    ...used
      .filter((need) => (holders.get(need.role) ?? 0) < need.count)
      .map((need) => ({ code: "role-empty" as const, what: need.role })),
  ];
}
