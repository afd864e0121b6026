import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { Refusal } from "../refusal.ts";
import { parseBase64, toBase64 } from "./base64.ts";

// C2SP signed-note: text, an empty line, then one line per signature: "— <key name> <base64(key id ‖ signature)>".
const DASH = "\u2014";
const ED25519 = 0x01;
const LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;

/** A key that signs or is signed with. `publicKey`: the raw 32 bytes of Ed25519. */
export type NoteKey = { readonly name: string; readonly publicKey: Uint8Array };
export type NoteSigner = NoteKey & { readonly sign: (message: Uint8Array) => Uint8Array };
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** First 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): names an Ed25519 key in a note (C2SP signed-note). */
export const noteKeyId = (key: NoteKey): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(key.name), Uint8Array.of(0x0a, ED25519), key.publicKey)).slice(0, ID_BYTES);

/** Signs `text` (which ends in a newline) under each key: two while keys rotate. Throws Refusal("invalid"). */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const message = utf8ToBytes(text);
  const lines = signers.map((signer) => {
    const packed = concatBytes(noteKeyId(signer), signer.sign(message));
    return `${DASH} ${signer.name} ${toBase64(packed)}\n`;
  });
  const note = `${text}\n${lines.join("")}`;
  // Refuses a text without its newline or with an empty line in it: that note could not be read back.
  parseNote(note);
  return note;
}

/** Takes a signed note apart without verifying it. Throws Refusal("invalid") for every other form. */
export function parseNote(note: string): Note {
  const split = note.indexOf("\n\n");
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split("\n");
  if (split < 1 || lines.pop() !== "" || lines.length === 0) throw new Refusal("invalid", { what: "note" });
  const signatures = lines.map((line) => {
    const [, name = "", encoded = ""] = LINE.exec(line) ?? [];
    const packed = parseBase64(encoded);
    if (name === "" || packed.length !== ID_BYTES + SIGNATURE_BYTES) throw new Refusal("invalid", { what: "note" });
    return { name, keyId: packed.slice(0, ID_BYTES), signature: packed.slice(ID_BYTES) };
  });
  return { text, signatures };
}

/** Whether the note bears a good signature of this key. A line by its name and id that does not verify is false. */
export function verifyNote(note: Note, key: NoteKey, verify: VerifySignature): boolean {
  const id = toBase64(noteKeyId(key));
  const own = note.signatures.filter((one) => one.name === key.name && toBase64(one.keyId) === id);
  const message = utf8ToBytes(note.text);
  return own.length > 0 && own.every((one) => verify(key.publicKey, message, one.signature));
}
