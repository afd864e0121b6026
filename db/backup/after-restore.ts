import { and, eq, inArray, isNotNull, ne, not, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { messageCopy } from "../schema/cases.ts";
import { setting, dataKey } from "../schema/tenants.ts";
import { outbox } from "../schema/work.ts";

/** What the last restore said of itself; null: this database was never restored. */
export type RestoreMark = { readonly restoredAt: string; readonly takenAt: string; readonly setAside: number };

const MARK = "restored";

/**
 * Makes a restored copy safe to start: whatever was under way when the copy was taken may have been done since, and its
 * messages sent. Only timers and the renewal of cards that stand go on; all other work is set aside (dead, code
 * `restored`, marked as perhaps sent) until a person puts it back. Keys named in `shredded` are destroyed first.
 */
export function settleRestored(
  database: Database,
  given: {
    readonly restoredAt: string;
    readonly takenAt: string;
    readonly shredded: readonly ShreddedKey[];
    readonly now: number;
  },
): Promise<RestoreMark> {
  return database.write(async (tx) => {
    for (const { tenant, key } of given.shredded)
      await tx
        .update(dataKey)
        .set({ wrapped: null, shreddedAt: given.now })
        .where(and(sql`${dataKey.tenant} = ${tenant}`, eq(dataKey.id, key)));
    await tx
      .update(outbox)
      .set({ state: "ready", leaseToken: null, leaseUntil: null })
      .where(eq(outbox.state, "leased"));
    const posted = tx.select({ id: messageCopy.id }).from(messageCopy).where(isNotNull(messageCopy.remoteJson));
    const updates = and(eq(outbox.kind, "card"), inArray(sql`json_extract(${outbox.refJson}, '$.copy')`, posted));
    const aside = await tx
      .update(outbox)
      .set({ state: "dead", lastCode: MARK, intentAt: given.now })
      .where(and(eq(outbox.state, "ready"), ne(outbox.kind, "timer"), not(updates ?? sql`false`)))
      .returning({ id: outbox.id });
    const { restoredAt, takenAt } = given;
    const mark = { restoredAt, takenAt, setAside: aside.length };
    const value = JSON.stringify(mark);
    await tx.insert(setting).values({ name: MARK, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
    return mark;
  });
}

/** One line of `shredded.jsonl`: a key that was destroyed after some backup was taken. */
export type ShreddedKey = { readonly tenant: string; readonly key: string };

export async function restoreMark(database: Database): Promise<RestoreMark | null> {
  const [row] = await database.read.select().from(setting).where(eq(setting.name, MARK));
  return row ? toMark(JSON.parse(row.value)) : null;
}

function toMark(value: unknown): RestoreMark {
  const { restoredAt, takenAt, setAside } = Object(value) as Record<string, unknown>;
  return { restoredAt: String(restoredAt), takenAt: String(takenAt), setAside: Number(setAside) };
}
