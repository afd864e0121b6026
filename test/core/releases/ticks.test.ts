import { describe, expect, it } from "vitest";
import { evaluateTransaction } from "../../../core/releases/evaluate-transaction.ts";
import { summarise } from "../../../core/releases/summarise.ts";
import { blocksOf, ticksOf } from "../../../core/releases/ticks.ts";
import type { TransactionInput } from "../../../core/releases/transaction.ts";
import { blockWords, tickWords } from "../../../bot/words/ticks.ts";
import { anEntry, anIndex, fullIndex } from "../screening/factories.ts";
import { aContext, aDeal } from "./deals.ts";

const run = (over: Partial<TransactionInput> = {}, context = aContext()) => evaluateTransaction(aDeal(over), context);

describe("what a reviewer confirms", () => {
  it("each point not checked, each open condition, each summary: a line of its own with an id that stays", () => {
    const ticks = ticksOf(run());
    expect(new Set(ticks.map(({ code }) => code))).toEqual(
      new Set(["not-checked", "open-condition", "summary-chart", "summary-exception"]),
    );
    expect(new Set(ticks.map(({ id }) => id)).size).toBe(ticks.length);
    expect(ticksOf(run())).toEqual(ticks);
    expect(ticks.every(({ id }) => /^[a-z0-9-]{1,120}$/.test(id))).toBe(true);
  });

  it("the exception with the fewest open conditions is the one proposed", () => {
    const symbols = ticksOf(run())
      .filter(({ code }) => code === "open-condition")
      .map(({ params }) => params["symbol"]);
    expect(new Set(symbols)).toEqual(new Set(["GBS"]));
  });

  it("every tick and block has words that say what is confirmed, and none says cleared", () => {
    const said = [
      ...ticksOf(run()).map(tickWords),
      ...blocksOf(run({ endUse: {} }, aContext({ lists: null }))).map(blockWords),
    ];
    expect(said.length).toBeGreaterThan(5);
    for (const words of said) expect(words).not.toMatch(/\b(cleared|approved|may ship|undefined)\b/);
  });
});

describe("what no tick removes", () => {
  it("with whole fresh lists, known owners and answered questions there is none", () => {
    expect(blocksOf(run())).toEqual([]);
  });

  it("no list at all", () => {
    expect(blocksOf(run({}, aContext({ lists: null }))).map(({ code }) => code)).toContain("list-not-usable");
  });

  it("a list that is missing, stale or a demonstration; the demonstration counts in training", () => {
    const demonstration = anIndex([anEntry({ name: "Zzyzx Qwrtplk Example" })], { status: "demonstration" });
    expect(
      blocksOf(run({}, aContext({ lists: demonstration }))).some(({ params }) => params["why"] === "demonstration"),
    ).toBe(true);
    expect(blocksOf(run({}, aContext({ lists: demonstration, training: true })), { training: true })).toEqual([]);
    const stale = anIndex([anEntry({ name: "Zzyzx Qwrtplk Example" })], { date: "2026-11-15" as never });
    expect(blocksOf(run({}, aContext({ lists: stale }))).some(({ params }) => params["why"] === "stale")).toBe(true);
  });

  it("an open hit", () => {
    const lists = fullIndex([anEntry({ name: "Beijing Example Institute", list: "un" })]);
    const blocks = blocksOf(
      run({ parties: [{ role: "end-user", name: "Beijing Example Institute", owners: [] }] }, aContext({ lists })),
    );
    expect(blocks).toContainEqual({
      code: "open-hit",
      params: { party: "Beijing Example Institute", entry: "Beijing Example Institute", list: "un" },
    });
  });

  it("an unanswered end-use question, and one that nobody can answer", () => {
    expect(blocksOf(run({ endUse: {} }))).toEqual([{ code: "end-use-unanswered", params: { why: "not-asked" } }]);
    expect(blocksOf(run({ endUse: { answers: { "end-use-any": "unknown" } } }))).toEqual([
      { code: "end-use-unanswered", params: { why: "not-known" } },
    ]);
  });
});

describe("the summary of a determination", () => {
  it("carries what the projection and the lists need", () => {
    const input = aDeal();
    expect(summarise(evaluateTransaction(input, aContext()), input)).toMatchObject({
      outcome: "exception-available",
      disposition: "review",
      eccn: "3A001",
      paragraph: "3A001.a.5.a.4",
      destination: "Israel",
      exceptions: ["exception-use"],
      openQuestions: [],
      hits: 0,
      blocks: [],
      validUntil: "2026-12-23",
      parties: [{ name: "Acme Example Ltd", country: "Israel", role: "end-user" }],
    });
  });

  it("names open questions once, the deciding one first", () => {
    const input = aDeal({ destination: null, endUse: {} });
    expect(summarise(evaluateTransaction(input, aContext()), input).openQuestions).toEqual(["destination"]);
  });
});
