import { placeOf } from "./card.ts";
import { waitOf } from "../conversation/waiting-effects.ts";
import type { Policy } from "../../core/routing/policy.ts";
import { placesOf } from "../../core/routing/route.ts";
import type { Desk } from "../conversation/deps.ts";
import { caseNumber, dueText } from "../cards/view.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import { caseStream, toCopyId, type PersonId, type RoleId, type TenantId } from "../../core/ids.ts";
import type { MessageCopy } from "../../core/ports/ledger.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";
import { roleName } from "../words/roles.ts";

/**
 * The ball rule: an edit notifies nobody, so whoever now has the ball is mentioned once, in the card's thread. If the
 * ball has moved on before the message went out, nothing is said.
 */
export async function mentionBall(desk: Desk, work: WorkRows, item: WorkItem): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const copy = await stores.copies.byId(toCopyId(String(item.ref["copy"])));
  const row = copy && (await stores.cases.byId(copy.caseId));
  if (!copy || !row || copy.state === "gone") return;
  const state = toCaseState(row.json);
  const place = await placeOf(desk, item.tenant, { copy, state });
  const messenger = place && desk.messengers[place.platform];
  if (!place || !messenger || copy.remote === null) throw new AdapterFault("copy-not-posted", false);
  const reminding = item.ref["remind"] !== undefined;
  // Reminded of a wait that is over: nothing is said.
  if (reminding && waitOf(state) !== item.ref["wait"]) return;
  const said = ballMessage(state, copy.card, desk.clock.now());
  if (said === null) return;
  const message = reminding ? `Reminder: ${said}` : said;
  const key = `${copy.deliveryKey}:${reminding ? `r${String(item.ref["remind"])}-` : ""}${String(item.ref["version"])}`;
  const threadPlace = { ...place, thread: threadOf(place, copy.remote) };
  if (
    item.intentAt !== null &&
    messenger.settleOf(place) === "readable" &&
    (await messenger.find(threadPlace, key)) !== null
  )
    return;
  await work.intend(item.lease);
  const user =
    copy.card === "request"
      ? await userOf(desk, item.tenant, { person: state.requester, place })
      : await reviewerUser(desk, item.tenant, { state, place, at: copy.place });
  await messenger.mention(threadPlace, user, message, key);
  if (reminding) await recordReminder(desk, item, { state, copy });
}

/** One observation for each message that reminded: to whom, and who wanted it. */
async function recordReminder(
  desk: Desk,
  item: WorkItem,
  of: { readonly state: CaseState; readonly copy: MessageCopy },
): Promise<void> {
  const { state, copy } = of;
  const roles = rolesAt(state, copy.place, desk.policyOf(item.tenant));
  const to = copy.card === "request" ? state.requester : roles.join("+");
  const by = item.ref["by"] ?? null;
  await desk.stores.for(item.tenant).ledger.observe(caseStream(state.id), [
    {
      type: "reminded",
      v: 1,
      payload: { to, by, wait: waitOf(state) },
      actor: { system: by === null ? "timer" : "dispatcher" },
      cause: item.id,
    },
  ]);
}

/** The roles still missing that read in a place; where the policy names none, all that are missing. */
function rolesAt(state: CaseState, place: string, policy: Policy): readonly RoleId[] {
  const open = openNeeds(state).map((need) => need.role);
  const here = open.filter((role) => placesOf(role, policy).some((one) => one === place));
  return here.length > 0 ? here : open;
}

/** Replies go under the root message; a card posted at the root starts its own thread. */
function threadOf(place: PlaceRef, remote: unknown): string | null {
  if (place.thread !== null) return place.thread;
  const id = typeof remote === "object" && remote !== null && "id" in remote ? remote.id : null;
  return typeof id === "string" ? id : null;
}

function ballMessage(state: CaseState, card: "request" | "review" | "notice", nowMs: number): string | null {
  if (card === "request" && state.retracted && state.retracted.read === null && state.stage !== "asking")
    return `${caseNumber(state)}: the release was taken back. Stop, and read the card.`;
  if (card === "request" && state.stage === "asking")
    return `${caseNumber(state)} needs an answer from you; nothing is released yet.`;
  if (card === "request" && state.stage === "decided")
    return state.decided?.released
      ? `${caseNumber(state)} is decided: see the card.`
      : `${caseNumber(state)} is decided; nothing is released. See the card.`;
  if (card === "review" && state.stage === "in-review" && state.review)
    return `${caseNumber(state)} is yours (${state.review.needs.map((need) => roleName(need.role)).join(", ")}), ${dueText(state.review.due, nowMs)}.`;
  return null;
}

const userOf = (
  desk: Desk,
  tenant: TenantId,
  who: { readonly person: PersonId; readonly place: PlaceRef },
): Promise<string | null> =>
  desk.stores.for(tenant).directory.userOf(who.person, who.place.platform, who.place.installation);

/** One holder of the role that reads there, or the colleague who took it over: few pings. */
async function reviewerUser(
  desk: Desk,
  tenant: TenantId,
  where: { readonly state: CaseState; readonly place: PlaceRef; readonly at: string },
): Promise<string | null> {
  const [role] = rolesAt(where.state, where.at, desk.policyOf(tenant));
  if (!role) return null;
  const holders = await desk.stores.for(tenant).directory.holders(role, desk.clock.instant());
  const taken = where.state.review?.delegates?.find((one) => one.role === role)?.to;
  const first = taken ?? holders.find((person) => person !== where.state.requester);
  return first ? userOf(desk, tenant, { person: first, place: where.place }) : null;
}
