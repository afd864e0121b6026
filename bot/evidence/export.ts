import { readFile } from "node:fs/promises";
import { toBase64 } from "../../core/evidence/base64.ts";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { parseLeaf } from "../../core/evidence/leaf.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import type { MerkleTree } from "../../core/evidence/merkle-tree.ts";
import type { CaseId } from "../../core/ids.ts";
import { caseStream } from "../../core/ids.ts";
import type { EvidenceSource, SealedEntry } from "../../core/ports/evidence-source.ts";
import { Refusal } from "../../core/refusal.ts";
import { writeContainer } from "./container.ts";
import type { Software, TypedMember } from "./manifest.ts";
import { manifestBytes } from "./manifest.ts";
import type { ReadEntry } from "./members.ts";
import { entryMembers, gatherBlobs, reachedEntries, textMember } from "./members.ts";
import { packageReadme } from "./readme.ts";

/** What a package carries beside the log, given by the caller. */
export type ExportExtra = {
  readonly software: Software;
  /** The case in words, for `report.txt`. */
  readonly report: string;
  /** The same for reading and keeping, `report.pdf`. */
  readonly paper?: Uint8Array;
  /** What a recomputation needs, e.g. `replay/determination.json`, `replay/rulebook.json`, `replay/lists.json`. */
  readonly rules: readonly { readonly name: `replay/${string}.json`; readonly bytes: Uint8Array }[];
  /** Where the tenant publishes its key's fingerprint, e.g. an address or "with its administrator". */
  readonly published: string;
  /** Sizes of checkpoints that others may have kept: the package then proves that the log goes on from them. */
  readonly anchors?: readonly number[];
};

const VERIFIER = new URL("../verify/verify.mjs", import.meta.url);

const read = (sealed: SealedEntry): ReadEntry => ({ sealed, leaf: parseLeaf(sealed.leaf) });

function consistencyMembers(tree: MerkleTree, anchors: readonly number[]): readonly TypedMember[] {
  const sizes = [...new Set(anchors)].filter((size) => size > 0 && size < tree.size).sort((a, b) => a - b);
  const proofs = sizes.map((size) => ({ size, proof: tree.consistency(size, tree.size).map(toBase64) }));
  return proofs.length === 0 ? [] : [textMember("consistency.json", canonicalText(proofs), "application/json")];
}

async function besideTheLog(extra: ExportExtra, fingerprint: string): Promise<readonly TypedMember[]> {
  const verifier = new Uint8Array(await readFile(VERIFIER));
  return [
    textMember("README.txt", packageReadme({ fingerprint, published: extra.published })),
    textMember("report.txt", extra.report),
    ...(extra.paper ? [{ name: "report.pdf", bytes: extra.paper, mediaType: "application/pdf" }] : []),
    { name: "verify.mjs", bytes: verifier, mediaType: "text/javascript; charset=utf-8" },
    ...extra.rules.map(({ name, bytes }) => ({ name, bytes, mediaType: "application/json" })),
  ];
}

/**
 * The evidence package of one case: every entry of its stream from position 0, the entries these rest on, a signed
 * checkpoint, an inclusion proof per entry, ciphers, what the reader may see in plain with its salt, the case's blobs,
 * and a signed manifest of it all, as one zip in the fixed form (engineering-decisions §3, §14). The blobs of entries
 * that are only rested on are not carried. The same log, reader and `extra` give the same bytes.
 * Throws Refusal("not-found") for a case without entries.
 */
export async function exportCase(source: EvidenceSource, caseId: CaseId, extra: ExportExtra): Promise<Uint8Array> {
  const stream = caseStream(caseId);
  const own = (await source.entries(stream)).map(read);
  if (own.length === 0) throw new Refusal("not-found");
  const reached = await reachedEntries(source, own, read);
  // The checkpoint comes after the entries were read, so that its tree holds them all.
  const { size, note } = await source.checkpoint();
  const tree = createMerkleTree(await source.leafHashes(size));
  const key = await source.logKey();

  const blobs = await gatherBlobs(source, own);
  const parts = [...own, ...reached].map((entry) => entryMembers(entry, tree.inclusion(entry.leaf.seq, size)));
  const hidden = [...parts.flatMap((part) => part.hidden), ...blobs.hidden];
  const members = [
    ...(await besideTheLog(extra, key.fingerprint)),
    textMember("checkpoint.txt", note),
    ...consistencyMembers(tree, extra.anchors ?? []),
    ...parts.flatMap((part) => part.members),
    ...blobs.members,
  ];
  const { software, published } = extra;
  const about = { tenant: source.tenant, caseId, stream, entries: own.length, key, published, software };
  const manifest = manifestBytes({ ...about, hidden, missing: blobs.missing }, members);
  const signature = await source.sign(manifest);
  return writeContainer([
    ...members,
    { name: "manifest.json", bytes: manifest },
    { name: "manifest.sig", bytes: signature },
  ]);
}
