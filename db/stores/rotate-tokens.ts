import { and, eq, isNotNull } from "drizzle-orm";
import type { TenantId } from "../../core/ids.ts";
import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import type { Database } from "../connect.ts";
import { installation } from "../schema/tenants.ts";
import { append } from "./append.ts";
import type { StoreDeps } from "./deps.ts";
import type { Keys } from "./keys.ts";
import { seal, unseal } from "./sealing.ts";

/**
 * Seals a tenant's installation tokens under a new key, in one commit with its entry. The key before is retired and
 * seals nothing any more. Returns how many installations were sealed anew.
 */
export function rotateTokens(
  shared: { readonly database: Database; readonly deps: StoreDeps; readonly keys: Keys },
  tenant: TenantId,
  actor: Actor,
): Promise<number> {
  const { database, deps, keys } = shared;
  return database.write(async (tx) => {
    const held = await tx
      .select()
      .from(installation)
      .where(and(eq(installation.tenant, tenant), isNotNull(installation.tokensCipher)));
    await keys.renew(tx, tenant, "token");
    const next = await keys.use(tx, tenant, { purpose: "token", stream: "" });
    for (const { platform, externalId, tokensCipher, tokenKey } of held) {
      const { key } = await keys.open(tx, tenant, tokenKey ?? "");
      if (!key || !tokensCipher) throw new Error("the tokens of an installation do not open");
      const { cipher } = seal(next.key, unseal(key, tokensCipher).plaintext, deps.ids);
      await tx
        .update(installation)
        .set({ tokensCipher: cipher, tokenKey: next.id })
        .where(and(eq(installation.platform, platform), eq(installation.externalId, externalId)));
    }
    const entry: NewEntry = { type: "key-rotated", v: 1, payload: { purpose: "token", key: next.id }, actor };
    await append(tx, { tenant, database, deps, keys }, [{ stream: "log", events: [entry] }]);
    return held.length;
  });
}
