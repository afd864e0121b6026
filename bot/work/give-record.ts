import type { Desk } from "../conversation/deps.ts";
import { listOf } from "../bom/give-list.ts";
import { recordOf } from "../evidence/package-case.ts";
import { caseStream, toCaseId, toPersonId } from "../../core/ids.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { WorkItem } from "../../core/ports/work.ts";

const PLATFORMS = ["slack", "teams", "console"] as const;

/** Makes the record of a case and gives it to the person who asked; that it was shown is an entry. */
export async function giveRecord(desk: Desk, item: WorkItem): Promise<void> {
  const { record, what, person, platform: named, installation, user } = item.ref;
  const platform = PLATFORMS.find((one) => one === named);
  const messenger = platform && desk.messengers[platform];
  if (!platform || !messenger?.giveFile) throw new AdapterFault("no-files-here", true);
  const id = toCaseId(String(record));
  const isList = what === "list";
  const { name, bytes } = isList ? await listOf(desk, item.tenant, id) : await recordOf(desk, item.tenant, id);
  const place = {
    platform,
    installation: String(installation),
    channel: String(user),
    thread: null,
    kind: "direct",
    boundary: "internal",
    reference: null,
  } as const;
  const released = !name.startsWith("not-released-");
  const number = /ED-\d+/u.exec(name)?.[0] ?? "";
  const says = `The ${isList ? "lines" : "record"} of ${number}${released ? "" : ": not released"}. ${isList ? "What each line came to is a proposal" : "It is for reading; the evidence package proves it"}.`;
  await messenger.giveFile(place, String(user), { name, bytes, says });
  const payload = { place: `${platform}:own`, detail: isList ? "list" : "record", by: toPersonId(String(person)) };
  await desk.stores
    .for(item.tenant)
    .ledger.observe(caseStream(id), [
      { type: "shown", v: 1, payload, actor: { system: "dispatcher" }, cause: item.id },
    ]);
}
