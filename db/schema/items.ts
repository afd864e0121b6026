import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Hash, ItemId, TenantId } from "../../core/ids.ts";

// The item register: folded from the streams of items and nothing else; may be thrown away and rebuilt.

export const item = sqliteTable(
  "item",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").$type<ItemId>().notNull(),
    /** Keys as they are compared (core/register/identity.ts); empty: not said. */
    makerKey: text("maker_key").notNull(),
    partKey: text("part_key").notNull(),
    revision: text("revision").notNull(),
    eccn: text("eccn"),
    paragraph: text("paragraph"),
    jurisdiction: text("jurisdiction"),
    kind: text("kind"),
    setHash: text("set_hash").$type<Hash>(),
    /** The civil date since which it is due, or on which it will be. */
    reReviewAt: text("re_review_at"),
    entrySeq: integer("entry_seq").notNull(),
    version: integer("version").notNull(),
    fold: integer("fold").notNull(),
    json: text("json").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    uniqueIndex("item_key").on(table.tenant, table.makerKey, table.partKey, table.revision),
    index("item_part").on(table.tenant, table.partKey),
    index("item_due").on(table.tenant, table.reReviewAt),
  ],
);

/** Other names of an item. Two items may share one: then neither is the very item. */
export const itemAlias = sqliteTable(
  "item_alias",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").$type<ItemId>().notNull(),
    makerKey: text("maker_key").notNull(),
    partKey: text("part_key").notNull(),
    revision: text("revision").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.partKey, table.makerKey, table.revision, table.id] }),
    index("item_alias_item").on(table.tenant, table.id),
  ],
);

/** Words an item is found by. */
export const itemWord = sqliteTable(
  "item_word",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    word: text("word").notNull(),
    id: text("id").$type<ItemId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.word, table.id] }),
    index("item_word_item").on(table.tenant, table.id),
  ],
);
