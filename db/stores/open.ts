import { and, eq } from "drizzle-orm";
import type { TenantId } from "../../core/ids.ts";
import type { Inbox } from "../../core/ports/inbox.ts";
import type { Installations } from "../../core/ports/installations.ts";
import type { Stores, TenantStores } from "../../core/ports/stores.ts";
import type { WorkRows } from "../../core/ports/work.ts";
import type { Database } from "../connect.ts";
import { installation } from "../schema/tenants.ts";
import { createAdmin, listTenants } from "./admin.ts";
import type { Admin } from "./admin.ts";
import { createBlobs } from "./blobs.ts";
import { createButtonKeys } from "./buttons.ts";
import { createCases } from "./cases.ts";
import { createCopies } from "./copies.ts";
import type { Scope, StoreDeps } from "./deps.ts";
import { createDigestRows } from "./digest.ts";
import { createDirectory } from "./directory.ts";
import { createEditions } from "./editions.ts";
import { createEvidenceSource } from "./evidence.ts";
import { createInbox } from "./inbox.ts";
import { createItems } from "./items.ts";
import { createInstallations } from "./installations.ts";
import { createKeys } from "./keys.ts";
import { createLedger } from "./ledger.ts";
import { createUsageLog } from "./usage.ts";
import { createWorkRows } from "./work.ts";

export type OpenedStores = Stores & {
  readonly work: WorkRows;
  readonly inbox: Inbox;
  readonly installations: Installations;
  readonly admin: Admin;
};

/**
 * The stores over an open database. Everything of a tenant comes from `for(tenant)`; work and inbox rows, which the
 * dispatcher reads over all tenants, carry theirs. Throws when the root key is not 32 bytes.
 */
export function openStores(database: Database, deps: StoreDeps): OpenedStores {
  if (deps.rootKey.length !== 32) throw new Error("the root key must have 32 bytes");
  const keys = createKeys(deps);

  function ofTenant(tenant: TenantId): TenantStores {
    const scope: Scope = { tenant, database, deps, keys };
    return {
      tenant,
      ledger: createLedger(scope),
      blobs: createBlobs(scope),
      cases: createCases(scope),
      copies: createCopies(scope),
      items: createItems(scope),
      directory: createDirectory(scope),
      evidence: createEvidenceSource(scope),
      editions: createEditions(scope),
      buttons: createButtonKeys(scope),
      digest: createDigestRows(scope),
      usage: createUsageLog(scope),
    };
  }

  return {
    for: ofTenant,
    tenants: () => listTenants(database),
    async tenantOf(platform, externalId) {
      const [row] = await database.read
        .select({ tenant: installation.tenant })
        .from(installation)
        .where(
          and(
            eq(installation.platform, platform),
            eq(installation.externalId, externalId),
            eq(installation.state, "active"),
          ),
        );
      return row?.tenant ?? null;
    },
    work: createWorkRows(database, deps),
    inbox: createInbox({ database, deps, keys }),
    installations: createInstallations({ database, deps, keys }),
    admin: createAdmin(database, deps, keys),
  };
}
