import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Hash, Seq, Stream, TenantId } from "../../core/ids.ts";
import { bytes } from "./bytes.ts";

// Append-only by the triggers of db/guards.sql. A table rebuild drops triggers silently, so these tables are only ever
// extended by `alter table add column`.

/** Head of a tenant's log. `size` is moved by the insert trigger alone; root and frontier by the commit. */
export const tenantLog = sqliteTable("tenant_log", {
  tenant: text("tenant").$type<TenantId>().primaryKey(),
  size: integer("size").notNull(),
  root: bytes("root").notNull(),
  /** The maximal full subtrees, left to right, 32 bytes each. */
  frontier: bytes("frontier").notNull(),
});

export const evidenceEntry = sqliteTable(
  "evidence_entry",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    seq: integer("seq").$type<Seq>().notNull(),
    id: text("id").notNull(),
    stream: text("stream").$type<Stream>().notNull(),
    pos: integer("pos").notNull(),
    version: integer("version").notNull(),
    revision: integer("revision").notNull(),
    type: text("type").notNull(),
    typeV: integer("type_v").notNull(),
    at: text("at").notNull(),
    /** Canonical text of the leaf: these bytes are hashed. */
    leaf: text("leaf").notNull(),
    leafHash: bytes("leaf_hash").notNull(),
    keyId: text("key_id").notNull(),
    /** nonce ‖ ciphertext ‖ tag of the envelope. */
    body: bytes("body").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.seq] }),
    uniqueIndex("evidence_entry_id").on(table.tenant, table.id),
    uniqueIndex("evidence_entry_pos").on(table.tenant, table.stream, table.pos),
  ],
);

/** The stream's counters: what a commit reads instead of max(). */
export const streamHead = sqliteTable(
  "stream_head",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    stream: text("stream").$type<Stream>().notNull(),
    pos: integer("pos").notNull(),
    version: integer("version").notNull(),
    revision: integer("revision").notNull(),
    leafHash: text("leaf_hash").$type<Hash>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.stream] })],
);

export const checkpoint = sqliteTable(
  "checkpoint",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    size: integer("size").notNull(),
    root: bytes("root").notNull(),
    /** C2SP signed note. */
    note: text("note").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.size] })],
);

/** Where a blob stands; its bytes are a file named by `hash`. */
export const blob = sqliteTable(
  "blob",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    /** SHA-256 of the cipher. */
    hash: text("hash").$type<Hash>().notNull(),
    keyId: text("key_id").notNull(),
    commitment: text("commitment").$type<Hash>().notNull(),
    size: integer("size").notNull(),
    mediaType: text("media_type").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.hash] }), index("blob_key").on(table.tenant, table.keyId)],
);
