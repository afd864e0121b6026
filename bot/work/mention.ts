import { placeOf } from "./card.ts";
import type { Desk } from "../conversation/deps.ts";
import { caseNumber, dueText } from "../cards/view.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toCopyId, type PersonId, type TenantId } from "../../core/ids.ts";
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
  const message = ballMessage(state, copy.card, desk.clock.now());
  if (message === null) return;
  const key = `${copy.deliveryKey}:${String(item.ref["version"])}`;
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
      : await reviewerUser(desk, item.tenant, { state, place });
  await messenger.mention(threadPlace, user, message, key);
}

/** Replies go under the root message; a card posted at the root starts its own thread. */
function threadOf(place: PlaceRef, remote: unknown): string | null {
  if (place.thread !== null) return place.thread;
  const id = typeof remote === "object" && remote !== null && "id" in remote ? remote.id : null;
  return typeof id === "string" ? id : null;
}

function ballMessage(state: CaseState, card: "request" | "review" | "notice", nowMs: number): string | null {
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

/** One holder of the first needed role: few pings. */
async function reviewerUser(
  desk: Desk,
  tenant: TenantId,
  where: { readonly state: CaseState; readonly place: PlaceRef },
): Promise<string | null> {
  const role = where.state.review?.needs[0]?.role;
  if (!role) return null;
  const holders = await desk.stores.for(tenant).directory.holders(role, desk.clock.instant());
  const first = holders.find((person) => person !== where.state.requester);
  return first ? userOf(desk, tenant, { person: first, place: where.place }) : null;
}
