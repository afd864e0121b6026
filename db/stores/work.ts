import { and, eq, lte, sql } from "drizzle-orm";
import type { Lease } from "../../core/ports/ledger.ts";
import type { ReadyWork, WorkItem, WorkRows } from "../../core/ports/work.ts";
import type { Database, Queries, Tx } from "../connect.ts";
import { outbox } from "../schema/work.ts";
import type { StoreDeps } from "./deps.ts";
import { parseJson } from "./json.ts";
import { finishWork, insertWork, leaseRow } from "./work-rows.ts";

/** Rows due later than this wait for their day: the end of a release. */
const SOON_MS = 3_600_000;

const MOST_ATTEMPTS = 8;
/** How many ready rows a claim looks at: enough for every lane of a busy desk, few enough for 1 ms. */
const LOOK_AT = 200;

type Row = typeof outbox.$inferSelect;

/** A ref as we wrote it: ids and numbers only. */
const parseRef = (text: string): WorkItem["ref"] => JSON.parse(text) as WorkItem["ref"];

const toItem = (row: Row, lease: Lease): WorkItem => ({
  id: row.id,
  tenant: row.tenant,
  kind: row.kind,
  lane: row.lane,
  dedup: row.dedup,
  ref: parseRef(row.refJson),
  attempts: row.attempts,
  lease,
  intentAt: row.intentAt,
  remoteRef: row.remoteRefJson === null ? null : parseJson(row.remoteRefJson),
});

/**
 * Rows to lease: of the first ready rows by priority, whose lane is free, the first of each lane. The obvious claim
 * without the lanes took ten rows of six lanes.
 */
const claimable = (queries: Queries, now: number, limit: number) =>
  queries.all<{ id: string; attempts: number; priority: number }>(sql`
    select id, attempts, priority from (
      select id, attempts, priority, run_at,
        row_number() over (partition by tenant, lane order by priority, run_at, id) as place
      from (
        select id, tenant, lane, attempts, priority, run_at from outbox as o indexed by outbox_claim
        where state = 'ready' and run_at <= ${now}
          and not exists (select 1 from outbox l where l.tenant = o.tenant and l.lane = o.lane and l.state = 'leased')
        order by priority, run_at, id limit ${LOOK_AT}
      )
    ) where place = 1 order by priority, run_at, id limit ${limit}`);

// Written out: a partial index is not used for a bound value.
const IS_READY = sql`${outbox.state} = 'ready'`;
const IS_LEASED = sql`${outbox.state} = 'leased'`;

const held = (lease: Lease) =>
  and(eq(outbox.id, lease.work), eq(outbox.leaseToken, lease.token), eq(outbox.state, "leased"));

/** Ends the ready row with this row's dedup key: both would do the same, and this one knows what was tried. */
const endNewer = (tx: Tx, row: Row) =>
  tx
    .update(outbox)
    .set({ state: "done", lastCode: "merged" })
    .where(and(eq(outbox.tenant, row.tenant), eq(outbox.kind, row.kind), eq(outbox.dedup, row.dedup), IS_READY));

/** Gives a leased row back, or buries it after its last attempt; then a newer row with its dedup key goes on alone. */
async function giveBack(tx: Tx, row: Row, back: { code: string; runAt: number; counts: boolean }): Promise<void> {
  const isOver = back.counts && row.attempts >= MOST_ATTEMPTS;
  if (!isOver) await endNewer(tx, row);
  const state = isOver ? "dead" : "ready";
  await tx
    .update(outbox)
    .set({
      state,
      leaseToken: null,
      leaseUntil: null,
      lastCode: back.code,
      runAt: back.runAt,
      ...(back.counts ? {} : { attempts: Math.max(0, row.attempts - 1) }),
    })
    .where(eq(outbox.id, row.id));
}

async function leaseItems(tx: Tx, deps: StoreDeps, wanted: { ids: readonly string[]; leaseMs: number }) {
  const items: WorkItem[] = [];
  for (const id of wanted.ids) {
    const [row] = await tx
      .select()
      .from(outbox)
      .where(eq(outbox.id, toRowId(id)));
    const lease = row && (await leaseRow(tx, deps, { tenant: row.tenant, id: row.id, leaseMs: wanted.leaseMs }));
    if (row && lease) items.push(toItem({ ...row, attempts: row.attempts + 1 }, lease));
  }
  return items;
}

const toRowId = (id: string): Row["id"] => id as Row["id"];

export function createWorkRows(database: Database, deps: StoreDeps): WorkRows {
  const { clock } = deps;
  const change = (lease: Lease, set: Partial<typeof outbox.$inferInsert>): Promise<boolean> =>
    database.write(async (tx) => {
      const rows = await tx.update(outbox).set(set).where(held(lease)).returning({ id: outbox.id });
      return rows.length > 0;
    });

  return {
    async claim(limit, leaseMs) {
      // A look by a reader first: an idle desk takes no write lock.
      if ((await claimable(database.read, clock.now(), 1)).length === 0) return [];
      return database.write(async (tx) => {
        const ids = (await claimable(tx, clock.now(), limit)).map((row) => row.id);
        return leaseItems(tx, deps, { ids, leaseMs });
      });
    },
    claimOne: (id, leaseMs) =>
      database.write(async (tx) => {
        const isNext = (await claimable(tx, clock.now(), LOOK_AT)).some((row) => row.id === id);
        const [item] = isNext ? await leaseItems(tx, deps, { ids: [id], leaseMs }) : [];
        return item ?? null;
      }),
    async ready(limit) {
      const rows = await claimable(database.read, clock.now(), limit);
      return rows.map(({ id, attempts, priority }): ReadyWork => ({ id: toRowId(id), attempts, priority }));
    },
    async put(tenant, added) {
      await database.write((tx) => insertWork(tx, deps, { tenant, work: added }));
    },
    done: (lease) => database.write((tx) => finishWork(tx, lease)),
    retry: (lease, code, runAt, counts = true) =>
      database.write(async (tx) => {
        const [row] = await tx.select().from(outbox).where(held(lease));
        if (row) await giveBack(tx, row, { code, runAt, counts });
      }),
    async dead(lease, code) {
      await change(lease, { state: "dead", leaseToken: null, leaseUntil: null, lastCode: code });
    },
    intend: (lease, remoteRef) =>
      change(lease, {
        intentAt: clock.now(),
        ...(remoteRef === undefined ? {} : { remoteRefJson: JSON.stringify(remoteRef) }),
      }),
    renew: (lease, leaseMs) => change(lease, { leaseUntil: clock.now() + leaseMs }),
    async sweep() {
      const now = clock.now();
      const isExpired = and(IS_LEASED, lte(outbox.leaseUntil, now));
      const seen = await database.read.select({ id: outbox.id }).from(outbox).where(isExpired).limit(1);
      if (seen.length === 0) return 0;
      return database.write(async (tx) => {
        const rows = await tx.select().from(outbox).where(isExpired).limit(LOOK_AT);
        for (const row of rows) await giveBack(tx, row, { code: "lease-expired", runAt: now, counts: true });
        return rows.length;
      });
    },
    async nextDue() {
      const [row] = await database.read.all<{ due: number | null; lease: number | null }>(sql`select
        (select run_at from outbox as o indexed by outbox_due where state = 'ready'
          and not exists (select 1 from outbox l where l.tenant = o.tenant and l.lane = o.lane and l.state = 'leased')
          order by run_at limit 1) as due,
        (select min(lease_until) from outbox where state = 'leased') as lease`);
      const times = [row?.due, row?.lease].filter((time) => typeof time === "number");
      return times.length === 0 ? null : Math.max(0, Math.min(...times) - clock.now());
    },
    async counts() {
      const [row] = await database.read.all<Awaited<ReturnType<WorkRows["counts"]>>>(sql`select
        (select count(*) from outbox where state = 'ready' and run_at <= ${clock.now() + SOON_MS}) as ready,
        (select count(*) from outbox where state = 'leased') as leased,
        (select count(*) from outbox where state = 'done') as done,
        (select count(*) from outbox where state = 'dead') as dead`);
      if (!row) throw new Error("a count gave no row");
      return row;
    },
  };
}
