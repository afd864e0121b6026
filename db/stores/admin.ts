import { and, asc, eq, isNotNull, lt, ne } from "drizzle-orm";
import { emptyRoot } from "../../core/evidence/merkle.ts";
import { caseStream, itemStream, type Stream } from "../../core/ids.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Database } from "../connect.ts";
import { caseProjection } from "../schema/cases.ts";
import { item } from "../schema/items.ts";
import { tenantLog } from "../schema/evidence.ts";
import { installation, setting, tenant as tenantTable } from "../schema/tenants.ts";
import { inbox } from "../schema/work.ts";
import { applyPolicy } from "./access.ts";
import type { AccessPolicy } from "./access-policy.ts";
import { append } from "./append.ts";
import type { Scope, StoreDeps } from "./deps.ts";
import type { EditionFiles } from "./editions-files.ts";
import { createEditionFiles } from "./editions-files.ts";
import { openStream } from "./entries.ts";
import type { Keys } from "./keys.ts";
import { projectPart } from "./project.ts";
import { rewrapKeys } from "./rewrap.ts";
import { rotateTokens } from "./rotate-tokens.ts";

export type Mode = "shadow" | "assist" | "auto";

/** What stands above a single tenant's stores: setting up, and what the configuration changes. */
export type Admin = EditionFiles & {
  /** Makes a tenant with its empty log, its signing key and its button key. False: it exists (the mode is set). */
  createTenant(id: TenantId, mode: Mode): Promise<boolean>;
  /** Binds a workspace, Teams tenant or `local`. Throws Refusal("invalid") when another tenant has it. */
  bindInstallation(tenant: TenantId, platform: Platform, externalId: string, actor?: Actor): Promise<void>;
  /** See `applyPolicy`: one entry on stream `access` per difference. Returns how many. */
  applyPolicy(tenant: TenantId, policy: AccessPolicy, actor: Actor): Promise<number>;
  modeOf(tenant: TenantId): Promise<Mode>;
  /** Writes one row of its own: throws when nothing can be written. */
  probe(): Promise<void>;
  /** Throws a sentence for the log when the root key does not open this tenant's keys. */
  checkRootKey(tenant: TenantId): Promise<void>;
  /** A new log or button key; the one before stays good for its time. One entry on stream `log`. */
  rotateKey(tenant: TenantId, purpose: "sign" | "mac", actor: Actor): Promise<void>;
  /** See `rotateTokens`: installation tokens under a new key. Returns how many. */
  rotateTokens(tenant: TenantId, actor: Actor): Promise<number>;
  /** See `rewrapKeys`: every key under a new root key, in one commit. Returns how many. */
  rewrapKeys(next: Uint8Array, actor: Actor): Promise<number>;
  /** Folds again every projection of another fold number (at start, after an upgrade). Returns how many. */
  refold(tenant: TenantId): Promise<number>;
  /** Erases raw deliveries received before `before` (ms): transport is kept 30 days. Returns how many. */
  eraseDeliveries(tenant: TenantId, before: number): Promise<number>;
};

/** Name of the setting that a probe writes. */
const PROBE = "probe";

const SYSTEM: Actor = { system: "sync" };

async function refold(scope: Scope): Promise<number> {
  const { tenant, database, deps } = scope;
  const isOld = and(eq(caseProjection.tenant, tenant), ne(caseProjection.fold, deps.projector.fold));
  const old = await database.read.select({ id: caseProjection.caseId }).from(caseProjection).where(isOld);
  const isOldItem = and(eq(item.tenant, tenant), ne(item.fold, deps.items?.fold ?? 0));
  const oldItems = deps.items ? await database.read.select({ id: item.id }).from(item).where(isOldItem) : [];
  const streams: readonly Stream[] = [
    ...old.map(({ id }) => caseStream(id)),
    ...oldItems.map(({ id }) => itemStream(id)),
  ];
  for (const stream of streams)
    await database.write(async (tx) => {
      await projectPart(tx, scope, { stream, entries: await openStream(tx, scope, { stream, purposes: ["case"] }) });
    });
  return streams.length;
}

async function bind(scope: Scope, bound: { platform: Platform; externalId: string; actor: Actor }): Promise<void> {
  const { tenant, database } = scope;
  const { platform, externalId, actor } = bound;
  await database.write(async (tx) => {
    const [known] = await tx
      .select()
      .from(installation)
      .where(and(eq(installation.platform, platform), eq(installation.externalId, externalId)));
    if (known && known.tenant !== tenant) throw new Refusal("invalid", { what: "installation" });
    if (known?.state === "active") return;
    // The platform ended it and took the tokens: only a new installation begins it again, not a restart.
    if (known?.tokenKey != null) return;
    const payload = { platform, installation: externalId, state: "active" };
    const entry: NewEntry = { type: "installation-changed", v: 1, payload, actor };
    await append(tx, scope, [{ stream: "access", events: [entry] }]);
    await tx
      .insert(installation)
      .values({ tenant, platform, externalId })
      .onConflictDoUpdate({ target: [installation.platform, installation.externalId], set: { state: "active" } });
  });
}

export function createAdmin(database: Database, deps: StoreDeps, keys: Keys): Admin {
  const scopeOf = (tenant: TenantId): Scope => ({ tenant, database, deps, keys });
  return {
    ...createEditionFiles(database, deps),

    createTenant: (id, mode) =>
      database.write(async (tx) => {
        const made = await tx.insert(tenantTable).values({ id, mode }).onConflictDoNothing().returning();
        if (made.length === 0) {
          await tx.update(tenantTable).set({ mode }).where(eq(tenantTable.id, id));
          return false;
        }
        await tx.insert(tenantLog).values({ tenant: id, size: 0, root: emptyRoot(), frontier: new Uint8Array(0) });
        await keys.renew(tx, id, "sign");
        await keys.renew(tx, id, "mac");
        return true;
      }),

    bindInstallation: (tenant, platform, externalId, actor = SYSTEM) =>
      bind(scopeOf(tenant), { platform, externalId, actor }),

    applyPolicy: (tenant, policy, actor) => applyPolicy(scopeOf(tenant), policy, actor),

    async probe() {
      const value = String(deps.clock.now());
      await database.write((tx) =>
        tx.insert(setting).values({ name: PROBE, value }).onConflictDoUpdate({ target: setting.name, set: { value } }),
      );
    },

    async modeOf(tenant) {
      const [row] = await database.read.select().from(tenantTable).where(eq(tenantTable.id, tenant));
      if (!row) throw new Refusal("not-found", { what: "tenant" });
      return row.mode;
    },

    async checkRootKey(tenant) {
      await keys.ofTenant(database.read, tenant, "sign");
    },

    rotateKey: (tenant, purpose, actor) =>
      database.write(async (tx) => {
        const key = await keys.renew(tx, tenant, purpose);
        const entry: NewEntry = { type: "key-rotated", v: 1, payload: { purpose, key }, actor };
        await append(tx, scopeOf(tenant), [{ stream: "log", events: [entry] }]);
      }),

    rotateTokens: (tenant, actor) => rotateTokens({ database, deps, keys }, tenant, actor),

    rewrapKeys: (next, actor) => rewrapKeys(database, deps, { next, actor }),

    refold: (tenant) => refold(scopeOf(tenant)),

    eraseDeliveries: (tenant, before) =>
      database.write(async (tx) => {
        const erased = await tx
          .update(inbox)
          .set({ rawCipher: null, claimsJson: "null" })
          .where(and(eq(inbox.tenant, tenant), lt(inbox.receivedAt, before), isNotNull(inbox.rawCipher)))
          .returning({ id: inbox.id });
        return erased.length;
      }),
  };
}

/** All tenants, by id. */
export const listTenants = async (database: Database): Promise<readonly TenantId[]> => {
  const rows = await database.read.select({ id: tenantTable.id }).from(tenantTable).orderBy(asc(tenantTable.id));
  return rows.map((row) => row.id);
};
