import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCalendar } from "../../adapters/system/calendar.ts";
import { toLawDate } from "../../core/dates.ts";
import { AGES, figuresOf, type Figure } from "../../core/digest/figures.ts";
import { weekBefore, weekOf } from "../../core/digest/week.ts";
import { ACME, openTestDesk, OTHER, type TestDesk } from "../fakes/open-desk.ts";

// A zone without changes of the clock, so that SQL can say its days: UTC+3.
const ZONE = "Etc/GMT-3";
const LOCAL = "+3 hours";
const calendar = createCalendar(ZONE);
const week = weekOf(toLawDate("2026-11-18"), calendar);
const before = weekBefore(week, calendar);
const DAY = 86_400_000;
const now = week.to + 9 * 3_600_000 + 17;
const DIVISIONS = ["emea", "apac"] as const;

/** A generator of its own (mulberry32): the data sets are the same in every run. */
function chance(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    below: (most: number) => Math.floor(next() * most),
    one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!,
  };
}

const EDGES = [before.from, before.from - 1, week.from, week.from - 1, week.to, week.to - 1, now, now - 1];

async function fill(desk: TestDesk, seed: number, tenant = ACME): Promise<void> {
  const { below, one } = chance(seed);
  const somewhen = (): number => (below(5) === 0 ? one(EDGES) : before.from - 20 * DAY + below(45 * DAY));
  await desk.database.write(async (tx) => {
    for (const [at, division] of [...DIVISIONS, null].entries())
      await tx.run(
        sql`insert into person (tenant, id, display, division, entry_seq) values (${tenant}, ${`seller-${at}`}, 'seller', ${division}, 0)`,
      );
    for (let at = 0; at < 120; at += 1) {
      const state = one(["looking", "asking", "in-review", "decided", "decided", "decided", "shredded"]);
      const isDecided = state === "decided" || (state === "shredded" && below(2) === 0);
      const decision = isDecided
        ? one(["approved", "approved", "overridden", "rejected", "withdrawn", "expired"])
        : null;
      const openedAt = somewhen();
      const by = decision === "overridden" && below(2) === 0 ? ["a", "b"] : ["a"];
      const said = one(["agrees", "disagrees", null]);
      const json = {
        determination: {
          summary: {
            hits: one([0, 0, 1, 3]),
            ...(said === null ? {} : { model: { said, choice: said === "agrees" ? null : one(["X", null]) } }),
          },
        },
        judgements: one([[], [{ hit: "h", judgement: "same" }], [{ hit: "h", judgement: "different" }]]),
        decided:
          decision === null ? null : { decision, by, reading: decision === "overridden" ? one(["X", "Y"]) : null },
      };
      const ball =
        state === "asking"
          ? "requester"
          : state === "looking"
            ? "desk"
            : state === "in-review"
              ? one(["legal", "legal+security"])
              : "nobody";
      await tx.run(sql`insert into case_projection (tenant, case_id, number, request_key, fold, version, revision, state,
        requester, ball, disposition, decision, valid_until, due_at, opened_at, decided_at, json, search_id)
        values (${tenant}, ${`${tenant}-${at}`}, ${1000 + at}, ${`k${at}`}, 1, 1, 1, ${state}, ${`seller-${below(3)}`}, ${ball}, null,
        ${decision}, null, ${state === "looking" ? null : openedAt + below(6 * DAY)}, ${openedAt},
        ${decision === null ? null : openedAt + below(9 * DAY)}, ${JSON.stringify(json)}, ${at})`);
    }
  });
}

const open = async (seed: number): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  await fill(desk, seed);
  await fill(desk, seed + 500, OTHER);
  return desk;
};

const figures = async (desk: TestDesk, scope: readonly string[] | null, tenant = ACME) =>
  figuresOf({
    rows: await desk.stores.for(tenant).digest.rows(scope, before.from, week.to),
    week,
    before,
    moment: { now, dayOf: (at) => calendar.dayOf(at) },
  });

/** The cases of a figure, said a second time in SQL over the whole table; knows nothing of core/digest. */
function again(figure: Figure, scope: readonly string[] | null) {
  const { from, to } = week;
  const weekdays = sql`(with recursive d(x) as (select date(opened_at / 1000, 'unixepoch', ${LOCAL}, '+1 day')
    union all select date(x, '+1 day') from d where x < date(${now} / 1000, 'unixepoch', ${LOCAL}))
    select count(*) from d where x <= date(${now} / 1000, 'unixepoch', ${LOCAL}) and strftime('%w', x) not in ('0', '6'))`;
  const waits = sql`state not in ('decided', 'shredded') and opened_at <= ${now}`;
  const model = (agreed: boolean) => sql`decided_at >= ${from} and decided_at < ${to} and
    json_extract(json, '$.determination.summary.model.said') is not null and
    (case when decision = 'approved' then json_extract(json, '$.determination.summary.model.said') = 'agrees'
      when decision = 'overridden' then coalesce(json_extract(json, '$.determination.summary.model.choice') = json_extract(json, '$.decided.reading'), 0)
      end) ${agreed ? sql`= 1` : sql`is not null`}`;
  const where = (() => {
    const id = figure.id;
    if (id === "waiting") return waits;
    if (id.startsWith("waiting-")) return sql`${waits} and ball = ${id.slice(8)}`;
    if (id === "overdue") return sql`${waits} and state = 'in-review' and due_at < ${now}`;
    if (id.startsWith("aged-")) {
      const [least, most] = AGES.find(([first]) => `aged-${first}` === id)!;
      return sql`${waits} and ${weekdays} between ${least} and ${most ?? 9999}`;
    }
    switch (id) {
      case "opened":
        return sql`opened_at between ${from} and ${to - 1}`;
      case "closed":
        return sql`decided_at between ${from} and ${to - 1}`;
      case "missed":
        return sql`due_at between ${from} and ${to - 1} and due_at < min(coalesce(decided_at, ${now}), ${now})`;
      case "overridden":
        return sql`decision = 'overridden' and decided_at between ${from} and ${to - 1}`;
      case "overridden-looser":
        return sql`decision = 'overridden' and decided_at between ${from} and ${to - 1} and json_array_length(json, '$.decided.by') = 2`;
      case "hit":
        return sql`opened_at between ${from} and ${to - 1} and json_extract(json, '$.determination.summary.hits') > 0`;
      case "hit-same":
        return sql`opened_at between ${from} and ${to - 1} and json_extract(json, '$.determination.summary.hits') > 0 and json like '%"judgement":"same"%'`;
      case "model-agreed":
        return model(true);
      case "slower": {
        const took = sql`select decided_at - opened_at as t, row_number() over (order by decided_at - opened_at) as r, count(*) over () as n from case_projection c
          where tenant = ${ACME} and decided_at between ${from} and ${to - 1}${scoped(scope)}`;
        return sql`decided_at between ${from} and ${to - 1} and decided_at - opened_at > (select t from (${took}) where r = (n * 9 + 9) / 10)`;
      }
      default:
        throw new Error(`no second way to count ${id}`);
    }
  })();
  return sql<{
    number: number;
  }>`select number from case_projection c where tenant = ${ACME} and ${where}${scoped(scope)} order by number`;
}

const scoped = (scope: readonly string[] | null) =>
  scope === null
    ? sql``
    : sql` and (select division from person where tenant = c.tenant and id = c.requester) in (${sql.join(
        scope.map((one) => sql`${one}`),
        sql`, `,
      )})`;

describe("digest figures over projections", () => {
  it("equal what separate SQL counts in the raw rows, on 20 random data sets and three scopes", async () => {
    let compared = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const desk = await open(seed);
      for (const scope of [null, ["emea"], ["emea", "apac"]]) {
        const made = await figures(desk, scope);
        for (const figure of made.figures) {
          const rows = await desk.database.read.all<{ number: number }>(again(figure, scope));
          expect([seed, figure.id, figure.cases]).toEqual([seed, figure.id, rows.map((row) => row.number)]);
          expect(figure.count).toBe(figure.cases.length);
          compared += 1;
        }
        const counts = await desk.stores.for(ACME).digest.counts(scope, week.from, week.to);
        expect(counts).toEqual({
          opened: made.figures.find(({ id }) => id === "opened")?.count,
          closed: made.figures.find(({ id }) => id === "closed")?.count,
        });
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  it("of two managers add up to those of both, figure by figure; nobody sees another's cases", async () => {
    const desk = await open(77);
    const [emea, apac, both, all] = await Promise.all(
      [["emea"], ["apac"], [...DIVISIONS], null].map((scope) => figures(desk, scope)),
    );
    const count = (of: typeof emea, id: string) => of?.figures.find((figure) => figure.id === id)?.count ?? 0;
    const ids = both!.figures.map(({ id }) => id).filter((id) => id !== "slower");
    for (const id of ids) expect([id, count(emea, id) + count(apac, id)]).toEqual([id, count(both, id)]);
    expect(count(both, "opened")).toBeLessThan(count(all, "opened"));
    const seen = new Set(emea!.figures.flatMap(({ cases }) => cases));
    expect(apac!.figures.flatMap(({ cases }) => cases).filter((number) => seen.has(number))).toEqual([]);
  });

  it("of another tenant are another tenant's, whatever the numbers are called", async () => {
    const desk = await open(5);
    const theirs = await desk.stores.for(OTHER).digest.byNumbers(null, [1000, 1001]);
    expect(theirs.map(({ caseId }) => caseId)).toEqual([`${OTHER}-0`, `${OTHER}-1`]);
  });

  it("open to the cases a reader may see now: a case that left the scope is not listed", async () => {
    const desk = await open(9);
    const { digest } = desk.stores.for(ACME);
    const opened = (await figures(desk, ["emea"])).figures.find(({ id }) => id === "opened")!;
    expect((await digest.byNumbers(["emea"], opened.cases)).map(({ number }) => number)).toEqual(opened.cases);
    await desk.database.write((tx) =>
      tx.run(sql`update person set division = 'apac' where tenant = ${ACME} and id = 'seller-0'`),
    );
    expect(await digest.byNumbers(["emea"], opened.cases)).toEqual([]);
    expect(
      await digest.byNumbers(
        null,
        Array.from({ length: 900 }, (_, at) => 1000 + at),
      ),
    ).toHaveLength(120);
  });
});
