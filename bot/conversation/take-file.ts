import type { ClickInbound } from "./click.ts";
import type { Desk } from "./deps.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

const FILES = {
  "take-record": { what: "record", says: "the record (PDF)" },
  "take-list": { what: "list", says: "the lines (XLSX)" },
} as const;

/**
 * [Record (PDF)], [Lines (XLSX)]: the file goes to the person's own conversation as work of its own, since making it takes longer than
 * a click may. Throws Refusal("invalid") on a platform that cannot be given files.
 */
export async function takeFile(
  desk: Desk,
  inbound: ClickInbound,
  who: {
    readonly state: CaseState;
    readonly person: PersonId;
    readonly lease: Lease;
    readonly verb: "take-record" | "take-list";
  },
): Promise<string> {
  const { state, person, lease, verb } = who;
  const { platform, installation, user } = inbound.from;
  if (!desk.messengers[platform]?.giveFile)
    throw new Refusal("invalid", { what: "no-files-here", number: state.number });
  const ref = { record: state.id, what: FILES[verb].what, person, platform, installation, user };
  await desk.stores.for(inbound.tenant).ledger.commit(
    [],
    [
      {
        kind: "post",
        lane: `${FILES[verb].what}:${state.id}:${person}`,
        priority: 3,
        dedup: `${FILES[verb].what}:${inbound.inboxId}`,
        ref,
      },
    ],
    { done: lease },
  );
  desk.kick();
  return `I put ${FILES[verb].says} of ED-${state.number} into our own conversation.`;
}
