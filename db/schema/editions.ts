import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Hash, Seq, TenantId } from "../../core/ids.ts";

/** An immutable rulebook or list edition, shared by all tenants: public text, no tenant's data. Bytes are a file. */
export const edition = sqliteTable("edition", {
  hash: text("hash").$type<Hash>().primaryKey(),
  kind: text("kind").notNull(),
  /** SHA-256 of the file: the name may hash a part of it only. */
  bytesHash: text("bytes_hash").$type<Hash>().notNull(),
  size: integer("size").notNull(),
  storedAt: integer("stored_at").notNull(),
});

export const editionSet = sqliteTable("edition_set", {
  hash: text("hash").$type<Hash>().primaryKey(),
  json: text("json").notNull(),
});

export const activation = sqliteTable(
  "activation",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    fromAt: integer("from_at").notNull(),
    setHash: text("set_hash").$type<Hash>().notNull(),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.fromAt] })],
);
