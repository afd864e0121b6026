import { and, asc, eq, lt } from "drizzle-orm";
import { toSeq } from "../../core/ids.ts";
import type { EvidenceSource, SealedEntry } from "../../core/ports/evidence-source.ts";
import { Refusal } from "../../core/refusal.ts";
import { evidenceEntry } from "../schema/evidence.ts";
import { readBlob } from "./blobs.ts";
import { signNow } from "./checkpoints.ts";
import type { Scope } from "./deps.ts";
import { openRows, rowsOf } from "./entries.ts";
import type { OpenedRow } from "./entries.ts";
import type { OpenedKey } from "./keys.ts";
import { signingKeys } from "./log-keys.ts";
import { unseal } from "./sealing.ts";

/** What keeps a body from the reader of an export, or null. */
function withheldFor(key: OpenedKey): SealedEntry["withheld"] {
  if (!key.key) return "shredded";
  return key.purpose === "privileged" || key.purpose === "officer" ? key.purpose : null;
}

function toSealed({ row, key, opened }: OpenedRow): SealedEntry {
  const withheld = withheldFor(key);
  return { seq: row.seq, leaf: row.leaf, cipher: row.body, opened: withheld === null ? opened : null, withheld };
}

export function createEvidenceSource(scope: Scope): EvidenceSource {
  const { tenant, database } = scope;
  return {
    tenant,
    async entries(stream) {
      const rows = await rowsOf(database.read, scope, stream);
      return (await openRows(database.read, scope, rows)).map(toSealed);
    },
    async entry(seq) {
      const rows = await database.read
        .select()
        .from(evidenceEntry)
        .where(and(eq(evidenceEntry.tenant, tenant), eq(evidenceEntry.seq, seq)));
      const [opened] = await openRows(database.read, scope, rows);
      if (!opened) throw new Refusal("not-found", { what: "entry" });
      return toSealed(opened);
    },
    async leafHashes(size) {
      const rows = await database.read
        .select({ hash: evidenceEntry.leafHash })
        .from(evidenceEntry)
        .where(and(eq(evidenceEntry.tenant, tenant), lt(evidenceEntry.seq, toSeq(size))))
        .orderBy(asc(evidenceEntry.seq));
      if (rows.length !== size) throw new Refusal("invalid", { what: "size", size });
      return rows.map((row) => row.hash);
    },
    checkpoint: () => signNow(scope),
    async sign(bytes) {
      return (await signingKeys(database.read, scope)).current.sign(bytes);
    },
    async logKey() {
      const { name, publicKey, fingerprint } = (await signingKeys(database.read, scope)).current;
      return { name, publicKey, fingerprint };
    },
    async blob(hash) {
      const { mediaType, key, cipher } = await readBlob(scope, hash);
      const isOpen = withheldFor(key) === null;
      return { hash, cipher, mediaType, opened: isOpen && key.key ? unseal(key.key, cipher) : null };
    },
  };
}
