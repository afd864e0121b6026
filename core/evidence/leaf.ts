import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import type { Instant } from "../dates.ts";
import type { Hash, Seq, Stream, TenantId } from "../ids.ts";
import { toHash } from "../ids.ts";
import type { Actor } from "../ports/ledger.ts";
import { Refusal } from "../refusal.ts";
import type { Pins } from "../rulebook/pins.ts";
import { canonicalText } from "./canonical.ts";
import { hashLeaf } from "./merkle.ts";

/** What a leaf says of a body or blob: the data key's name, SHA-256 of the cipher, the salted commitment. */
export type Sealed = { readonly key: string; readonly cipher: Hash; readonly commitment: Hash };

/**
 * The public half of an entry, free of content (engineering-decisions §3). Its canonical text is what the tree hashes:
 * this shape never changes; a new one needs another `v`.
 * `pos` counts all entries of the stream from 0. `version` and `revision` are the stream's counters *after* this
 * entry: an event adds one to `version`, one that revises adds one to `revision` too, an observation adds nothing.
 * `prev` is the leaf hash of the stream's entry before it, null at pos 0.
 */
export type Leaf = {
  readonly v: 1;
  readonly tenant: TenantId;
  readonly seq: Seq;
  /** UUIDv7. */
  readonly id: string;
  readonly at: Instant;
  readonly stream: Stream;
  readonly pos: number;
  readonly version: number;
  readonly revision: number;
  readonly prev: Hash | null;
  readonly type: string;
  readonly typeV: number;
  readonly actor: Actor;
  readonly cause: string | null;
  readonly pins: Pins | null;
  readonly body: Sealed;
  readonly blobs: readonly Sealed[];
  readonly refs: readonly Seq[];
};

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const opaque = z.string().min(1).max(200);
const sealed = z.strictObject({ key: opaque, cipher: hash, commitment: hash });
const leafSchema = z.strictObject({
  v: z.literal(1),
  tenant: slug,
  seq: count,
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  stream: z
    .string()
    .max(200)
    .regex(/^(?:(?:case|item|authorisation|party|matter|person|list):\S+|rulebook|policy|access|log)$/),
  pos: count,
  version: count,
  revision: count,
  prev: hash.nullable(),
  type: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  typeV: z.int().min(1),
  actor: z.union([
    z.strictObject({ person: slug, via: z.enum(["slack", "teams", "console", "playground", "cli", "api"]) }),
    z.strictObject({ system: z.enum(["dispatcher", "timer", "sync"]) }),
  ]),
  cause: opaque.nullable(),
  pins: z.strictObject({ engine: count, editions: hash }).nullable(),
  body: sealed,
  blobs: z.array(sealed),
  refs: z.array(count),
});

/** The canonical text of a leaf. Throws Refusal("invalid") for one that does not have the shape. */
export function leafText(leaf: Leaf): string {
  const checked = leafSchema.safeParse(leaf);
  if (!checked.success)
    throw new Refusal("invalid", { what: "leaf", where: checked.error.issues[0]?.path.join("/") ?? "" });
  return canonicalText(checked.data);
}

/** SHA-256(0x00 ‖ UTF-8 of the text), 32 bytes: the leaf's hash in the tree. */
export const leafBytesHash = (text: string): Uint8Array => hashLeaf(utf8ToBytes(text));

/** `leafBytesHash` in hex: what the next entry's `prev` holds. */
export const leafHashOf = (text: string): Hash => toHash(bytesToHex(leafBytesHash(text)));

/** Reads a leaf as stored. Throws Refusal("invalid") for bad JSON, another shape or a text that is not canonical. */
export function parseLeaf(text: string): Leaf {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal("invalid", { what: "leaf" });
  }
  const leaf = json as Leaf;
  if (leafText(leaf) !== text) throw new Refusal("invalid", { what: "leaf", where: "canonical form" });
  return leaf;
}
