import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { sealedHash } from "../../core/evidence/envelope.ts";
import type { Hash, Stream } from "../../core/ids.ts";
import type { Blobs } from "../../core/ports/blobs.ts";
import type { KeyPurpose } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import { blob } from "../schema/evidence.ts";
import type { Scope } from "./deps.ts";
import { readWhole, writeWhole } from "./files.ts";
import type { OpenedKey } from "./keys.ts";
import { seal, unseal } from "./sealing.ts";

const pathOf = (scope: Scope, hash: Hash): string => join(scope.deps.blobsFolder, hash.slice(0, 2), hash);

export type StoredBlob = { readonly mediaType: string; readonly key: OpenedKey; readonly cipher: Uint8Array };

/** A blob as it lies on disk. Throws Refusal("not-found") for an unknown one; an Error when its bytes are damaged. */
export async function readBlob(scope: Scope, hash: Hash): Promise<StoredBlob> {
  const { tenant, database, keys } = scope;
  const [row] = await database.read
    .select()
    .from(blob)
    .where(and(eq(blob.tenant, tenant), eq(blob.hash, hash)));
  if (!row) throw new Refusal("not-found", { what: "blob" });
  const cipher = await readWhole(pathOf(scope, hash));
  if (sealedHash(cipher) !== hash) throw new Error(`the bytes of blob ${hash} are not what was stored`);
  return { mediaType: row.mediaType, key: await keys.open(database.read, tenant, row.keyId), cipher };
}

export function createBlobs(scope: Scope): Blobs {
  const { tenant, database, deps, keys } = scope;
  const keyOf = (stream: Stream, purpose: KeyPurpose) =>
    database.write((tx) => keys.use(tx, tenant, { purpose, stream }));

  return {
    async put(stream, bytes, mediaType, purpose = "case") {
      const key = await keyOf(stream, purpose);
      const { cipher, hash, commitment } = seal(key.key, bytes, deps.ids);
      await writeWhole(pathOf(scope, hash), cipher, deps.ids.next());
      const row = { tenant, hash, keyId: key.id, commitment, size: bytes.length, mediaType };
      await database.write((tx) => tx.insert(blob).values(row));
      return { hash, key: key.id, commitment };
    },
    async get(hash) {
      const { mediaType, key, cipher } = await readBlob(scope, hash);
      if (!key.key) throw new Refusal("not-found", { what: "blob" });
      return { bytes: unseal(key.key, cipher).plaintext, mediaType };
    },
  };
}
