import { createHash } from "node:crypto";
import { editionText, parseEditionText } from "../../core/screening/edition-text.ts";
import type { EditionStatus, ListEdition } from "../../core/screening/list-edition.ts";

export type EncodedEdition = { readonly bytes: Uint8Array; readonly hash: string };

/** The edition's NDJSON as bytes, and their SHA-256 in hex: what it is stored and named by. */
export function encodeEdition(edition: Omit<ListEdition, "hash">): EncodedEdition {
  const bytes = new TextEncoder().encode(editionText(edition));
  return { bytes, hash: createHash("sha256").update(bytes).digest("hex") };
}

/** The edition back from its bytes. Throws Refusal("invalid") when lines are missing or are no entries. */
export const decodeEdition = (bytes: Uint8Array, status: EditionStatus = "whole"): ListEdition =>
  parseEditionText(new TextDecoder().decode(bytes), status);
