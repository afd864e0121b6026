import { describe, expect, it } from "vitest";
import { registerParts } from "../../../bot/register/decision-parts.ts";
import type { CaseEvent } from "../../../core/cases/events.ts";
import { toLawDate } from "../../../core/dates.ts";
import { toItemId, toPersonId, toRoleId, toSeq } from "../../../core/ids.ts";
import type { Determination, Fileable } from "../../../core/ports/evaluator.ts";
import type { ItemRow, Items } from "../../../core/ports/items.ts";
import { isSameKey, keyOf } from "../../../core/register/identity.ts";
import { aCase, determined, inReview, opened } from "../../factories/case.ts";
import { EDITIONS, filed, record } from "./records.ts";

const ITEM = { maker: "Northwind Example", partNumber: "AD-7", revision: "B" };
const fileable = (over: Partial<Fileable> = {}): Fileable => ({
  line: "1",
  item: ITEM,
  jurisdiction: "EAR",
  eccn: "3A001",
  paragraph: "3A001.a.5.a.4",
  cites: filed().cites,
  facts: [],
  as: "proposed",
  ...over,
});
const TRADE = toPersonId("trade-reviewer");
const STATE = aCase([opened, determined(), inReview]);
const ID = toItemId("01920000-0000-7000-8000-0000000000aa");
const approval: CaseEvent = {
  type: "approval-given",
  as: toRoleId("trade-compliance"),
  grant: toSeq(1),
  cardSeen: null,
  ticked: [],
  conditions: [],
};
const decided = (over: Partial<Extract<CaseEvent, { type: "decided" }>> = {}): CaseEvent => ({
  type: "decided",
  decision: "approved",
  outcome: "no-chart-requirement",
  released: true,
  by: [TRADE],
  reading: null,
  reason: null,
  validUntil: null,
  ...over,
});

/** A register with these rows and nothing else. */
const register = (...rows: readonly ReturnType<typeof record>[]): Items => {
  const toRow = (one: (typeof rows)[number]): ItemRow => ({
    id: one.id,
    version: 3,
    reReviewAt: null,
    json: one as never,
  });
  const none = async () => [];
  return {
    byId: async () => null,
    byKey: async (key) =>
      rows.filter((one) => [one.identity, ...one.aliases].some((name) => isSameKey(keyOf(name), key))).map(toRow),
    byParts: none,
    near: none,
    find: none,
    due: none,
    page: none,
  };
};
const parts = (items: Items, events: readonly CaseEvent[], of: readonly Fileable[] = [fileable()]) =>
  registerParts(items, { next: () => ID } as never, {
    state: STATE,
    events,
    determination: { pins: { engine: 1, editions: EDITIONS }, fileable: of } as unknown as Determination,
    person: TRADE,
    actor: { person: TRADE, via: "console" },
    cause: "click",
    date: toLawDate("2026-11-24"),
  });

describe("what a decision puts on file", () => {
  it("an approval files the proposal on a new item, with person, role, case and edition set", async () => {
    const [part, ...more] = await parts(register(), [approval, decided()]);
    expect(more).toEqual([]);
    expect(part).toMatchObject({ stream: `item:${ID}`, expected: 0 });
    expect(part?.events[0]).toMatchObject({
      type: "determination-filed",
      payload: {
        item: ITEM,
        filing: {
          kind: "own",
          paragraph: "3A001.a.5.a.4",
          by: [{ person: TRADE, role: "trade-compliance" }],
          case: { id: STATE.id, number: STATE.number },
          editions: EDITIONS,
          date: "2026-11-24",
        },
      },
    });
  });

  it("an override files the reading that was chosen, with its reason; a reading that was not chosen is not filed", async () => {
    const readings = [fileable(), fileable({ as: "reading", paragraph: "3A001.a.14.a.4" })];
    const chosen = decided({
      decision: "overridden",
      released: false,
      reading: "3A001.a.14.a.4",
      reason: "stores data",
    });
    const [part, ...more] = await parts(register(), [chosen], readings);
    expect(more).toEqual([]);
    expect(part?.events[0]?.payload["filing"]).toMatchObject({ paragraph: "3A001.a.14.a.4", notes: "stores data" });
  });

  it.each(["rejected", "withdrawn", "expired", "no-answer"] as const)("%s files nothing", async (decision) => {
    expect(await parts(register(), [decided({ decision, released: false })])).toEqual([]);
  });

  it("the same again on the same provisions is not filed twice; another paragraph or a due record is", async () => {
    const known = record({ identity: ITEM });
    expect(await parts(register(known), [approval, decided()])).toEqual([]);
    const other = await parts(register(known), [approval, decided()], [fileable({ paragraph: "3A001.a.5.a.5" })]);
    expect(other).toMatchObject([{ stream: `item:${known.id}`, expected: 3 }]);
    const due = { because: "rule-changed" as const, provisions: [], since: toLawDate("2026-11-23") };
    const again = record({ identity: ITEM, determinations: [filed({ due })] });
    expect(await parts(register(again), [approval, decided()])).toHaveLength(1);
  });

  it("a reopened case takes what it had put on file off the shelf; what another case filed stays", async () => {
    const own = filed({ case: { id: STATE.id, number: STATE.number }, seq: 4 });
    const [part] = await parts(register(record({ identity: ITEM, determinations: [own] })), [
      { type: "reopened", because: "person", ref: null },
    ]);
    expect(part?.events[0]).toMatchObject({
      type: "re-review-due",
      payload: { determinations: [4], because: "case-reopened" },
    });
    const elsewhere = record({ identity: ITEM, determinations: [filed({ case: null })] });
    expect(await parts(register(elsewhere), [{ type: "reopened", because: "person", ref: null }])).toEqual([]);
  });
});
