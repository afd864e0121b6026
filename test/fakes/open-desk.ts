import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIds } from "../../adapters/system/ids.ts";
import { toCaseId, toTenantId } from "../../core/ids.ts";
import type { CaseId, Stream, TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import type { Database } from "../../db/connect.ts";
import { openDatabase } from "../../db/open.ts";
import type { OpenOptions } from "../../db/open.ts";
import type { StoreDeps } from "../../db/stores/deps.ts";
import { openStores } from "../../db/stores/open.ts";
import type { OpenedStores } from "../../db/stores/open.ts";
import { itemProjector } from "../../core/register/item-state.ts";
import { createSteadyClock } from "./steady-clock.ts";
import { createToyProjector } from "./toy-projector.ts";

export const ACME = toTenantId("acme-example");
export const OTHER = toTenantId("other-example");
export const ROOT_KEY = new Uint8Array(32).fill(7);
export const SYSTEM: Actor = { system: "dispatcher" };

export type TestDesk = {
  readonly home: string;
  readonly url: string;
  readonly database: Database;
  readonly stores: OpenedStores;
  readonly clock: ReturnType<typeof createSteadyClock>;
  readonly deps: StoreDeps;
  /** Closes, and removes the home. */
  readonly close: () => Promise<void>;
};

/** A real database in a temporary home, with two tenants that each have an installation on every platform. */
export async function openTestDesk(
  options: Partial<OpenOptions> & { readonly deps?: Partial<StoreDeps> } = {},
): Promise<TestDesk> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), "desk-test-")));
  const url = `file:${join(home, "desk.db")}`;
  const { deps: changed, ...rest } = options;
  const database = await openDatabase(url, { home, environment: "test", ...rest });
  const clock = createSteadyClock();
  const deps: StoreDeps = {
    rootKey: ROOT_KEY,
    projector: createToyProjector(),
    items: itemProjector,
    clock,
    ids: createIds(),
    blobsFolder: join(home, "blobs"),
    ...changed,
  };
  const stores = openStores(database, deps);
  for (const tenant of [ACME, OTHER])
    if (await stores.admin.createTenant(tenant, "assist"))
      for (const platform of ["slack", "teams", "console"] as const)
        await stores.admin.bindInstallation(tenant, platform, installationOf(tenant));
  const close = async (): Promise<void> => {
    await database.close();
    await rm(home, { recursive: true, force: true });
  };
  return { home, url, database, stores, clock, deps, close };
}

export const installationOf = (tenant: TenantId): string => `T-${tenant}`;

const ids = createIds();
export const newCase = (): { readonly id: CaseId; readonly stream: Stream } => {
  const id = toCaseId(ids.next());
  return { id, stream: `case:${id}` };
};

export const entryOf = (type: string, payload: JsonObject = {}, more: Partial<NewEntry> = {}): NewEntry => ({
  type,
  v: 1,
  payload,
  actor: SYSTEM,
  ...more,
});

let lastNumber = 0;
/** The first event of a toy case. */
export function opened(payload: JsonObject = {}): NewEntry {
  lastNumber += 1;
  return entryOf("toy-opened", {
    number: lastNumber,
    requestKey: `request-${lastNumber}`,
    requester: "maria",
    party: "",
    ...payload,
  });
}
export const counted = (by: number): NewEntry => entryOf("toy-counted", { by });
export const noted = (word: string): NewEntry => entryOf("toy-noted", { word });
