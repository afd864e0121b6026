import { and, asc, eq, lt } from "drizzle-orm";
import type { Json } from "../../core/json.ts";
import type { InstallationRef, Installations, InstallationStanding } from "../../core/ports/installations.ts";
import type { NewEntry } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Database, Tx } from "../connect.ts";
import { installation, installAttempt } from "../schema/tenants.ts";
import { append } from "./append.ts";
import type { StoreDeps } from "./deps.ts";
import { parseJson } from "./json.ts";
import type { Keys } from "./keys.ts";
import { seal, unseal } from "./sealing.ts";

type Shared = { readonly database: Database; readonly deps: StoreDeps; readonly keys: Keys };
type Row = typeof installation.$inferSelect;

const isOf = ({ tenant, platform, externalId }: InstallationRef) =>
  and(eq(installation.tenant, tenant), eq(installation.platform, platform), eq(installation.externalId, externalId));

/** Installations of all tenants (see the port). */
export function createInstallations(shared: Shared): Installations {
  const { database, deps, keys } = shared;
  return {
    async tokens(platform, externalId) {
      const [row] = await database.read
        .select()
        .from(installation)
        .where(and(eq(installation.platform, platform), eq(installation.externalId, externalId)));
      if (row?.state !== "active" || !row.tokensCipher || row.tokenKey === null) return null;
      const { key } = await keys.open(database.read, row.tenant, row.tokenKey);
      return key ? parseJson(new TextDecoder().decode(unseal(key, row.tokensCipher).plaintext)) : null;
    },
    keep: (installed, tokens) => database.write((tx) => keep(tx, shared, { installed, tokens })),
    end: (installed, because) =>
      database.write(async (tx) => {
        const [row] = await tx.select().from(installation).where(isOf(installed));
        if (row?.state !== "active") return false;
        await tx.update(installation).set({ state: "revoked", tokensCipher: null }).where(isOf(installed));
        await record(tx, shared, installed, { state: "revoked", because });
        return true;
      }),
    takeAttempt: (nonce, expiresAt) =>
      database.write(async (tx) => {
        await tx.delete(installAttempt).where(lt(installAttempt.expiresAt, deps.clock.now()));
        const made = await tx.insert(installAttempt).values({ nonce, expiresAt }).onConflictDoNothing().returning();
        return made.length === 1;
      }),
    async standings(platform) {
      const rows = await database.read
        .select()
        .from(installation)
        .where(eq(installation.platform, platform))
        .orderBy(asc(installation.tenant), asc(installation.externalId));
      return rows.map((row) => ({
        tenant: row.tenant,
        platform,
        externalId: row.externalId,
        standing: standingOf(row),
      }));
    },
  };
}

const standingOf = (row: Row): InstallationStanding["standing"] =>
  row.state === "revoked" ? "ended" : row.tokensCipher === null ? "bound" : "installed";

async function keep(
  tx: Tx,
  shared: Shared,
  what: { readonly installed: InstallationRef; readonly tokens: Json },
): Promise<void> {
  const { installed, tokens } = what;
  const [row] = await tx.select().from(installation).where(isOf(installed));
  if (!row) throw new Refusal("not-found", { what: "installation" });
  const key = await shared.keys.use(tx, installed.tenant, { purpose: "token", stream: "" });
  const { cipher } = seal(key.key, new TextEncoder().encode(JSON.stringify(tokens)), shared.deps.ids);
  await tx.update(installation).set({ state: "active", tokensCipher: cipher, tokenKey: key.id }).where(isOf(installed));
  await record(tx, shared, installed, { state: "installed" });
}

async function record(
  tx: Tx,
  shared: Shared,
  installed: InstallationRef,
  change: Readonly<Record<string, string>>,
): Promise<void> {
  const { tenant, platform, externalId } = installed;
  const payload = { platform, installation: externalId, ...change };
  const entry: NewEntry = { type: "installation-changed", v: 1, payload, actor: { system: "sync" } };
  await append(tx, { tenant, ...shared }, [{ stream: "access", events: [entry] }]);
}
