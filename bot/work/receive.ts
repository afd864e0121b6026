import type { Desk, Reply } from "../conversation/deps.ts";
import { handle } from "../conversation/handle.ts";
import { faultOf } from "../log.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { Delivery, Inbox, Platform } from "../../core/ports/inbox.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";

/** Makes the neutral meaning of a stored delivery: the platform's own parser, run again on every attempt. */
export type Reader = (delivery: Delivery, inboxId: string) => Promise<Inbound>;
export type Readers = Readonly<Partial<Record<Platform, Reader>>>;
export type Reception = {
  readonly desk: Desk;
  readonly inbox: Inbox;
  readonly work: WorkRows;
  readonly readers: Readers;
};

/**
 * Works one stored delivery: parsed, its sender looked up in our own directory, handed to the use case. What the use
 * case commits finishes the work item in the same transaction; a delivery that addressed nobody is erased.
 */
export async function receive(
  reception: Reception,
  work: { readonly inboxId: string; readonly lease: Lease },
): Promise<{ readonly inbound: Inbound; readonly reply: Reply }> {
  const { desk, inbox, readers } = reception;
  const delivery = await inbox.open(work.inboxId);
  const read = readers[delivery.platform];
  if (!read) throw new Error(`no reader for ${delivery.platform}`);
  const parsed = await read(delivery, work.inboxId);
  const person = await desk.stores
    .for(parsed.tenant)
    .directory.personOf(parsed.from.platform, parsed.from.installation, parsed.from.user);
  const inbound: Inbound = { ...parsed, from: { ...parsed.from, person: person?.id ?? null } };
  const reply = await handle(desk, inbound, work.lease);
  if (inbound.kind === "nothing") await inbox.erase(work.inboxId);
  return { inbound, reply };
}

/** The dispatcher's handler: a later delivery has no HTTP reply, so what is to be said goes to the sender's place. */
export async function receiveLater(reception: Reception, item: WorkItem): Promise<void> {
  const { inbound, reply } = await receive(reception, { inboxId: String(item.ref["inbox"]), lease: item.lease });
  await say(reception.desk, inbound, reply);
}

/** A sentence to the one who acted. It is a courtesy: failing to say it does not undo or repeat what was done. */
export async function say(desk: Desk, inbound: Inbound, reply: Reply): Promise<void> {
  const messenger = desk.messengers[inbound.place.platform];
  // What opens, opens inside the HTTP reply or not at all.
  if (!messenger || reply.kind === "none" || reply.kind === "dialog") return;
  try {
    if (reply.kind === "tell") await messenger.tell(answerPlace(inbound), inbound.from.user, reply.text);
    else if (inbound.kind === "help") await messenger.post(inbound.place, reply.card, `help:${inbound.inboxId}`);
  } catch (error) {
    desk.log.warn("not-said", { kind: inbound.kind, platform: inbound.place.platform, fault: faultOf(error) });
  }
}

/** A private answer goes where the platform takes one for this very act, else to the place itself. */
const answerPlace = (inbound: Inbound): Inbound["place"] =>
  inbound.answerAt === undefined ? inbound.place : { ...inbound.place, reference: { answerAt: inbound.answerAt } };
