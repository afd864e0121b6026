import { and, eq, sql } from "drizzle-orm";
import { toWorkId } from "../../core/ids.ts";
import type { TenantId, WorkId } from "../../core/ids.ts";
import type { Lease, NewWork } from "../../core/ports/ledger.ts";
import type { Tx } from "../connect.ts";
import { outbox } from "../schema/work.ts";
import type { StoreDeps } from "./deps.ts";

/** A row to insert, ready. A second ready row of the same (tenant, kind, dedup) is dropped by its unique index. */
export async function insertWork(tx: Tx, deps: StoreDeps, of: { tenant: TenantId; work: NewWork }): Promise<WorkId> {
  const { kind, lane, priority, dedup, ref, runAt } = of.work;
  const id = toWorkId(deps.ids.next());
  await tx
    .insert(outbox)
    .values({
      id,
      tenant: of.tenant,
      kind,
      lane,
      priority,
      dedup,
      state: "ready",
      attempts: 0,
      refJson: JSON.stringify(ref),
      runAt: runAt ?? deps.clock.now(),
    })
    .onConflictDoNothing();
  return id;
}

/** Leases one ready row to the caller unless its lane is taken. Null: somebody else has the lane. */
export async function leaseRow(
  tx: Tx,
  deps: StoreDeps,
  of: { tenant: TenantId; id: WorkId; leaseMs: number },
): Promise<Lease | null> {
  const token = Buffer.from(deps.ids.random(16)).toString("hex");
  const until = deps.clock.now() + of.leaseMs;
  const leased = await tx
    .update(outbox)
    .set({ state: "leased", leaseToken: token, leaseUntil: until, attempts: sql`${outbox.attempts} + 1` })
    .where(
      and(
        eq(outbox.id, of.id),
        eq(outbox.tenant, of.tenant),
        eq(outbox.state, "ready"),
        sql`not exists (select 1 from outbox o where o.tenant = ${outbox.tenant} and o.lane = ${outbox.lane} and o.state = 'leased')`,
      ),
    )
    .returning({ id: outbox.id });
  return leased.length === 0 ? null : { work: of.id, token, until };
}

/** Marks a leased row done. False: the lease was lost, and whoever has it now decides. */
export async function finishWork(tx: Tx, lease: Lease, tenant?: TenantId): Promise<boolean> {
  const done = await tx
    .update(outbox)
    .set({ state: "done", leaseToken: null, leaseUntil: null })
    .where(
      and(
        eq(outbox.id, lease.work),
        eq(outbox.leaseToken, lease.token),
        eq(outbox.state, "leased"),
        ...(tenant === undefined ? [] : [eq(outbox.tenant, tenant)]),
      ),
    )
    .returning({ id: outbox.id });
  return done.length > 0;
}
