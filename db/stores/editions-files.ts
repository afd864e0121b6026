import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { toHash } from "../../core/ids.ts";
import type { Hash } from "../../core/ids.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Database } from "../connect.ts";
import { edition } from "../schema/editions.ts";
import type { StoreDeps } from "./deps.ts";
import { readWhole, writeWhole } from "./files.ts";

/** Immutable rulebook and list editions: public text, so not encrypted; named by a hash, bytes in a file. */
export type EditionFiles = {
  /** Stores once; the same again does nothing. Throws Refusal("invalid") for other bytes under a known hash. */
  putEdition(kind: string, hash: Hash, bytes: Uint8Array): Promise<void>;
  /** Throws Refusal("not-found"), or an Error when the file is not what was stored. */
  getEdition(hash: Hash): Promise<{ readonly kind: string; readonly bytes: Uint8Array }>;
};

const hashOf = (bytes: Uint8Array): Hash => toHash(createHash("sha256").update(bytes).digest("hex"));

export function createEditionFiles(database: Database, deps: StoreDeps): EditionFiles {
  const folder = deps.editionsFolder ?? join(dirname(deps.blobsFolder), "editions");
  const rowOf = async (hash: Hash) => {
    const [row] = await database.read.select().from(edition).where(eq(edition.hash, hash));
    return row ?? null;
  };
  return {
    async putEdition(kind, hash, bytes) {
      const bytesHash = hashOf(bytes);
      const known = await rowOf(hash);
      if (known && known.bytesHash !== bytesHash) throw new Refusal("invalid", { what: "edition", hash });
      if (known) return;
      await writeWhole(join(folder, hash), bytes, deps.ids.next());
      const row = { hash, kind, bytesHash, size: bytes.length, storedAt: deps.clock.now() };
      await database.write((tx) => tx.insert(edition).values(row).onConflictDoNothing());
    },
    async getEdition(hash) {
      const row = await rowOf(hash);
      if (!row) throw new Refusal("not-found", { what: "edition" });
      const bytes = await readWhole(join(folder, hash));
      if (hashOf(bytes) !== row.bytesHash) throw new Error(`the file of edition ${hash} is not what was stored`);
      return { kind: row.kind, bytes };
    },
  };
}
