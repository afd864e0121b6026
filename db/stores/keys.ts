import { generateKeyPairSync } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Stream, TenantId } from "../../core/ids.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { KeyPurpose } from "../../core/ports/ledger.ts";
import type { Queries, Tx } from "../connect.ts";
import { dataKey } from "../schema/tenants.ts";
import type { StoreDeps } from "./deps.ts";
import { unwrapKey, wrapKey } from "./sealing.ts";

type Purpose = typeof dataKey.$inferSelect.purpose;
export type UsableKey = { readonly id: string; readonly key: Uint8Array };
export type OpenedKey = {
  readonly id: string;
  readonly purpose: Purpose;
  /** Null once shredded. */
  readonly key: Uint8Array | null;
  readonly publicKey: Uint8Array | null;
  readonly retiredAt: number | null;
};

/** Keys of all tenants: rows wrapped by the root key. Nothing here is cached, so a shredded key is gone at once. */
export type Keys = {
  /** The active key of a stream and purpose, made in this transaction at first use. */
  use(
    tx: Tx,
    tenant: TenantId,
    of: { purpose: KeyPurpose | "transport" | "token"; stream: Stream | "" },
  ): Promise<UsableKey>;
  /** The key named in a leaf or a row. Throws when the row is missing. */
  open(queries: Queries, tenant: TenantId, id: string): Promise<OpenedKey>;
  /** Keys of the tenant as a whole, newest first, retired ones too. */
  ofTenant(queries: Queries, tenant: TenantId, purpose: "sign" | "mac"): Promise<readonly OpenedKey[]>;
  /** Makes a new active key of the tenant as a whole; the one before is retired. Returns its id. */
  renew(tx: Tx, tenant: TenantId, purpose: "sign" | "mac" | "token"): Promise<string>;
};

/** What a wrapped key is bound to: a row moved to another tenant, id or purpose does not open. */
export const contextOfKey = (row: { tenant: string; id: string; purpose: string }): string =>
  `export-desk/key/${row.tenant}/${row.id}/${row.purpose}`;

/** A new secret: 32 random bytes, or for `sign` an Ed25519 pair (PKCS #8 and the raw public key). */
function newSecret(purpose: Purpose, ids: Ids): { secret: Uint8Array; publicKey: Uint8Array | null } {
  if (purpose !== "sign") return { secret: ids.random(32), publicKey: null };
  const pair = generateKeyPairSync("ed25519");
  const spki = pair.publicKey.export({ format: "der", type: "spki" });
  return {
    secret: new Uint8Array(pair.privateKey.export({ format: "der", type: "pkcs8" })),
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
  };
}

export function createKeys({ rootKey, ids, clock }: StoreDeps): Keys {
  const opened = (row: typeof dataKey.$inferSelect): OpenedKey => ({
    id: row.id,
    purpose: row.purpose,
    key: row.wrapped ? unwrapKey(rootKey, row.wrapped, contextOfKey(row)) : null,
    publicKey: row.publicKey,
    retiredAt: row.retiredAt,
  });

  async function make(tx: Tx, tenant: TenantId, of: { purpose: Purpose; stream: string }): Promise<UsableKey> {
    const id = ids.next();
    const { secret, publicKey } = newSecret(of.purpose, ids);
    const context = contextOfKey({ tenant, id, purpose: of.purpose });
    const wrapped = wrapKey(rootKey, secret, { context, ids });
    await tx.insert(dataKey).values({ tenant, id, ...of, wrapped, publicKey, createdAt: clock.now() });
    return { id, key: secret };
  }

  return {
    async use(tx, tenant, of) {
      const [row] = await tx
        .select()
        .from(dataKey)
        .where(
          and(
            eq(dataKey.tenant, tenant),
            eq(dataKey.purpose, of.purpose),
            eq(dataKey.stream, of.stream),
            isNull(dataKey.shreddedAt),
            isNull(dataKey.retiredAt),
          ),
        );
      const key = row && opened(row).key;
      return row && key ? { id: row.id, key } : make(tx, tenant, of);
    },
    async open(queries, tenant, id) {
      const [row] = await queries
        .select()
        .from(dataKey)
        .where(and(eq(dataKey.tenant, tenant), eq(dataKey.id, id)));
      if (!row) throw new Error(`the key row ${id} is missing`);
      return opened(row);
    },
    async ofTenant(queries, tenant, purpose) {
      const rows = await queries
        .select()
        .from(dataKey)
        .where(and(eq(dataKey.tenant, tenant), eq(dataKey.purpose, purpose), eq(dataKey.stream, "")))
        .orderBy(desc(dataKey.createdAt), desc(dataKey.id));
      return rows.map(opened);
    },
    async renew(tx, tenant, purpose) {
      await tx
        .update(dataKey)
        .set({ retiredAt: clock.now() })
        .where(
          and(
            eq(dataKey.tenant, tenant),
            eq(dataKey.purpose, purpose),
            eq(dataKey.stream, ""),
            isNull(dataKey.retiredAt),
          ),
        );
      return (await make(tx, tenant, { purpose, stream: "" })).id;
    },
  };
}
