import { renderState } from "../cards/render-copy.ts";
import { ORIGIN } from "../conversation/effects.ts";
import type { Desk } from "../conversation/deps.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { caseStream, toCopyId, toPlaceId, type TenantId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { MessageCopy } from "../../core/ports/ledger.ts";
import { AdapterFault, type Messenger } from "../../core/ports/messenger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";

const DISPATCHER = { system: "dispatcher" } as const;
const toJson = (card: Card): JsonObject => JSON.parse(JSON.stringify(card)) as JsonObject;

/** Where a copy goes: the case's own place, or a place of the policy as the directory knows it. Null: not known (yet). */
export async function placeOf(
  desk: Desk,
  tenant: TenantId,
  what: { readonly copy: MessageCopy; readonly state: CaseState },
): Promise<PlaceRef | null> {
  if (what.copy.place === ORIGIN) return what.state.place;
  return (await desk.stores.for(tenant).directory.place(toPlaceId(what.copy.place)))?.ref ?? null;
}

/**
 * Delivers one copy: rendered from the present projection, posted once (a lost answer is settled as the place
 * allows), updated in place after that. A copy that is gone is an observation, never silence.
 */
export async function deliverCard(desk: Desk, work: WorkRows, item: WorkItem): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const copy = await stores.copies.byId(toCopyId(String(item.ref["copy"])));
  const row = copy && (await stores.cases.byId(copy.caseId));
  if (!copy || !row || copy.state === "gone") return;
  const state = toCaseState(row.json);
  const place = await placeOf(desk, item.tenant, { copy, state });
  const messenger = place && desk.messengers[place.platform];
  if (!place || !messenger) throw new AdapterFault("place-unknown", false, 30_000);
  const card = await renderState(desk, item.tenant, { copy, state });
  const shown = await stores.blobs.put(caseStream(state.id), canonicalBytes(toJson(card)), "application/json");
  try {
    const remote = await send({ desk, work, item }, { copy, place, messenger, card });
    if (copy.shownRevision === state.revision) {
      await stores.copies.posted(copy.id, remote, state.revision, shown.hash);
      return;
    }
    // The showing and the copy's place in one transaction: a process that dies between them would leave a card unrecorded.
    const payload = { place: copy.place, detail: card.kind, card: shown.hash, revision: state.revision };
    await stores.ledger.observe(
      caseStream(state.id),
      [{ type: "shown", v: 1, payload, actor: DISPATCHER, cause: item.id, blobs: [shown] }],
      { id: copy.id, state: "posted", remote, shownRevision: state.revision, shown: shown.hash },
    );
  } catch (error) {
    if (!(error instanceof AdapterFault) || !error.terminal) throw error;
    const payload = { copy: copy.id, code: error.code };
    await stores.ledger.observe(
      caseStream(state.id),
      [{ type: "copy-lost", v: 1, payload, actor: DISPATCHER, cause: item.id }],
      { id: copy.id, state: "gone" },
    );
  }
}

type Sending = {
  readonly copy: MessageCopy;
  readonly place: PlaceRef;
  readonly messenger: Messenger;
  readonly card: Card;
};

async function send(
  run: { readonly desk: Desk; readonly work: WorkRows; readonly item: WorkItem },
  what: Sending,
): Promise<Json> {
  const { copy, place, messenger, card } = what;
  if (copy.remote !== null) {
    await messenger.update(place, copy.remote, card);
    return copy.remote;
  }
  // An earlier attempt may have been sent and its answer lost: a readable place is asked before sending again.
  if (run.item.intentAt !== null && messenger.settleOf(place) === "readable") {
    const found = await messenger.find(place, copy.deliveryKey);
    if (found !== null) {
      await messenger.update(place, found, card);
      return found;
    }
  }
  await run.work.intend(run.item.lease);
  return messenger.post(place, card, copy.deliveryKey);
}
