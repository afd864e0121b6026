// One of several processes that write back: its sources are those of the bundle it is told, so that a test may take a
// guard out of a copy. Argument: a JSON file with a WorkerSpec. Prints "started", then "did one" after each. Is killed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { createDispatcher as CreateDispatcher } from "../../../adapters/queue/in-process.ts";
import type { createClock as CreateClock } from "../../../adapters/system/clock.ts";
import type { createIds as CreateIds } from "../../../adapters/system/ids.ts";
import type { TargetConfig } from "../../../bot/config/target-schema.ts";
import type { Policy } from "../../../core/routing/policy.ts";
import type { Desk } from "../../../bot/conversation/deps.ts";
import type { writeBack as WriteBack } from "../../../bot/work/write-back.ts";
import type { createTargets as CreateTargets } from "../../../bot/writeback/create-targets.ts";
import type { caseProjector as CaseProjector } from "../../../core/cases/project.ts";
import type { openDatabase as OpenDatabase } from "../../../db/open.ts";
import type { openStores as OpenStores } from "../../../db/stores/open.ts";

export type WorkerSpec = {
  /** The sources as one file, which loads six times sooner. */
  readonly bundle: string;
  readonly home: string;
  readonly url: string;
  readonly rootKey: string;
  readonly tenant: string;
  readonly targets: readonly TargetConfig[];
  readonly policy: Policy;
  readonly env: Readonly<Record<string, string>>;
};

const spec = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as WorkerSpec;
const bundle = (await import(pathToFileURL(spec.bundle).href)) as {
  readonly createDispatcher: typeof CreateDispatcher;
  readonly createClock: typeof CreateClock;
  readonly createIds: typeof CreateIds;
  readonly writeBack: typeof WriteBack;
  readonly createTargets: typeof CreateTargets;
  readonly caseProjector: typeof CaseProjector;
  readonly openDatabase: typeof OpenDatabase;
  readonly openStores: typeof OpenStores;
};
const { createDispatcher, createClock, createIds, writeBack, createTargets, caseProjector, openDatabase, openStores } =
  bundle;

const database = await openDatabase(spec.url, { home: spec.home, environment: "test" });
const [clock, ids] = [createClock(), createIds()];
const stores = openStores(database, {
  rootKey: new Uint8Array(Buffer.from(spec.rootKey, "base64")),
  projector: caseProjector,
  clock,
  ids,
  blobsFolder: join(spec.home, "blobs"),
});
const settings = { environment: "test", home: spec.home, configFile: null } as never;
const tenant = { id: spec.tenant, mode: "assist", people: [], places: {}, targets: spec.targets } as never;
const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };
const desk = {
  stores,
  clock,
  ids,
  log,
  kick: silent,
  policyOf: () => spec.policy,
  writeBack: createTargets([tenant], { settings, env: spec.env, home: { stores, clock } as never }),
} as unknown as Desk;
const dispatcher = createDispatcher({
  work: stores.work,
  handlers: {
    async "write-back"(item) {
      await writeBack(desk, stores.work, item);
      console.log("did one");
    },
  },
  clock,
  log,
  leaseMs: 5000,
  idleMs: 100,
});
dispatcher.start();
console.log("started");
