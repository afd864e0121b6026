import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Hash, Seq, TenantId } from "../../core/ids.ts";
import type { UsageKind } from "../../core/usage/usage-of.ts";

/** What was used, one row an act and kind, written in the transaction of the act's entry. Never content. */
export const usage = sqliteTable(
  "usage",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    /** Leaf hash of the entry: the same act can be counted once. */
    id: text("id").$type<Hash>().notNull(),
    kind: text("kind").$type<UsageKind>().notNull(),
    at: integer("at").notNull(),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
    /** Cases, parties, tokens, writes or bytes. */
    amount: integer("amount").notNull(),
    model: text("model"),
    /** A call that came to nothing costs too. */
    failed: integer("failed").notNull(),
    /** Millionths of a unit of `currency` at the price of the moment; null: no price was named. */
    costMicros: integer("cost_micros"),
    currency: text("currency"),
    priceVersion: text("price_version"),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id, table.kind] }),
    index("usage_at").on(table.tenant, table.at, table.kind),
  ],
);
