import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { CaseId, CopyId, Hash, TenantId } from "../../core/ids.ts";
import type { MessageCopy } from "../../core/ports/ledger.ts";

// Folded from evidence and nothing else; may be thrown away and rebuilt. `case_search` (FTS5) is in the migrations.

export const caseProjection = sqliteTable(
  "case_projection",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    caseId: text("case_id").$type<CaseId>().notNull(),
    number: integer("number").notNull(),
    requestKey: text("request_key").notNull(),
    fold: integer("fold").notNull(),
    version: integer("version").notNull(),
    revision: integer("revision").notNull(),
    state: text("state").notNull(),
    requester: text("requester").notNull(),
    ball: text("ball").notNull(),
    disposition: text("disposition"),
    decision: text("decision"),
    validUntil: text("valid_until"),
    dueAt: integer("due_at"),
    openedAt: integer("opened_at").notNull(),
    decidedAt: integer("decided_at"),
    json: text("json").notNull(),
    /** Row of `case_search`: a virtual table has no key of its own choosing. */
    searchId: integer("search_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.caseId] }),
    uniqueIndex("case_projection_request").on(table.tenant, table.requestKey),
    uniqueIndex("case_projection_number").on(table.tenant, table.number),
    index("case_projection_opened").on(table.tenant, table.openedAt),
    index("case_projection_state").on(table.tenant, table.state, table.openedAt),
    index("case_projection_requester").on(table.tenant, table.requester, table.openedAt),
    index("case_projection_decided").on(table.tenant, table.decidedAt),
    index("case_projection_due").on(table.tenant, table.dueAt),
    index("case_projection_search").on(table.tenant, table.searchId),
  ],
);

export const caseParty = sqliteTable(
  "case_party",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    caseId: text("case_id").$type<CaseId>().notNull(),
    partyKey: text("party_key").notNull(),
    country: text("country"),
    role: text("role").notNull(),
  },
  (table) => [
    index("case_party_case").on(table.tenant, table.caseId),
    index("case_party_key").on(table.tenant, table.partyKey, table.caseId),
    index("case_party_country").on(table.tenant, table.country, table.caseId),
  ],
);

/** Document numbers of a case: order, quote, invoice (15 CFR 762.5(c): found by number). */
export const caseRef = sqliteTable(
  "case_ref",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    caseId: text("case_id").$type<CaseId>().notNull(),
    kind: text("kind").notNull(),
    number: text("number").notNull(),
  },
  (table) => [
    index("case_ref_case").on(table.tenant, table.caseId),
    index("case_ref_number").on(table.tenant, table.number, table.caseId),
  ],
);

/**
 * One posted or intended message that shows a case. Its index `message_copy_remote` (by what the platform calls the
 * message) stands in the migrations: drizzle-kit splits an expression with a comma in two columns.
 */
export const messageCopy = sqliteTable(
  "message_copy",
  {
    tenant: text("tenant").$type<TenantId>().notNull(),
    id: text("id").$type<CopyId>().notNull(),
    caseId: text("case_id").$type<CaseId>().notNull(),
    card: text("card").$type<MessageCopy["card"]>().notNull(),
    place: text("place").notNull(),
    settle: text("settle").$type<MessageCopy["settle"]>().notNull(),
    state: text("state").$type<MessageCopy["state"]>().notNull(),
    shownRevision: integer("shown_revision").notNull(),
    deliveryKey: text("delivery_key").notNull(),
    remoteJson: text("remote_json"),
    shown: text("shown").$type<Hash>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index("message_copy_case").on(table.tenant, table.caseId),
  ],
);
