import { Refusal } from "../refusal.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FORM = /^[A-Za-z0-9+/]*={0,2}$/;

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : "=";
    text += left > 2 ? ALPHABET.charAt(group & 63) : "=";
  }
  return text;
}

/**
 * Decodes strictly: the text must be exactly what `toBase64` writes. The unused low bits of the last character
 * otherwise let one signature be written in several ways. Throws Refusal("invalid").
 */
export function parseBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !FORM.test(text)) throw new Refusal("invalid", { what: "base64" });
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, out = 0; at < text.length; at += 4) {
    const digit = (offset: number): number => Math.max(ALPHABET.indexOf(text.charAt(at + offset)), 0);
    const group = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
    // Writing past the end of a typed array is ignored: the padding bytes of the last group.
    bytes[out++] = group >> 16;
    bytes[out++] = (group >> 8) & 255;
    bytes[out++] = group & 255;
  }
  if (toBase64(bytes) !== text) throw new Refusal("invalid", { what: "base64" });
  return bytes;
}
