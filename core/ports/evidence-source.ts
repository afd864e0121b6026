import type { Hash, Seq, Stream, TenantId } from "../ids.ts";

/**
 * An entry as it lies in the log. `leaf` is the canonical JSON text of engineering-decisions §3.
 * `cipher` = nonce(12) ‖ AES-256-GCM ciphertext ‖ tag(16) over the envelope salt(32) ‖ plaintext;
 * leaf.body.cipher = SHA-256(cipher), leaf.body.commitment = HMAC-SHA-256(salt, plaintext).
 */
export type SealedEntry = {
  readonly seq: Seq;
  readonly leaf: string;
  readonly cipher: Uint8Array;
  /** What its reader may see; null where withheld. */
  readonly opened: { readonly salt: Uint8Array; readonly plaintext: Uint8Array } | null;
  readonly withheld: "privileged" | "officer" | "sealed" | "shredded" | null;
};
/** A blob in the same envelope. `hash` = SHA-256(cipher). */
export type SealedBlob = {
  readonly hash: Hash;
  readonly cipher: Uint8Array;
  readonly mediaType: string;
  readonly opened: { readonly salt: Uint8Array; readonly plaintext: Uint8Array } | null;
};
export type LogKey = {
  /** Key name of the signed note, e.g. `export-desk/local`. */
  readonly name: string;
  /** Raw 32-byte Ed25519 public key. */
  readonly publicKey: Uint8Array;
  /** SHA-256 of the raw key, hex. */
  readonly fingerprint: Hash;
};

/** Reads a tenant's log for export and proof. Never gives out a data key. */
export interface EvidenceSource {
  readonly tenant: TenantId;
  entries(stream: Stream): Promise<readonly SealedEntry[]>;
  entry(seq: Seq): Promise<SealedEntry>;
  /** Leaf hashes of the whole log in order, 32 bytes each, up to `size`. */
  leafHashes(size: number): Promise<readonly Uint8Array[]>;
  /** Signs (or returns) a checkpoint of the current size: a C2SP signed note. */
  checkpoint(): Promise<{ readonly size: number; readonly note: string }>;
  /** Signs any bytes with the log key (the manifest of a package). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  logKey(): Promise<LogKey>;
  blob(hash: Hash): Promise<SealedBlob>;
}
