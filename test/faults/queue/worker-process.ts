// One of several worker processes: dispatches the work of an existing home through Redis. Argument: a JSON file with a
// WorkerSpec. Appends "begin ID" and "end ID" to its own file; prints "started". Ends on SIGTERM, or is killed.
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createBullmqDispatcher } from "../../../adapters/queue/bullmq.ts";
import { createClock } from "../../../adapters/system/clock.ts";
import { createIds } from "../../../adapters/system/ids.ts";
import { openDatabase } from "../../../db/open.ts";
import { openStores } from "../../../db/stores/open.ts";
import { ROOT_KEY } from "../../fakes/open-desk.ts";
import { createToyProjector } from "../../fakes/toy-projector.ts";

export type WorkerSpec = {
  readonly home: string;
  readonly url: string;
  readonly redisUrl: string;
  readonly runs: string;
  /** A run takes between one and two times this. */
  readonly itemMs: number;
};

const spec = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as WorkerSpec;
const database = await openDatabase(spec.url, { home: spec.home, environment: "test" });
const clock = createClock();
const stores = openStores(database, {
  rootKey: ROOT_KEY,
  projector: createToyProjector(),
  clock,
  ids: createIds(),
  blobsFolder: `${spec.home}/blobs`,
});
const note = (fields: object, message: string) =>
  void (message === "work done" || appendFileSync(`${spec.runs}.log`, `${message} ${JSON.stringify(fields)}\n`));
const dispatcher = createBullmqDispatcher({
  work: stores.work,
  handlers: {
    async card(item) {
      appendFileSync(spec.runs, `begin ${item.id}\n`);
      await sleep(spec.itemMs * (1 + Math.random()));
      appendFileSync(spec.runs, `end ${item.id}\n`);
    },
  },
  clock,
  log: { info: note, warn: note, error: note },
  redisUrl: spec.redisUrl,
  leaseMs: 5000,
});
dispatcher.start();
console.log("started");
process.on("SIGTERM", () => {
  void dispatcher
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0));
});
