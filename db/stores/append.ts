import { and, eq, inArray } from "drizzle-orm";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { leafBytesHash, leafText } from "../../core/evidence/leaf.ts";
import type { Leaf } from "../../core/evidence/leaf.ts";
import { appendLeaf } from "../../core/evidence/merkle.ts";
import { toHash, toSeq } from "../../core/ids.ts";
import type { Hash, Stream } from "../../core/ids.ts";
import type { NewEntry, OpenedEntry } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Tx } from "../connect.ts";
import { blob, evidenceEntry, streamHead, tenantLog } from "../schema/evidence.ts";
import type { Scope } from "./deps.ts";
import { seal } from "./sealing.ts";

export type AppendPart = {
  readonly stream: Stream;
  /** The version that the stream must have; absent: any (the caller read it in this transaction). */
  readonly expected?: number;
  readonly events: readonly NewEntry[];
};
export type AppendedPart = {
  readonly stream: Stream;
  /** Bodies under a key of another purpose than `case` are null: they never reach a projection. */
  readonly entries: readonly OpenedEntry[];
  /** Of each entry, hex: what counts an act names it by. */
  readonly leafHashes: readonly Hash[];
};
export type AppendedParts = {
  readonly before: number;
  readonly after: number;
  readonly parts: readonly AppendedPart[];
};

type Head = { readonly size: number; readonly frontier: readonly Uint8Array[]; readonly root: Uint8Array };
type Counters = Pick<Leaf, "pos" | "version" | "revision" | "prev">;

const HASH_BYTES = 32;

const joined = (hashes: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(hashes));
const parted = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));

async function readHead(tx: Tx, scope: Scope): Promise<Head> {
  const [head] = await tx.select().from(tenantLog).where(eq(tenantLog.tenant, scope.tenant));
  if (!head) throw new Refusal("not-found", { what: "tenant" });
  return { size: head.size, frontier: parted(head.frontier), root: head.root };
}

/** The stream's counters before the first new entry. Throws Refusal("stale"). */
async function readCounters(tx: Tx, scope: Scope, part: AppendPart): Promise<Counters> {
  const [head] = await tx
    .select()
    .from(streamHead)
    .where(and(eq(streamHead.tenant, scope.tenant), eq(streamHead.stream, part.stream)));
  const version = head?.version ?? 0;
  if (part.expected !== undefined && part.expected !== version)
    throw new Refusal("stale", { stream: part.stream, expected: part.expected, version });
  return { pos: head ? head.pos + 1 : 0, version, revision: head?.revision ?? 0, prev: head?.leafHash ?? null };
}

/** What an entry names must be there already: blobs of this tenant as they were stored, entries before it. */
async function checkNamed(tx: Tx, scope: Scope, named: { entry: NewEntry; size: number }): Promise<void> {
  const { blobs = [], refs = [], payload } = named.entry;
  if ("type" in payload || "v" in payload) throw new Refusal("invalid", { what: "payload" });
  if (refs.some((ref) => ref >= named.size)) throw new Refusal("invalid", { what: "refs" });
  if (blobs.length === 0) return;
  const hashes = blobs.map((one) => one.hash);
  const rows = await tx
    .select()
    .from(blob)
    .where(and(eq(blob.tenant, scope.tenant), inArray(blob.hash, hashes)));
  const stored = new Map(rows.map((row) => [row.hash, row]));
  for (const one of blobs) {
    const row = stored.get(one.hash);
    if (row?.keyId !== one.key || row.commitment !== one.commitment) throw new Refusal("invalid", { what: "blobs" });
  }
}

type Step = { readonly stream: Stream; readonly entry: NewEntry; readonly counters: Counters; readonly head: Head };

/** Seals the body under the stream's key of the entry's purpose, and makes the leaf over it. */
async function sealEntry(tx: Tx, scope: Scope, step: Step): Promise<{ leaf: Leaf; cipher: Uint8Array }> {
  const { stream, entry, counters, head } = step;
  const { clock, ids } = scope.deps;
  const key = await scope.keys.use(tx, scope.tenant, { purpose: entry.purpose ?? "case", stream });
  const sealed = seal(key.key, canonicalBytes({ type: entry.type, v: entry.v, ...entry.payload }), ids);
  const leaf: Leaf = {
    v: 1,
    tenant: scope.tenant,
    seq: toSeq(head.size),
    id: ids.next(),
    at: clock.instant(),
    stream,
    ...counters,
    type: entry.type,
    typeV: entry.v,
    actor: entry.actor,
    cause: entry.cause ?? null,
    pins: entry.pins ?? null,
    body: { key: key.id, cipher: sealed.hash, commitment: sealed.commitment },
    blobs: (entry.blobs ?? []).map((one) => ({ key: one.key, cipher: one.hash, commitment: one.commitment })),
    refs: entry.refs ?? [],
  };
  return { leaf, cipher: sealed.cipher };
}

/** The entry as a reader of the stream would get it back. */
function toOpened(leaf: Leaf, entry: NewEntry): OpenedEntry {
  const { v: _v, tenant: _tenant, prev: _prev, typeV, body: _body, ...rest } = leaf;
  const payload = (entry.purpose ?? "case") === "case" ? entry.payload : null;
  return { ...rest, v: typeV, payload, blobs: entry.blobs ?? [] };
}

/** Writes one entry's row; returns it with the counters and the log's head after it. */
async function appendEntry(
  tx: Tx,
  scope: Scope,
  step: Step,
): Promise<{ entry: OpenedEntry; counters: Counters; head: Head }> {
  const { entry, counters, head } = step;
  await checkNamed(tx, scope, { entry, size: head.size });
  const { leaf, cipher } = await sealEntry(tx, scope, step);
  const text = leafText(leaf);
  const leafHash = leafBytesHash(text);
  const { v: _v, prev: _prev, ...columns } = leaf;
  await tx.insert(evidenceEntry).values({ ...columns, leaf: text, leafHash, keyId: leaf.body.key, body: cipher });
  return {
    entry: toOpened(leaf, entry),
    counters: { ...counters, pos: counters.pos + 1, prev: toHash(Buffer.from(leafHash).toString("hex")) },
    head: appendLeaf(head.frontier, head.size, leafHash),
  };
}

/** The counters that this entry carries: an event moves `version`, one that revises `revision` too. */
function counted(scope: Scope, entry: NewEntry, counters: Counters): Counters {
  const weight = scope.deps.projector.weight(entry.type);
  if (weight === "observation") return counters;
  const revision = counters.revision + (weight === "revises" ? 1 : 0);
  return { ...counters, version: counters.version + 1, revision };
}

async function saveCounters(tx: Tx, scope: Scope, stream: Stream, counters: Counters): Promise<void> {
  if (counters.prev === null) return;
  const { version, revision, prev: leafHash } = counters;
  const values = { pos: counters.pos - 1, version, revision, leafHash };
  await tx
    .insert(streamHead)
    .values({ tenant: scope.tenant, stream, ...values })
    .onConflictDoUpdate({ target: [streamHead.tenant, streamHead.stream], set: values });
}

/**
 * Appends entries to the tenant's log inside an open transaction: streams in sorted order, `seq` dense, the tree's
 * frontier and root with it. Throws Refusal("stale") for a moved version, Refusal("invalid") for a stream named twice,
 * an unknown blob or reference, or a body that is not JSON.
 */
export async function append(tx: Tx, scope: Scope, parts: readonly AppendPart[]): Promise<AppendedParts> {
  if (new Set(parts.map((part) => part.stream)).size !== parts.length) throw new Refusal("invalid", { what: "parts" });
  let head = await readHead(tx, scope);
  const before = head.size;
  const done: AppendedPart[] = [];
  for (const part of parts.toSorted((one, other) => (one.stream < other.stream ? -1 : 1))) {
    let counters = await readCounters(tx, scope, part);
    const entries: OpenedEntry[] = [];
    const leafHashes: Hash[] = [];
    for (const entry of part.events) {
      const step = await appendEntry(tx, scope, {
        stream: part.stream,
        entry,
        head,
        counters: counted(scope, entry, counters),
      });
      entries.push(step.entry);
      if (step.counters.prev !== null) leafHashes.push(step.counters.prev);
      ({ counters, head } = step);
    }
    await saveCounters(tx, scope, part.stream, counters);
    done.push({ stream: part.stream, entries, leafHashes });
  }
  await tx
    .update(tenantLog)
    .set({ root: head.root, frontier: joined(head.frontier) })
    .where(eq(tenantLog.tenant, scope.tenant));
  return { before, after: head.size, parts: done };
}
