import canonicalize from "canonicalize";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Json } from "../json.ts";
import { Refusal } from "../refusal.ts";

// The package drops undefined without a word, and honours toJSON and boxed values: none of that is JSON, so it is
// refused here. An explicit walk, because a member that silently vanished from evidence can never be put back.
function refuseNonJson(value: unknown, path: string): void {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new Refusal("invalid", { what: "lone surrogate", path });
    return;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Refusal("invalid", { what: "number outside JSON", path });
    return;
  }
  if (typeof value !== "object") throw new Refusal("invalid", { what: typeof value, path });
  refuseNonJsonObject(value, path);
}

function refuseNonJsonObject(value: object, path: string): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) refuseNonJson(value[index], `${path}/${index}`);
    return;
  }
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) throw new Refusal("invalid", { what: "not a plain object", path });
  for (const [key, member] of Object.entries(value)) {
    refuseNonJson(key, path);
    refuseNonJson(member, `${path}/${key}`);
  }
}

/**
 * The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): members sorted by UTF-16 code units, numbers
 * as ECMAScript writes them, no spaces. These bytes are hashed, so what has no JSON form is refused, never dropped:
 * undefined, NaN, infinities, bigint, functions, objects with a prototype, lone surrogates. Throws Refusal("invalid").
 */
export function canonicalText(json: Json): string {
  refuseNonJson(json, "");
  const text = canonicalize(json);
  if (text === undefined) throw new Refusal("invalid", { what: "no canonical form" });
  return text;
}

/** The UTF-8 bytes of `canonicalText`: what is encrypted, committed to and hashed. Throws Refusal("invalid"). */
export const canonicalBytes = (json: Json): Uint8Array => utf8ToBytes(canonicalText(json));
