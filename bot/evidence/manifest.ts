import { createHash } from "node:crypto";
import type { CaseId, Hash, Seq, Stream, TenantId } from "../../core/ids.ts";
import { toBase64 } from "../../core/evidence/base64.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import type { LogKey } from "../../core/ports/evidence-source.ts";
import type { Member } from "./container.ts";

/** A file of the package with the type that its reader should open it as. */
export type TypedMember = Member & { readonly mediaType: string };

/** A body (`blob` null) or blob that is not open in this package, and why: a purpose or `shredded`. */
export type Hidden = { readonly seq: Seq; readonly blob: Hash | null; readonly because: string };

export type Software = { readonly version: string; readonly commit: string | null; readonly engine: number };

export type ManifestParts = {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly stream: Stream;
  /** How many entries the stream had. */
  readonly entries: number;
  readonly key: LogKey;
  /** Where the tenant publishes the key's fingerprint, in words; the verifier shows it when it was given no key. */
  readonly published: string;
  readonly software: Software;
  readonly hidden: readonly Hidden[];
  /** Blobs that were to be there and could not be read. The verifier reports the package as incomplete. */
  readonly missing: readonly Hash[];
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** `manifest.json`: canonical JSON that names every other member by size and SHA-256. Its bytes are what is signed. */
export function manifestBytes(parts: ManifestParts, members: readonly TypedMember[]): Uint8Array {
  const { tenant, caseId, stream, entries, key, published, software, hidden, missing } = parts;
  const named = members.map(({ name, bytes, mediaType }) => ({
    name,
    size: bytes.length,
    hash: hashOf(bytes),
    mediaType,
  }));
  return canonicalBytes({
    format: "export-desk-evidence/1",
    tenant,
    case: caseId,
    stream,
    entries,
    key: { name: key.name, ed25519: toBase64(key.publicKey), fingerprint: key.fingerprint, published },
    software,
    withheld: hidden.filter((one) => one.because !== "shredded"),
    shredded: hidden.filter((one) => one.because === "shredded"),
    missing: [...new Set(missing)].sort(),
    members: named.sort((one, other) => (one.name < other.name ? -1 : 1)),
  });
}
