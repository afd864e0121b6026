import { describe, expect, it } from "vitest";
import { createCalendar } from "../../../adapters/system/calendar.ts";
import { barLines } from "../../../core/cards/bars.ts";
import { toLawDate } from "../../../core/dates.ts";
import { figuresOf, SMALL } from "../../../core/digest/figures.ts";
import { percentile } from "../../../core/digest/percentile.ts";
import { modelAgreed, type DigestRow } from "../../../core/digest/row.ts";
import { weekBefore, weekOf } from "../../../core/digest/week.ts";
import { toCaseId } from "../../../core/ids.ts";

const utc = createCalendar("UTC");
const week = weekOf(toLawDate("2026-11-18"), utc);
const before = weekBefore(week, utc);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = week.to + 8 * HOUR;
const moment = { now, dayOf: (at: number) => utc.dayOf(at) };

let last = 1000;
const row = (over: Partial<DigestRow> = {}): DigestRow => {
  last += 1;
  return {
    caseId: toCaseId("01920000-0000-7000-8000-000000000001"),
    number: last,
    state: "in-review",
    ball: "legal",
    requester: "sales-engineer",
    division: null,
    openedAt: week.from + DAY,
    closedAt: null,
    dueAt: null,
    decision: null,
    looser: false,
    hits: 0,
    sameHits: 0,
    reading: null,
    modelSaid: null,
    modelChoice: null,
    ...over,
  };
};
const closed = (over: Partial<DigestRow> = {}): DigestRow =>
  row({ state: "decided", ball: "nobody", decision: "approved", closedAt: week.from + 2 * DAY, ...over });
const figures = (rows: readonly DigestRow[]) => {
  const made = figuresOf({ rows, week, before, moment });
  const get = (id: string) => made.figures.find((figure) => figure.id === id);
  return { ...made, get, count: (id: string) => get(id)?.count };
};

describe("figures of a week", () => {
  it("count what was opened and closed in it: the first moment belongs to it, the next week's does not", () => {
    const rows = [
      row({ openedAt: week.from - 1 }),
      row({ openedAt: week.from }),
      row({ openedAt: week.to - 1 }),
      row({ openedAt: week.to }),
      closed({ openedAt: before.from, closedAt: week.from - 1 }),
      closed({ openedAt: before.from, closedAt: week.from }),
      closed({ openedAt: before.from, closedAt: week.to }),
    ];
    const made = figures(rows);
    expect(made.get("opened")).toMatchObject({
      count: 2,
      before: 4,
      base: null,
      cases: [rows[1]!.number, rows[2]!.number],
    });
    expect(made.get("closed")).toMatchObject({ count: 1, before: 1, cases: [rows[5]!.number] });
  });
  it("part what waits by who has it: the groups add up to the whole", () => {
    const made = figures([
      row({ ball: "requester", state: "asking" }),
      row({ ball: "legal" }),
      row({ ball: "legal+trade-compliance" }),
      row({ ball: "desk", state: "looking" }),
      closed(),
      row({ state: "shredded", ball: "nobody" }),
      row({ openedAt: now + 1 }),
    ]);
    const groups = made.figures.filter(({ id }) => id.startsWith("waiting-"));
    expect(made.count("waiting")).toBe(4);
    expect(groups.map(({ id, count }) => [id, count])).toEqual([
      ["waiting-desk", 1],
      ["waiting-legal", 1],
      ["waiting-legal+trade-compliance", 1],
      ["waiting-requester", 1],
    ]);
    expect(made.figures.filter(({ id }) => id.startsWith("aged-")).reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });
  it("age by working days: two are young, three are not; what waits over a weekend is no older", () => {
    const opened = (date: string) => row({ openedAt: Date.parse(`${date}T23:59:59.999Z`) });
    const made = figures([
      opened("2026-11-19"),
      opened("2026-11-18"),
      opened("2026-11-16"),
      opened("2026-11-13"),
      opened("2026-11-09"),
      opened("2026-11-06"),
    ]);
    // Seen on Monday the 23rd.
    expect(["aged-0", "aged-3", "aged-6", "aged-11"].map(made.count)).toEqual([1, 2, 2, 1]);
  });
  it("say how long it took, by nearest rank, and who was slower than nine in ten", () => {
    const took = (hours: number) => closed({ openedAt: week.from, closedAt: week.from + hours * HOUR });
    const made = figures([1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map(took));
    expect(made.times).toMatchObject({ half: 5 * HOUR, most: 9 * HOUR, base: 10, small: false, halfBefore: null });
    expect(made.get("slower")).toMatchObject({ count: 1, base: 10, before: null });
    expect(figures([took(1)]).times?.small).toBe(true);
  });
  it("say nothing where there is nothing: no time of no decision, no share of none", () => {
    const made = figures([]);
    expect(made.times).toBeNull();
    expect(made.get("slower")).toBeUndefined();
    expect(made.get("overridden")).toMatchObject({ count: 0, base: 0, small: true });
  });
  it("count a due time as missed only when it lay in the week and the decision came later", () => {
    const due = week.from + 3 * DAY;
    const made = figures([
      closed({ dueAt: due, closedAt: due }),
      closed({ dueAt: due, closedAt: due + 1 }),
      row({ dueAt: due }),
      row({ dueAt: now, openedAt: week.from }),
      row({ dueAt: now - 1, openedAt: week.from }),
      row({ dueAt: week.from - 1 }),
      row({ dueAt: due, state: "asking", ball: "requester" }),
    ]);
    expect(made.count("missed")).toBe(3);
    expect(made.count("overdue")).toBe(3);
  });
  it("mark a share of few, and not one of enough", () => {
    const rows = (count: number) => Array.from({ length: count }, () => closed());
    expect(figures(rows(SMALL - 1)).get("overridden")?.small).toBe(true);
    expect(figures(rows(SMALL)).get("overridden")?.small).toBe(false);
  });
  it("tell overrides, and those towards free; hits, and those that were the listed party", () => {
    const made = figures([
      closed({ decision: "overridden" }),
      closed({ decision: "overridden", looser: true }),
      closed(),
      row({ hits: 2 }),
      row({ hits: 1, sameHits: 1 }),
    ]);
    expect(made.get("overridden")).toMatchObject({ count: 2, base: 3 });
    expect(made.count("overridden-looser")).toBe(1);
    expect(made.get("hit")).toMatchObject({ count: 2, base: 5 });
    expect(made.get("hit-same")).toMatchObject({ count: 1, base: 2 });
  });
});

describe("the AI and the decision", () => {
  it("agree when people approve what it agreed with, or override to what it chose", () => {
    const judge = (over: Partial<DigestRow>) => modelAgreed(closed(over));
    expect(judge({ modelSaid: "agrees" })).toBe(true);
    expect(judge({ modelSaid: "disagrees", modelChoice: "3A001.a.14" })).toBe(false);
    expect(
      judge({ modelSaid: "disagrees", modelChoice: "3A001.a.14", decision: "overridden", reading: "3A001.a.14" }),
    ).toBe(true);
    expect(judge({ modelSaid: "agrees", decision: "overridden", reading: "3A001.a.14" })).toBe(false);
    expect(judge({ modelSaid: "disagrees", modelChoice: null, decision: "overridden", reading: "3A001.a.14" })).toBe(
      false,
    );
  });
  it("neither agree nor differ where no model answered or nothing was decided about the item", () => {
    expect(modelAgreed(closed())).toBeNull();
    expect(modelAgreed(closed({ modelSaid: "agrees", decision: "withdrawn" }))).toBeNull();
    expect(modelAgreed(row({ modelSaid: "agrees" }))).toBeNull();
  });
});

it("a percentile by nearest rank is one of the values", () => {
  expect(percentile([], 0.5)).toBeNull();
  expect(percentile([7], 0.9)).toBe(7);
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([1, 2, 3, 4, 5], 0.9)).toBe(5);
});

it("bars of text show at least a sliver for a count, none for zero, and every number in figures", () => {
  const lines = barLines({
    labels: ["W46", "W47"],
    series: [
      { name: "opened", values: [1000, 1] },
      { name: "closed", values: [0, 500] },
    ],
  });
  expect(lines).toEqual([
    `W46  ${"█".repeat(16)} 1000 opened`,
    "     0 closed",
    "W47  ▏ 1 opened",
    `     ${"█".repeat(8)} 500 closed`,
  ]);
});
