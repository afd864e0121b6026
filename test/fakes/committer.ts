// A second process for tests of processes: commits cases into an existing home and prints how many stand.
// Arguments: home, tenant, count, and `aloud` to print each case's number once its commit is acknowledged.
import { toTenantId } from "../../core/ids.ts";
import { counted, newCase, openTestDesk } from "./open-desk.ts";

const [home = "", tenant = "", count = "0", aloud] = process.argv.slice(2);
const desk = await openTestDesk({ home });
const { ledger, cases } = desk.stores.for(toTenantId(tenant));
let done = 0;
for (let at = 0; at < Number(count); at++) {
  const { stream } = newCase();
  const number = await cases.takeNumber();
  const payload = { number, requestKey: `request-${number}`, requester: "maria", party: "" };
  const open = { type: "toy-opened", v: 1, payload, actor: { system: "dispatcher" } } as const;
  const work = { kind: "card", lane: `lane-${number}`, priority: 3, dedup: `d-${number}`, ref: { number } } as const;
  await ledger.commit([{ stream, expected: 0, events: [open, counted(1)] }], [work]);
  done += 1;
  if (aloud) console.log(number);
}
await desk.database.close();
if (!aloud) console.log(done);
