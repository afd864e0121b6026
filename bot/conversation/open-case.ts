import { blobsOf } from "./commit-case.ts";
import { cardWork, evaluateWork, newCopy, ORIGIN } from "./effects.ts";
import type { Desk } from "./deps.ts";
import { fetchSources, storeText } from "./sources.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { toPayload } from "../../core/cases/parse-event.ts";
import { caseStream, toCaseId, type PersonId } from "../../core/ids.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { ReadForm } from "../../core/releases/read-form.ts";
import type { Lease } from "../../core/ports/ledger.ts";

/** Days of a request are counted where the law is. */
export const LAW_ZONE = "America/New_York";

export type RequestInbound = Extract<Inbound, { kind: "request" }>;

/**
 * One message opens one case: its words, its files, the requester's card and the first evaluation, in one commit. Gives
 * the case's number.
 * Throws Refusal("stale") when another delivery of the same message won; the caller then adds to the winner's case.
 */
export async function openCase(
  desk: Desk,
  inbound: RequestInbound,
  who: { readonly person: PersonId; readonly lease: Lease },
): Promise<number> {
  const stores = desk.stores.for(inbound.tenant);
  const id = toCaseId(desk.ids.next());
  const form = inbound.form ? desk.readForm(inbound.form, desk.clock.lawDate(LAW_ZONE)) : null;
  const text = await storeText(stores, id, form?.text ?? inbound.text);
  const files = await fetchSources(desk, inbound, id);
  const number = await stores.cases.takeNumber();
  const events: readonly CaseEvent[] = [
    {
      type: "case-opened",
      number,
      requestKey: inbound.requestKey,
      place: inbound.place,
      requester: who.person,
      text: text.hash,
      ...(inbound.messageUrl === undefined ? {} : { messageUrl: inbound.messageUrl }),
    },
    ...files.map((file): CaseEvent => ({
      type: "source-added",
      blob: file.ref.hash,
      kind: "file",
      name: file.name,
      fault: file.fault,
    })),
    ...(form ? formEvents(form) : []),
  ];
  const blobs = new Map([text, ...files.map((file) => file.ref)].map((ref) => [ref.hash, ref]));
  const copy = newCopy(desk.ids, id, "request", ORIGIN);
  const entries = events.map((event) => ({
    ...toPayload(event),
    actor: { person: who.person, via: inbound.from.via },
    cause: inbound.inboxId,
    blobs: blobsOf(event, blobs),
  }));
  await stores.ledger.commit(
    [{ stream: caseStream(id), expected: 0, events: entries }],
    [evaluateWork(id, events.length), cardWork(id, copy.id)],
    {
      copies: [copy],
      done: who.lease,
    },
  );
  desk.kick();
  return number;
}

/** What a form said of the deal, as events. */
export const formEvents = (form: ReadForm): readonly CaseEvent[] => [
  { type: "transaction-stated", stated: form.stated },
  ...(form.neededBy ? [{ type: "needed-by" as const, date: form.neededBy }] : []),
];
