import { and, asc, eq } from "drizzle-orm";
import { sealedHash } from "../../core/evidence/envelope.ts";
import { leafHashOf, parseLeaf } from "../../core/evidence/leaf.ts";
import type { Leaf } from "../../core/evidence/leaf.ts";
import type { Stream } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { KeyPurpose, OpenedEntry } from "../../core/ports/ledger.ts";
import type { Queries } from "../connect.ts";
import { evidenceEntry } from "../schema/evidence.ts";
import { OWN_TYPES } from "./deps.ts";
import type { Scope } from "./deps.ts";
import { parseJsonObject } from "./json.ts";
import type { OpenedKey } from "./keys.ts";
import { unseal } from "./sealing.ts";

export type EntryRow = typeof evidenceEntry.$inferSelect;
export type OpenedRow = {
  readonly row: EntryRow;
  readonly leaf: Leaf;
  readonly key: OpenedKey;
  /** Null once shredded. */
  readonly opened: { readonly salt: Uint8Array; readonly plaintext: Uint8Array } | null;
};

/** Decrypts stored rows. Throws when a leaf, a body or a hash is not what was written: it was tampered with. */
export async function openRows(
  queries: Queries,
  scope: Scope,
  rows: readonly EntryRow[],
): Promise<readonly OpenedRow[]> {
  const keys = new Map<string, OpenedKey>();
  const result: OpenedRow[] = [];
  for (const row of rows) {
    const leaf = parseLeaf(row.leaf);
    const key = keys.get(row.keyId) ?? (await scope.keys.open(queries, scope.tenant, row.keyId));
    keys.set(row.keyId, key);
    const intact =
      leaf.seq === row.seq &&
      leaf.stream === row.stream &&
      leaf.pos === row.pos &&
      leaf.body.cipher === sealedHash(row.body) &&
      leafHashOf(row.leaf) === Buffer.from(row.leafHash).toString("hex");
    if (!intact) throw new Error(`entry ${row.seq} of tenant ${row.tenant} is not what was written`);
    result.push({ row, leaf, key, opened: key.key && unseal(key.key, row.body) });
  }
  return result;
}

/** All rows of a stream in pos order. */
export const rowsOf = (queries: Queries, scope: Scope, stream: Stream): Promise<EntryRow[]> =>
  queries
    .select()
    .from(evidenceEntry)
    .where(and(eq(evidenceEntry.tenant, scope.tenant), eq(evidenceEntry.stream, stream)))
    .orderBy(asc(evidenceEntry.pos));

/** The payload of a body, `type` and `v` taken off and upcast. Throws when the body is not the leaf's. */
function payloadOf(scope: Scope, leaf: Leaf, plaintext: Uint8Array): JsonObject {
  const { type, v, ...payload } = parseJsonObject(new TextDecoder("utf-8", { fatal: true }).decode(plaintext));
  if (type !== leaf.type || v !== leaf.typeV) throw new Error(`the body of entry ${leaf.seq} is not its leaf's`);
  const upcast = scope.deps.schemaOfTypes;
  return upcast && !OWN_TYPES.has(leaf.type) ? upcast(leaf.type, leaf.typeV, payload) : payload;
}

const isIn = (purposes: readonly KeyPurpose[], purpose: string): boolean => purposes.some((one) => one === purpose);

/** A stream's entries, decrypted and upcast; bodies under keys of other purposes stay closed (payload null). */
export async function openStream(
  queries: Queries,
  scope: Scope,
  asked: { readonly stream: Stream; readonly purposes: readonly KeyPurpose[] },
): Promise<readonly OpenedEntry[]> {
  const rows = await openRows(queries, scope, await rowsOf(queries, scope, asked.stream));
  return rows.map(({ leaf, key, opened }) => ({
    seq: leaf.seq,
    id: leaf.id,
    at: leaf.at,
    stream: leaf.stream,
    pos: leaf.pos,
    version: leaf.version,
    revision: leaf.revision,
    type: leaf.type,
    v: leaf.typeV,
    actor: leaf.actor,
    cause: leaf.cause,
    pins: leaf.pins,
    payload: opened && isIn(asked.purposes, key.purpose) ? payloadOf(scope, leaf, opened.plaintext) : null,
    blobs: leaf.blobs.map((blob) => ({ hash: blob.cipher, key: blob.key, commitment: blob.commitment })),
    refs: leaf.refs,
  }));
}
