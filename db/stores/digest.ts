import { sql, type SQL } from "drizzle-orm";
import type { DigestRow } from "../../core/digest/row.ts";
import type { DigestRows, DigestScope } from "../../core/ports/digest.ts";
import type { Scope } from "./deps.ts";

type Row = Omit<DigestRow, "looser"> & { readonly looser: number };

const toDigestRow = (row: Row): DigestRow => ({ ...row, looser: row.looser === 1 });
/** Values of one statement. */
const MOST_NAMED = 400;

const COLUMNS = sql`p.case_id as caseId, p.number, p.state, p.ball, p.requester, a.division,
  p.opened_at as openedAt, p.decided_at as closedAt, p.due_at as dueAt, p.decision,
  coalesce(json_array_length(p.json, '$.decided.by') > 1 and p.decision = 'overridden', 0) as looser,
  coalesce(json_extract(p.json, '$.determination.summary.hits'), 0) as hits,
  (select count(*) from json_each(p.json, '$.judgements') where json_extract(value, '$.judgement') = 'same') as sameHits,
  json_extract(p.json, '$.decided.reading') as reading,
  json_extract(p.json, '$.determination.summary.model.said') as modelSaid,
  json_extract(p.json, '$.determination.summary.model.choice') as modelChoice`;

/** The requester's own row says the division; a person who left keeps theirs, because past cases are counted by it. */
const joined = (index: string): SQL =>
  sql`case_projection p indexed by ${sql.raw(index)} left join person a on a.tenant = p.tenant and a.id = p.requester`;

const inScope = (scope: DigestScope): SQL =>
  scope === null
    ? sql``
    : sql` and a.division in (${sql.join(
        scope.map((division) => sql`${division}`),
        sql`, `,
      )})`;

/** The states a case waits in, written out so that the index by state serves each. */
const WAITING = sql`('looking', 'asking', 'in-review')`;

/** Digest rows over the projection. Four questions, each with its index, joined by case. */
export function createDigestRows({ tenant, database }: Scope): DigestRows {
  const select = (scope: DigestScope, index: string, where: SQL): SQL =>
    sql`select ${COLUMNS} from ${joined(index)} where p.tenant = ${tenant} and ${where}${inScope(scope)}`;
  const count = async (scope: DigestScope, index: string, where: SQL): Promise<number> => {
    const [row] = await database.read.all<{ n: number }>(
      sql`select count(*) as n from ${joined(index)} where p.tenant = ${tenant} and ${where}${inScope(scope)}`,
    );
    return row?.n ?? 0;
  };
  return {
    async rows(scope, from, to) {
      const found = await Promise.all(
        [
          select(scope, "case_projection_opened", sql`p.opened_at >= ${from} and p.opened_at < ${to}`),
          select(scope, "case_projection_decided", sql`p.decided_at >= ${from} and p.decided_at < ${to}`),
          select(scope, "case_projection_due", sql`p.due_at >= ${from} and p.due_at < ${to}`),
          select(scope, "case_projection_state", sql`p.state in ${WAITING}`),
        ].map((query) => database.read.all<Row>(query)),
      );
      const byCase = new Map(found.flat().map((row) => [row.caseId, row]));
      return [...byCase.values()].toSorted((one, other) => one.number - other.number).map(toDigestRow);
    },
    async counts(scope, from, to) {
      const [opened, closed] = await Promise.all([
        count(scope, "case_projection_opened", sql`p.opened_at >= ${from} and p.opened_at < ${to}`),
        count(scope, "case_projection_decided", sql`p.decided_at >= ${from} and p.decided_at < ${to}`),
      ]);
      return { opened, closed };
    },
    async byNumbers(scope, numbers) {
      const rows: Row[] = [];
      for (let at = 0; at < numbers.length; at += MOST_NAMED) {
        const named = sql.join(
          numbers.slice(at, at + MOST_NAMED).map((number) => sql`${number}`),
          sql`, `,
        );
        rows.push(
          ...(await database.read.all<Row>(select(scope, "case_projection_number", sql`p.number in (${named})`))),
        );
      }
      return rows.toSorted((one, other) => one.number - other.number).map(toDigestRow);
    },
  };
}
