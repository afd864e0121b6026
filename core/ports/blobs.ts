import type { Hash, Stream } from "../ids.ts";
import type { BlobRef, KeyPurpose } from "./ledger.ts";

/** Content-addressed objects, encrypted with the stream's data key, written and fsynced before the commit that names them. */
export interface Blobs {
  /** Stores bytes; the same plaintext twice gives two blobs (salt and nonce are random). */
  put(stream: Stream, bytes: Uint8Array, mediaType: string, purpose?: KeyPurpose): Promise<BlobRef>;
  /** Opens a blob. Throws Refusal("not-found") when unknown, shredded or another tenant's. */
  get(hash: Hash): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }>;
}
