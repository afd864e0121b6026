import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createClock } from "../../../adapters/system/clock.ts";
import { createIds } from "../../../adapters/system/ids.ts";
import { parseCaseEvent } from "../../../core/cases/parse-event.ts";
import { caseProjector } from "../../../core/cases/project.ts";
import { weightOf } from "../../../core/cases/revises.ts";
import { toCaseId, toTenantId, type CaseId, type TenantId } from "../../../core/ids.ts";
import type { MessageCopy, OpenedEntry } from "../../../core/ports/ledger.ts";
import type { CaseRow } from "../../../core/ports/stores.ts";
import { openDatabase } from "../../../db/open.ts";
import { openStores } from "../../../db/stores/open.ts";
import { ROOT_KEY, type World } from "./world.ts";

/** The stores over a home that a desk has left (or still runs in), opened by this process. */
export async function openHomeOf(world: World) {
  const { home, databaseUrl } = world.spec.settings;
  const database = await openDatabase(databaseUrl, { home, environment: "test" });
  const stores = openStores(database, {
    rootKey: new Uint8Array(ROOT_KEY),
    projector: caseProjector,
    clock: createClock(),
    ids: createIds(),
    blobsFolder: join(home, "blobs"),
    editionsFolder: join(home, "editions"),
    schemaOfTypes: (type, v, payload) => {
      if (weightOf(type) !== "observation") parseCaseEvent(type, v, payload);
      return payload;
    },
  });
  return { database, stores };
}
export type OpenedHome = Awaited<ReturnType<typeof openHomeOf>>;

export type ReadCase = {
  readonly tenant: TenantId;
  readonly id: CaseId;
  readonly row: CaseRow;
  readonly copies: readonly MessageCopy[];
  readonly entries: readonly OpenedEntry[];
};

/** Every case of every tenant, with its copies and its decrypted entries. */
export async function readCases({ database, stores }: OpenedHome): Promise<readonly ReadCase[]> {
  const heads = await database.read.all<{ tenant: string; stream: string }>(
    sql`select tenant, stream from stream_head where stream like 'case:%' order by tenant, stream`,
  );
  const cases: ReadCase[] = [];
  for (const head of heads) {
    const tenant = toTenantId(head.tenant);
    const id = toCaseId(head.stream.slice("case:".length));
    const of = stores.for(tenant);
    const row = await of.cases.byId(id);
    if (!row) throw new Error(`case ${id} has entries and no projection`);
    cases.push({ tenant, id, row, copies: await of.copies.ofCase(id), entries: await of.ledger.read(`case:${id}`) });
  }
  return cases;
}

/** The longest wait between two tries is ten minutes; what is due later is a timer, and no work left over. */
const SOON_MS = 3_600_000;

/** Rows that are not done and not a timer of another day, by kind, state and last code. */
export async function workLeft({ database }: Pick<OpenedHome, "database">) {
  return database.read.all<{ kind: string; state: string; code: string | null; n: number }>(
    sql`select kind, state, last_code as code, count(*) as n from outbox
      where state in ('leased', 'dead') or (state = 'ready' and run_at < ${Date.now() + SOON_MS})
      group by kind, state, last_code`,
  );
}
/** Whether nothing runs and nothing will for an hour. */
export const isIdle = async (home: Pick<OpenedHome, "database">): Promise<boolean> =>
  (await workLeft(home)).every(({ state }) => state === "dead");
