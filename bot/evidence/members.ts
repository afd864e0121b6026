import { toBase64 } from "../../core/evidence/base64.ts";
import type { Leaf } from "../../core/evidence/leaf.ts";
import type { EvidenceSource, SealedBlob, SealedEntry } from "../../core/ports/evidence-source.ts";
import type { Hash, Seq } from "../../core/ids.ts";
import { toSeq } from "../../core/ids.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Hidden, TypedMember } from "./manifest.ts";

/** An entry with its leaf taken apart. */
export type ReadEntry = { readonly sealed: SealedEntry; readonly leaf: Leaf };
/** Files of the package, and what of them is not open. */
export type Gathered = {
  readonly members: readonly TypedMember[];
  readonly hidden: readonly Hidden[];
  readonly missing: readonly Hash[];
};

const JSON_TYPE = "application/json";
const BYTES_TYPE = "application/octet-stream";
const TEXT_TYPE = "text/plain; charset=utf-8";
const ENDINGS: Readonly<Record<string, string>> = {
  "application/json": ".json",
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "text/csv": ".csv",
  "text/html": ".html",
  "text/plain": ".txt",
};

export const textMember = (name: string, text: string, mediaType: string = TEXT_TYPE): TypedMember => ({
  name,
  bytes: new Uint8Array(Buffer.from(text)),
  mediaType,
});

/** Leaf, inclusion proof (one base64 hash a line), cipher, and what may be seen: salt and body. */
export function entryMembers({ sealed, leaf }: ReadEntry, proof: readonly Uint8Array[]): Gathered {
  const stem = `entries/${String(leaf.seq).padStart(12, "0")}`;
  const members = [
    textMember(`${stem}.leaf.json`, sealed.leaf, JSON_TYPE),
    textMember(`${stem}.proof.txt`, proof.map((hash) => `${toBase64(hash)}\n`).join("")),
    ...(sealed.cipher.length > 0 ? [{ name: `${stem}.cipher`, bytes: sealed.cipher, mediaType: BYTES_TYPE }] : []),
  ];
  if (sealed.withheld !== null || sealed.opened === null) {
    // Neither opened nor withheld for a reason is a fault of the source; the verifier will call it incomplete.
    const hidden = sealed.withheld === null ? [] : [{ seq: leaf.seq, blob: null, because: sealed.withheld }];
    return { members, hidden, missing: [] };
  }
  const { salt, plaintext } = sealed.opened;
  const open = [
    { name: `${stem}.salt`, bytes: salt, mediaType: BYTES_TYPE },
    { name: `${stem}.body.json`, bytes: plaintext, mediaType: JSON_TYPE },
  ];
  return { members: [...members, ...open], hidden: [], missing: [] };
}

/** Cipher and, unless withheld, salt and content under a name that opens with the right program. */
function blobMembers(blob: SealedBlob): readonly TypedMember[] {
  const stem = `blobs/${blob.hash}`;
  const cipher = { name: `${stem}.cipher`, bytes: blob.cipher, mediaType: BYTES_TYPE };
  if (blob.opened === null) return [cipher];
  const ending = ENDINGS[blob.mediaType.split(";", 1)[0]?.trim() ?? ""] ?? "";
  return [
    cipher,
    { name: `${stem}.salt`, bytes: blob.opened.salt, mediaType: BYTES_TYPE },
    { name: `${stem}.content${ending}`, bytes: blob.opened.plaintext, mediaType: blob.mediaType },
  ];
}

async function blobOrNull(source: EvidenceSource, hash: Hash): Promise<SealedBlob | null> {
  try {
    return await source.blob(hash);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return null;
    throw error;
  }
}

/**
 * The blobs that a case's own entries name. One that is gone with a shredded entry is listed so; one that is gone
 * without a reason is named as missing, so that the package says what it lacks instead of failing to exist.
 */
export async function gatherBlobs(source: EvidenceSource, entries: readonly ReadEntry[]): Promise<Gathered> {
  const members = new Map<Hash, readonly TypedMember[]>();
  const hidden: Hidden[] = [];
  const missing: Hash[] = [];
  for (const { sealed, leaf } of entries) {
    for (const hash of new Set(leaf.blobs.map((one) => one.cipher))) {
      const blob = await blobOrNull(source, hash);
      if (blob) members.set(hash, blobMembers(blob));
      if (blob?.opened) continue;
      if (blob === null && sealed.withheld !== "shredded") missing.push(hash);
      else hidden.push({ seq: leaf.seq, blob: hash, because: sealed.withheld ?? "withheld" });
    }
  }
  return { members: [...members.values()].flat(), hidden, missing };
}

/** The entries that the given ones rest on, however far, each once, by number. */
export async function reachedEntries(
  source: EvidenceSource,
  entries: readonly ReadEntry[],
  read: (sealed: SealedEntry) => ReadEntry,
): Promise<readonly ReadEntry[]> {
  const known = new Map<Seq, ReadEntry>(entries.map((entry) => [entry.leaf.seq, entry]));
  const queue = entries.flatMap((entry) => entry.leaf.refs);
  for (let seq = queue.shift(); seq !== undefined; seq = queue.shift()) {
    if (known.has(seq)) continue;
    const entry = read(await source.entry(toSeq(seq)));
    known.set(seq, entry);
    queue.push(...entry.leaf.refs);
  }
  const own = new Set(entries.map((entry) => entry.leaf.seq));
  return [...known.values()].filter((entry) => !own.has(entry.leaf.seq)).sort((a, b) => a.leaf.seq - b.leaf.seq);
}
