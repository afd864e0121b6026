import { receive, type Reception } from "../work/receive.ts";
import type { Reply } from "../conversation/deps.ts";
import type { Inserted, Delivery } from "../../core/ports/inbox.ts";

/**
 * Works a delivery that is answered inside its HTTP reply, under the lease it was stored with. Null: another worker
 * holds its lane, so the dispatcher takes it and the person gets the standing answer.
 */
export async function runNow(
  reception: Reception,
  inserted: Extract<Inserted, { state: "new" }>,
): Promise<{ readonly delivery: Delivery; readonly reply: Reply } | null> {
  const { inbox, work, desk } = reception;
  if (inserted.lease === null) {
    desk.kick();
    return null;
  }
  const delivery = await inbox.open(inserted.inboxId);
  const { reply } = await receive(reception, { inboxId: inserted.inboxId, lease: inserted.lease });
  await work.done(inserted.lease);
  return { delivery, reply };
}
