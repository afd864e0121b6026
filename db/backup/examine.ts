import { createClient } from "@libsql/client";
import { asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { appendLeaf, emptyRoot, hashLeaf, type Appended } from "../../core/evidence/merkle.ts";
import type { Hash, TenantId } from "../../core/ids.ts";
import { edition } from "../schema/editions.ts";
import { blob, evidenceEntry, tenantLog } from "../schema/evidence.ts";

const PAGE = 1000;

/** What a copy of the database holds: the logs with their heads, and the files that its rows name. */
export type CopyContents = {
  readonly logs: readonly { readonly tenant: TenantId; readonly size: number; readonly root: string }[];
  readonly blobs: readonly Hash[];
  readonly editions: readonly { readonly hash: Hash; readonly bytesHash: Hash }[];
};

/**
 * Reads a copy of the database that nobody uses and proves each tenant's log: every leaf hashed again, in order,
 * without a gap, up to the recorded head (RFC 6962 §2.1). Throws with the tenant's name when a log does not add up.
 */
export async function examineCopy(file: string): Promise<CopyContents> {
  const client = createClient({ url: `file:${file}`, concurrency: 1 });
  const copy = drizzle(client);
  try {
    const heads = await copy.select().from(tenantLog).orderBy(asc(tenantLog.tenant));
    for (const head of heads) {
      const found = await rootOfLog(copy, head.tenant);
      if (found.size !== head.size || !same(found.root, head.root))
        throw new Error(`the log of tenant ${head.tenant} does not add up to its recorded head`);
    }
    return {
      logs: heads.map(({ tenant, size, root }) => ({ tenant, size, root: Buffer.from(root).toString("hex") })),
      blobs: [...new Set((await copy.select({ hash: blob.hash }).from(blob)).map(({ hash }) => hash))].toSorted(),
      editions: await copy
        .select({ hash: edition.hash, bytesHash: edition.bytesHash })
        .from(edition)
        .orderBy(asc(edition.hash)),
    };
  } finally {
    client.close();
  }
}

type Copy = ReturnType<typeof drizzle>;

async function rootOfLog(copy: Copy, tenant: TenantId): Promise<{ readonly size: number; readonly root: Uint8Array }> {
  let log: Appended = { frontier: [], size: 0, root: emptyRoot() };
  for (;;) {
    const rows = await copy
      .select({ seq: evidenceEntry.seq, leaf: evidenceEntry.leaf })
      .from(evidenceEntry)
      .where(eq(evidenceEntry.tenant, tenant))
      .orderBy(asc(evidenceEntry.seq))
      .limit(PAGE)
      .offset(log.size);
    for (const { seq, leaf } of rows) {
      if (seq !== log.size) throw new Error(`the log of tenant ${tenant} has a gap at ${log.size}`);
      log = appendLeaf(log.frontier, log.size, hashLeaf(new TextEncoder().encode(leaf)));
    }
    if (rows.length < PAGE) return log;
  }
}

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(Buffer.from(other));
