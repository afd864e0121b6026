import { createCipheriv, createDecipheriv } from "node:crypto";
import {
  commit,
  envelopeOf,
  NONCE_BYTES,
  openEnvelope,
  SALT_BYTES,
  sealedHash,
  TAG_BYTES,
} from "../../core/evidence/envelope.ts";
import type { Hash } from "../../core/ids.ts";
import type { Ids } from "../../core/ports/clock.ts";

type Random = Pick<Ids, "random">;
export type SealedBytes = { readonly cipher: Uint8Array; readonly hash: Hash; readonly commitment: Hash };

const NO_CONTEXT = new Uint8Array(0);

/** nonce(12) ‖ AES-256-GCM ciphertext ‖ tag(16). `context` is authenticated, not stored. */
function encrypt(
  key: Uint8Array,
  plaintext: Uint8Array,
  sealing: { nonce: Uint8Array; context: Uint8Array },
): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, sealing.nonce);
  cipher.setAAD(sealing.context);
  return new Uint8Array(Buffer.concat([sealing.nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]));
}

/** Throws when key, context or bytes are not the ones that were sealed. */
function decrypt(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error("sealed bytes are cut off");
  const opener = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  opener.setAAD(context);
  opener.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  return new Uint8Array(Buffer.concat([opener.update(body), opener.final()]));
}

/** Seals bytes in the envelope of engineering-decisions §3 under a 32-byte data key. */
export function seal(key: Uint8Array, plaintext: Uint8Array, ids: Random): SealedBytes {
  const salt = ids.random(SALT_BYTES);
  const cipher = encrypt(key, envelopeOf(salt, plaintext), { nonce: ids.random(NONCE_BYTES), context: NO_CONTEXT });
  return { cipher, hash: sealedHash(cipher), commitment: commit(salt, plaintext) };
}

/** Opens what `seal` made. Throws when a byte or the key is another. */
export const unseal = (
  key: Uint8Array,
  cipher: Uint8Array,
): { readonly salt: Uint8Array; readonly plaintext: Uint8Array } => openEnvelope(decrypt(key, cipher, NO_CONTEXT));

const contextOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Wraps a key by the root key, bound to `context` (tenant, id, purpose): a row moved elsewhere does not open. */
export const wrapKey = (root: Uint8Array, secret: Uint8Array, wrapping: { context: string; ids: Random }): Uint8Array =>
  encrypt(root, secret, { nonce: wrapping.ids.random(NONCE_BYTES), context: contextOf(wrapping.context) });

/** Throws a sentence for the log when the root key is not the one that wrapped it. */
export function unwrapKey(root: Uint8Array, wrapped: Uint8Array, context: string): Uint8Array {
  try {
    return decrypt(root, wrapped, contextOf(context));
  } catch (error) {
    throw new Error("a key of the database does not open: DESK_KEY is not the key that it was made with", {
      cause: error,
    });
  }
}
