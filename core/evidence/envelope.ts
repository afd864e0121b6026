import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { toHash } from "../ids.ts";
import type { Hash } from "../ids.ts";
import { Refusal } from "../refusal.ts";

// The sealed form of every body and blob (engineering-decisions §3):
//   cipher     = nonce(12) ‖ AES-256-GCM(data key, nonce, envelope) ‖ tag(16)
//   envelope   = salt(32) ‖ plaintext
//   commitment = HMAC-SHA-256(salt, plaintext)
// The leaf holds SHA-256(cipher) and the commitment. Without the salt, which only the envelope holds, a commitment to
// a name of few possible values cannot be guessed; with the data key gone, salt and plaintext are gone together.
// Encryption and random numbers are the caller's: core has neither.
export const SALT_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** salt(32) ‖ plaintext, ready to encrypt. Throws Refusal("invalid") for a salt of another length. */
export function envelopeOf(salt: Uint8Array, plaintext: Uint8Array): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new Refusal("invalid", { what: "salt" });
  return concatBytes(salt, plaintext);
}

/** Takes a decrypted envelope apart. Throws Refusal("invalid") when it is shorter than a salt. */
export function openEnvelope(envelope: Uint8Array): { readonly salt: Uint8Array; readonly plaintext: Uint8Array } {
  if (envelope.length < SALT_BYTES) throw new Refusal("invalid", { what: "envelope" });
  return { salt: envelope.slice(0, SALT_BYTES), plaintext: envelope.slice(SALT_BYTES) };
}

/** HMAC-SHA-256 with the salt as key over the plaintext, as the leaf's `commitment`. */
export const commit = (salt: Uint8Array, plaintext: Uint8Array): Hash =>
  toHash(bytesToHex(hmac(sha256, salt, plaintext)));

/** SHA-256 of nonce ‖ ciphertext ‖ tag, as the leaf's `cipher` and a blob's name. */
export const sealedHash = (cipher: Uint8Array): Hash => toHash(bytesToHex(sha256(cipher)));
