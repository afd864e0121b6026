import type { CaseEvent } from "./events.ts";
import type { CaseState } from "./state.ts";
import type { PersonId, RoleId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import type { Policy } from "../routing/policy.ts";
import { placesOf } from "../routing/route.ts";

/**
 * Another role joins the review: the officer by escalation, any role by reassigning. It takes none away, so that a move
 * can never be a way around a role the policy asks for. Throws Refusal("invalid") when the role is there already.
 */
export function reroute(
  state: CaseState,
  move: { readonly how: "reassign" | "escalate"; readonly to: string | null; readonly why: string | null },
  policy: Policy,
): readonly CaseEvent[] {
  if (state.stage !== "in-review" || !state.review) throw new Refusal("invalid", { what: "nothing-to-approve" });
  const role = move.how === "escalate" ? policy.roles.at(-1) : policy.roles.find((one) => one === move.to);
  if (!role) throw new Refusal("invalid", { what: "role", input: "to" });
  if (state.review.needs.some((need) => need.role === role))
    throw new Refusal("invalid", { what: "role-there", roles: [role], input: "to" });
  return [{ type: "rerouted", how: move.how, to: role, why: move.why, places: placesOf(role, policy) }];
}

/** A colleague of the same role takes it over. Throws Refusal("invalid") for anyone who does not hold the role now. */
export function delegate(
  state: CaseState,
  to: { readonly person: string | null; readonly why: string | null },
  by: { readonly as: RoleId; readonly person: PersonId; readonly holders: readonly PersonId[] },
): readonly CaseEvent[] {
  if (state.stage !== "in-review") throw new Refusal("invalid", { what: "nothing-to-approve" });
  const person = by.holders.find((holder) => holder === to.person);
  if (!person || person === by.person || person === state.requester)
    throw new Refusal("invalid", { what: "not-a-colleague", roles: [by.as], input: "to" });
  return [{ type: "rerouted", how: "delegate", to: by.as, why: to.why, person }];
}
