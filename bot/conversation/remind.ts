import type { ClickInbound } from "./click.ts";
import type { Desk } from "./deps.ts";
import { reminderEffects, waitOf } from "./waiting-effects.ts";
import { when } from "../cards/view.ts";
import { roleName } from "../words/roles.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import { nextReminder } from "../../core/cases/waiting.ts";
import { instantMillis } from "../../core/dates.ts";
import { caseStream, type PersonId, type TenantId } from "../../core/ids.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

/** When the present holder of the ball was reminded, by whom it be (ms, oldest first). */
export async function remindersOf(desk: Desk, tenant: TenantId, state: CaseState): Promise<readonly number[]> {
  const wait = waitOf(state);
  const entries = await desk.stores.for(tenant).ledger.read(caseStream(state.id));
  return entries
    .filter(({ type, payload }) => type === "reminded" && payload?.["wait"] === wait)
    .map(({ at }) => instantMillis(at));
}

/**
 * [Remind]: one new message to the role that has the ball, rarer each time. Throws Refusal("invalid") while it is too
 * soon, with the time from which it may be done again, and where nobody but the requester could be reminded.
 */
export async function remind(
  desk: Desk,
  inbound: ClickInbound,
  who: { readonly state: CaseState; readonly person: PersonId; readonly lease: Lease },
): Promise<string> {
  const { state, person, lease } = who;
  if (state.stage !== "in-review" || !state.review?.since) throw new Refusal("invalid", { what: "nobody-to-remind" });
  const before = await remindersOf(desk, inbound.tenant, state);
  const again = nextReminder(before, instantMillis(state.review.since));
  if (desk.clock.now() < again) throw new Refusal("invalid", { what: "remind-later", again: when(again) });
  const stores = desk.stores.for(inbound.tenant);
  const copies = await stores.copies.ofCase(state.id);
  const policy = desk.policyOf(inbound.tenant);
  const effects = reminderEffects(state, copies, { policy, nth: before.length, by: person });
  await stores.ledger.commit([], effects, { done: lease });
  desk.kick();
  const next = nextReminder([...before, desk.clock.now()], desk.clock.now());
  const roles = openNeeds(state).map((need) => roleName(need.role));
  return `I remind ${roles.join(" and ")} of ED-${state.number}. You can do it again after ${when(next)}.`;
}
