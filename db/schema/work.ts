import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { TenantId, WorkId } from "../../core/ids.ts";
import type { Delivery, Platform } from "../../core/ports/inbox.ts";
import type { WorkKind } from "../../core/ports/ledger.ts";
import { bytes } from "./bytes.ts";

/** Transport, not evidence: raw deliveries, encrypted, until their work is done. */
export const inbox = sqliteTable(
  "inbox",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    platform: text("platform").$type<Platform>().notNull(),
    deliveryKey: text("delivery_key").notNull(),
    id: text("id").notNull(),
    installation: text("installation").notNull(),
    kind: text("kind").notNull(),
    mode: text("mode").$type<Delivery["mode"]>().notNull(),
    via: text("via").$type<Delivery["via"]>().notNull(),
    receivedAt: integer("received_at").notNull(),
    keyId: text("key_id").notNull(),
    /** Null once erased: it addressed nobody, or its time is over. */
    rawCipher: bytes("raw_cipher"),
    claimsJson: text("claims_json").notNull(),
    answerJson: text("answer_json"),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.platform, table.deliveryKey] }),
    // Work items of all tenants name a delivery by its id alone; ids are ours and random.
    uniqueIndex("inbox_id").on(table.id),
  ],
);

/** Durable work of all tenants. Two unique partial indexes stand in db/guards.sql (one lease a lane, one ready a dedup key). */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").$type<WorkId>().primaryKey(),
    tenant: text("tenant").$type<TenantId>().notNull(),
    kind: text("kind").$type<WorkKind>().notNull(),
    lane: text("lane").notNull(),
    priority: integer("priority").notNull(),
    dedup: text("dedup").notNull(),
    refJson: text("ref_json").notNull(),
    state: text("state").$type<"ready" | "leased" | "done" | "dead">().notNull(),
    runAt: integer("run_at").notNull(),
    attempts: integer("attempts").notNull(),
    leaseUntil: integer("lease_until"),
    leaseToken: text("lease_token"),
    intentAt: integer("intent_at"),
    remoteRefJson: text("remote_ref_json"),
    lastCode: text("last_code"),
  },
  (table) => [
    index("outbox_claim")
      .on(table.priority, table.runAt, table.id)
      .where(sql`state = 'ready'`),
    index("outbox_due")
      .on(table.runAt)
      .where(sql`state = 'ready'`),
    index("outbox_lease")
      .on(table.leaseUntil)
      .where(sql`state = 'leased'`),
    index("outbox_intent")
      .on(table.tenant, table.state)
      .where(sql`intent_at is not null`),
    // No index on `state` alone: the planner would take it for the claim and sort every ready row.
    index("outbox_done")
      .on(table.runAt)
      .where(sql`state = 'done'`),
    index("outbox_dead")
      .on(table.runAt)
      .where(sql`state = 'dead'`),
  ],
);
