import { and, asc, eq, inArray } from "drizzle-orm";
import { toWorkId, type TenantId, type WorkId } from "../../core/ids.ts";
import type { Database } from "../connect.ts";
import { outbox } from "../schema/work.ts";

/** Work that was given up, or set aside by a restore: for a person. `ref` holds ids only. */
export type DeadWork = {
  readonly id: WorkId;
  readonly kind: string;
  readonly code: string | null;
  readonly attempts: number;
  /** JSON of ids. */
  readonly ref: string;
};

const MOST = 500;

/** The oldest first, at most 500. */
export async function deadWork(database: Database, tenant: TenantId): Promise<readonly DeadWork[]> {
  const rows = await database.read
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, "dead"), eq(outbox.tenant, tenant)))
    .orderBy(asc(outbox.runAt))
    .limit(MOST);
  return rows.map(({ id, kind, lastCode, attempts, refJson }) => ({
    id,
    kind,
    code: lastCode,
    attempts,
    ref: refJson,
  }));
}

/**
 * Puts dead work back in line, each piece once: what was replayed already, or is another tenant's, is left alone.
 * Returns how many went back.
 */
export function replayWork(
  database: Database,
  tenant: TenantId,
  given: { readonly ids: readonly string[]; readonly now: number },
): Promise<number> {
  return database.write(async (tx) => {
    const back = await tx
      .update(outbox)
      .set({ state: "ready", runAt: given.now, attempts: 0, lastCode: null })
      .where(and(eq(outbox.state, "dead"), eq(outbox.tenant, tenant), inArray(outbox.id, given.ids.map(toWorkId))))
      .returning({ id: outbox.id });
    return back.length;
  });
}
