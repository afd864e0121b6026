import { eq, isNotNull } from "drizzle-orm";
import type { TenantId } from "../../core/ids.ts";
import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import type { Database } from "../connect.ts";
import { dataKey, tenant as tenantTable } from "../schema/tenants.ts";
import { append } from "./append.ts";
import type { StoreDeps } from "./deps.ts";
import { contextOfKey, createKeys } from "./keys.ts";
import { unwrapKey, wrapKey } from "./sealing.ts";

/**
 * Wraps every key of every tenant anew, by `next` instead of the root key in use; one entry `key-rotated` a tenant. One
 * transaction: after it only `next` opens the desk. Processes that still hold the old root key fail closed until they
 * are started again. Throws when `next` is not 32 bytes or a key does not open.
 */
export async function rewrapKeys(
  database: Database,
  deps: StoreDeps,
  given: { readonly next: Uint8Array; readonly actor: Actor },
): Promise<number> {
  if (given.next.length !== 32) throw new Error("the root key must have 32 bytes");
  const keys = createKeys(deps);
  return database.write(async (tx) => {
    const rows = await tx.select().from(dataKey).where(isNotNull(dataKey.wrapped));
    const tenants = await tx.select({ id: tenantTable.id }).from(tenantTable);
    for (const { id } of tenants) {
      const entry: NewEntry = {
        type: "key-rotated",
        v: 1,
        payload: { purpose: "root", keys: rows.length },
        actor: given.actor,
      };
      await append(tx, { tenant: id, database, deps, keys }, [{ stream: "log", events: [entry] }]);
    }
    const all = await tx.select().from(dataKey).where(isNotNull(dataKey.wrapped));
    for (const row of all) {
      const context = contextOfKey(row);
      const secret = unwrapKey(deps.rootKey, row.wrapped ?? new Uint8Array(0), context);
      const wrapped = wrapKey(given.next, secret, { context, ids: deps.ids });
      await tx.update(dataKey).set({ wrapped }).where(eq(dataKey.id, row.id));
    }
    return all.length;
  });
}

/** Keys of a tenant by purpose: how many are in use, retired and destroyed. */
export type KeyCount = {
  readonly purpose: string;
  readonly active: number;
  readonly retired: number;
  readonly shredded: number;
  /** When the newest was made, ms. */
  readonly newest: number;
};

export async function countKeys(database: Database, tenant: TenantId): Promise<readonly KeyCount[]> {
  const rows = await database.read.select().from(dataKey).where(eq(dataKey.tenant, tenant));
  return [...Map.groupBy(rows, ({ purpose }) => purpose)].map(([purpose, held]) => ({
    purpose,
    active: held.filter((row) => row.retiredAt === null && row.shreddedAt === null).length,
    retired: held.filter((row) => row.retiredAt !== null && row.shreddedAt === null).length,
    shredded: held.filter((row) => row.shreddedAt !== null).length,
    newest: Math.max(...held.map((row) => row.createdAt)),
  }));
}
