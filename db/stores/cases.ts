import { and, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Cases } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";
import { caseParty, caseProjection, caseRef } from "../schema/cases.ts";
import { tenant as tenantTable } from "../schema/tenants.ts";
import type { Scope } from "./deps.ts";
import { parseJson } from "./json.ts";

type Row = typeof caseProjection.$inferSelect;
type Filter = Parameters<Cases["list"]>[0];

const MOST_LISTED = 200;

const toCaseRow = ({ json, ...row }: Row) => ({
  caseId: row.caseId,
  number: row.number,
  version: row.version,
  revision: row.revision,
  state: row.state,
  ball: row.ball,
  requester: row.requester,
  disposition: row.disposition,
  decision: row.decision,
  openedAt: row.openedAt,
  decidedAt: row.decidedAt,
  json: parseJson(json),
});

/** A ref as we wrote it: ids and numbers only. */
const parseRef = (text: string): Readonly<Record<string, string | number>> =>
  JSON.parse(text) as Readonly<Record<string, string | number>>;

/**
 * Each word of a person quoted for FTS5, so that none of its operators is read (`analog-to-digital` would be a column
 * filter). Null when nothing searchable is left. The tenant's name is a word of the row too: it narrows the scan.
 */
function matchOf(tenant: string, words: string): string | null {
  const quoted = words
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => `"${word}"`);
  return quoted.length === 0 ? null : `tenant : "${tenant}" AND words : (${quoted.join(" AND ")})`;
}

/** Conditions of a list, each served by an index but the steps of write-backs; the tenant is the first column of all. */
function conditionsOf({ tenant }: Scope, filter: Filter): readonly SQL[] {
  const { state, requester, party, country, ref, words, writeBack, from, to } = filter;
  const match = words === undefined ? undefined : matchOf(tenant, words);
  const c = caseProjection;
  return [
    eq(c.tenant, tenant),
    ...(state === undefined ? [] : [eq(c.state, state)]),
    ...(requester === undefined ? [] : [eq(c.requester, requester)]),
    ...(from === undefined ? [] : [gte(c.openedAt, from)]),
    ...(to === undefined ? [] : [lte(c.openedAt, to)]),
    ...(party === undefined
      ? []
      : [
          sql`${c.caseId} in (select ${caseParty.caseId} from ${caseParty} where ${caseParty.tenant} = ${tenant} and ${caseParty.partyKey} = ${party})`,
        ]),
    ...(country === undefined
      ? []
      : [
          sql`${c.caseId} in (select ${caseParty.caseId} from ${caseParty} where ${caseParty.tenant} = ${tenant} and ${caseParty.country} = ${country})`,
        ]),
    ...(ref === undefined
      ? []
      : [
          sql`${c.caseId} in (select ${caseRef.caseId} from ${caseRef} where ${caseRef.tenant} = ${tenant} and ${caseRef.number} = ${ref})`,
        ]),
    ...(writeBack === undefined
      ? []
      : [
          sql`exists (select 1 from json_each(${c.json}, '$.writeBacks') w where json_extract(w.value, '$.step') in ${writeBack})`,
        ]),
    ...(match === undefined
      ? []
      : [
          match === null
            ? sql`1 = 0`
            : sql`${c.searchId} in (select rowid from case_search where case_search match ${match} and tenant = ${tenant})`,
        ]),
  ];
}

export function createCases(scope: Scope): Cases {
  const { tenant, database } = scope;
  const one = async (condition: SQL) => {
    const rows = await database.read
      .select()
      .from(caseProjection)
      .where(and(eq(caseProjection.tenant, tenant), condition));
    return rows[0] ? toCaseRow(rows[0]) : null;
  };

  return {
    async takeNumber() {
      const [taken] = await database.write((tx) =>
        tx
          .update(tenantTable)
          .set({ lastCaseNumber: sql`${tenantTable.lastCaseNumber} + 1` })
          .where(eq(tenantTable.id, tenant))
          .returning({ number: tenantTable.lastCaseNumber }),
      );
      if (!taken) throw new Refusal("not-found", { what: "tenant" });
      return taken.number;
    },
    byId: (id) => one(eq(caseProjection.caseId, id)),
    byNumber: (number) => one(eq(caseProjection.number, number)),
    byRequestKey: (key) => one(eq(caseProjection.requestKey, key)),
    async listProgress(id) {
      // Written out: a partial index is not used for a bound value.
      const ready = await database.read.all<{ ref: string }>(
        sql`select ref_json as ref from outbox where tenant = ${tenant} and kind = 'bom' and dedup = ${id} and state = 'ready'`,
      );
      const leased = await database.read.all<{ ref: string }>(
        sql`select ref_json as ref from outbox where tenant = ${tenant} and lane = ${`case:${id}`} and kind = 'bom' and state = 'leased'`,
      );
      const [row] = [...ready, ...leased];
      const ref = row ? parseRef(row.ref) : null;
      return ref ? { done: Number(ref["at"]), total: Number(ref["total"]) } : null;
    },
    async list(filter) {
      const rows = await database.read
        .select()
        .from(caseProjection)
        .where(and(...conditionsOf(scope, filter)))
        .orderBy(desc(caseProjection.openedAt), desc(caseProjection.number))
        .limit(Math.min(filter.limit ?? 50, MOST_LISTED));
      return rows.map(toCaseRow);
    },
  };
}
