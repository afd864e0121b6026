import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../core/ids.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import { bytes } from "./bytes.ts";

/** Facts of this database itself, e.g. which DESK_ENV it belongs to. */
export const setting = sqliteTable("setting", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});

export const tenant = sqliteTable("tenant", {
  id: text("id").$type<TenantId>().primaryKey(),
  mode: text("mode").$type<"shadow" | "assist" | "auto">().notNull(),
  /** The number handed out last. */
  lastCaseNumber: integer("last_case_number").notNull().default(1000),
});

/** Every key of a tenant, wrapped by the root key. `stream` is empty for keys of the tenant as a whole. */
export const dataKey = sqliteTable(
  "data_key",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").notNull(),
    purpose: text("purpose")
      .$type<"case" | "privileged" | "officer" | "transport" | "sign" | "mac" | "token">()
      .notNull(),
    stream: text("stream").notNull(),
    /** Null once shredded. */
    wrapped: bytes("wrapped"),
    /** Raw 32-byte Ed25519 public key of a `sign` key. */
    publicKey: bytes("public_key"),
    createdAt: integer("created_at").notNull(),
    retiredAt: integer("retired_at"),
    hold: text("hold"),
    shreddedAt: integer("shredded_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index("data_key_use").on(table.tenant, table.purpose, table.stream, table.createdAt),
  ],
);

/** A workspace or Teams tenant belongs to one tenant: the key is shared by all, so no two can claim it. */
export const installation = sqliteTable(
  "installation",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    platform: text("platform").$type<Platform>().notNull(),
    externalId: text("external_id").notNull(),
    tokensCipher: bytes("tokens_cipher"),
    /** The `token` key of the cipher; kept when the platform ended the installation and the tokens are gone. */
    tokenKey: text("token_key"),
    state: text("state")
      .$type<"active" | "revoked">()
      .notNull()
      .default(sql`'active'`),
  },
  (table) => [primaryKey({ columns: [table.platform, table.externalId] })],
);

/** Installations begun and come back: each attempt counts once. A row is of no use after its attempt has expired. */
export const installAttempt = sqliteTable("install_attempt", {
  nonce: text("nonce").primaryKey(),
  expiresAt: integer("expires_at").notNull(),
});
