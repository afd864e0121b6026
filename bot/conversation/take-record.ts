import type { ClickInbound } from "./click.ts";
import type { Desk } from "./deps.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

/**
 * [Record (PDF)]: the paper goes to the person's own conversation as work of its own, since making it takes longer than
 * a click may. Throws Refusal("invalid") on a platform that cannot be given files.
 */
export async function takeRecord(
  desk: Desk,
  inbound: ClickInbound,
  who: { readonly state: CaseState; readonly person: PersonId; readonly lease: Lease },
): Promise<string> {
  const { state, person, lease } = who;
  const { platform, installation, user } = inbound.from;
  if (!desk.messengers[platform]?.giveFile)
    throw new Refusal("invalid", { what: "no-files-here", number: state.number });
  const ref = { record: state.id, person, platform, installation, user };
  await desk.stores
    .for(inbound.tenant)
    .ledger.commit(
      [],
      [{ kind: "post", lane: `record:${state.id}:${person}`, priority: 3, dedup: `record:${inbound.inboxId}`, ref }],
      { done: lease },
    );
  desk.kick();
  return `I put the record of ED-${state.number} as a PDF into our own conversation.`;
}
