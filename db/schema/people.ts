import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PersonId, PlaceId, RoleId, Seq, TenantId } from "../../core/ids.ts";
import type { Platform } from "../../core/ports/inbox.ts";

// `entry_seq` is the entry on stream `access` that made the row what it is: decisions cite it.

export const person = sqliteTable(
  "person",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").$type<PersonId>().notNull(),
    display: text("display").notNull(),
    /** The part of the organisation whose deals this person asks for; null: none was named. */
    division: text("division"),
    /** Set when the policy no longer names the person; the row stays, because past entries do. */
    endedAt: integer("ended_at"),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);

export const identity = sqliteTable(
  "identity",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    platform: text("platform").$type<Platform>().notNull(),
    installation: text("installation").notNull(),
    externalId: text("external_id").notNull(),
    person: text("person").$type<PersonId>().notNull(),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.platform, table.installation, table.externalId] }),
    index("identity_person").on(table.tenant, table.person, table.platform, table.installation),
  ],
);

export const roleGrant = sqliteTable(
  "role_grant",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").notNull(),
    person: text("person").$type<PersonId>().notNull(),
    role: text("role").$type<RoleId>().notNull(),
    validFrom: integer("valid_from").notNull(),
    validTo: integer("valid_to"),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index("role_grant_person").on(table.tenant, table.person, table.validFrom),
    index("role_grant_role").on(table.tenant, table.role, table.validFrom),
  ],
);

export const place = sqliteTable(
  "place",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").$type<PlaceId>().notNull(),
    platform: text("platform").$type<Platform>().notNull(),
    installation: text("installation").notNull(),
    channel: text("channel").notNull(),
    refJson: text("ref_json").notNull(),
    endedAt: integer("ended_at"),
    entrySeq: integer("entry_seq").$type<Seq>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index("place_channel").on(table.tenant, table.platform, table.installation, table.channel),
  ],
);
