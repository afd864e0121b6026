import { and, eq, inArray, sql } from "drizzle-orm";
import type { UsageLog, UsageTotal } from "../../core/ports/usage.ts";
import { costOf } from "../../core/usage/price.ts";
import { usageOf, type Usage } from "../../core/usage/usage-of.ts";
import type { OpenedEntry } from "../../core/ports/ledger.ts";
import type { Tx } from "../connect.ts";
import { blob } from "../schema/evidence.ts";
import { usage } from "../schema/usage.ts";
import type { AppendedPart } from "./append.ts";
import type { Scope } from "./deps.ts";

const DAY_MS = 86_400_000;

/** Bytes of the blobs an entry named: they are kept as long as it is. */
async function storedBytes(tx: Tx, scope: Scope, entry: OpenedEntry): Promise<readonly Usage[]> {
  if (entry.blobs.length === 0) return [];
  const hashes = entry.blobs.map((one) => one.hash);
  const rows = await tx
    .select({ size: blob.size })
    .from(blob)
    .where(and(eq(blob.tenant, scope.tenant), inArray(blob.hash, hashes)));
  const amount = rows.reduce((sum, row) => sum + row.size, 0);
  return amount > 0 ? [{ kind: "storage", amount, model: null, failed: false }] : [];
}

/** Counts what the entries of a commit used, in the commit's own transaction: an act and its row stand or fall together. */
export async function recordUsage(tx: Tx, scope: Scope, part: AppendedPart): Promise<void> {
  const { tenant, deps } = scope;
  for (const [at, entry] of part.entries.entries()) {
    const id = part.leafHashes[at];
    if (!id) throw new Error("an appended entry has no leaf hash");
    for (const used of [...usageOf(entry), ...(await storedBytes(tx, scope, entry))]) {
      const cost = costOf(used, deps.prices?.(tenant) ?? null);
      await tx.insert(usage).values({
        tenant,
        id,
        kind: used.kind,
        at: Date.parse(entry.at),
        entrySeq: entry.seq,
        amount: used.amount,
        model: used.model,
        failed: used.failed ? 1 : 0,
        costMicros: cost?.micros ?? null,
        currency: cost?.currency ?? null,
        priceVersion: cost?.version ?? null,
      });
    }
  }
}

type Row = Omit<UsageTotal, "failed" | "costMicros"> & {
  readonly failed: number;
  readonly cost: number | null;
  readonly unpriced: number;
};

export function createUsageLog({ tenant, database }: Scope): UsageLog {
  return {
    async totals(from, to) {
      const rows = await database.read.all<Row>(sql`
        select kind, model, failed, count(*) as acts, sum(amount) as amount, sum(cost_micros) as cost,
          sum(cost_micros is null) as unpriced, currency, price_version as priceVersion
        from usage indexed by usage_at where tenant = ${tenant} and at >= ${from} and at < ${to}
        group by kind, model, failed, currency, price_version order by kind, model, failed, price_version`);
      return rows.map(({ failed, cost, unpriced, ...row }) => ({
        ...row,
        failed: failed === 1,
        costMicros: unpriced > 0 ? null : cost,
      }));
    },
    async storageByteDays(from, to) {
      const [row] = await database.read.all<{ days: number | null }>(sql`
        select sum(amount * 1.0 * (${to} - max(at, ${from})) / ${DAY_MS}) as days
        from usage indexed by usage_at where tenant = ${tenant} and at < ${to} and kind = 'storage'`);
      return row?.days ?? 0;
    },
  };
}
