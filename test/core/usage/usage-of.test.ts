import { describe, expect, it } from "vitest";
import { costOf } from "../../../core/usage/price.ts";
import { usageOf } from "../../../core/usage/usage-of.ts";

const finished = (usage: object, more: object = {}) => ({
  type: "model-call-finished",
  payload: { call: "c", result: "ok", served: "example-mini", usage, ...more } as never,
});

describe("what an entry used", () => {
  it("counts tokens by the model that answered, the cached part of the input apart", () => {
    expect(usageOf(finished({ input: 900, cachedInput: 200, output: 40 }))).toEqual([
      { kind: "model-input", amount: 700, model: "example-mini", failed: false },
      { kind: "model-cached-input", amount: 200, model: "example-mini", failed: false },
      { kind: "model-output", amount: 40, model: "example-mini", failed: false },
    ]);
  });
  it("counts a call that failed too, and says so; what the server did not say is not made up", () => {
    expect(
      usageOf(finished({ input: 10, cachedInput: null, output: null }, { result: "invalid-output", served: null })),
    ).toEqual([{ kind: "model-input", amount: 10, model: "unnamed", failed: true }]);
    expect(usageOf(finished({ input: null, cachedInput: null, output: null }, { result: "timeout" }))).toEqual([]);
    expect(usageOf(finished({ input: 5, cachedInput: 9, output: -3 }))).toEqual([
      { kind: "model-cached-input", amount: 5, model: "example-mini", failed: false },
    ]);
  });
  it("counts a decision, the parties of a determination, a confirmed write; nothing else", () => {
    const kinds = (type: string, payload: object) =>
      usageOf({ type, payload: payload as never }).map(({ kind, amount }) => [kind, amount]);
    expect(kinds("decided", {})).toEqual([["case-closed", 1]]);
    expect(kinds("determined", { summary: { parties: [{}, {}] } })).toEqual([["party-screened", 2]]);
    expect(kinds("determined", { summary: {} })).toEqual([]);
    expect(kinds("write-back", { step: "confirmed" })).toEqual([["write-back", 1]]);
    expect(kinds("write-back", { step: "sent" })).toEqual([]);
    expect(kinds("shown", {})).toEqual([]);
    expect(usageOf({ type: "decided", payload: null })).toEqual([]);
  });
});

describe("what it cost", () => {
  const prices = {
    version: "2026-11",
    currency: "USD",
    models: { "example-mini": { input: 0.25, cachedInput: 0.025, output: 2 } },
  };
  const used = { kind: "model-output", amount: 1_000_000, model: "example-mini", failed: false } as const;
  it("is tokens by the price of a million, with the version of the table", () => {
    expect(costOf(used, prices)).toEqual({ micros: 2_000_000, currency: "USD", version: "2026-11" });
    expect(costOf({ ...used, kind: "model-input", amount: 3 }, prices)?.micros).toBe(1);
  });
  it("is unknown, never 0, without a table, a price or a model", () => {
    expect(costOf(used, null)).toBeNull();
    expect(costOf({ ...used, model: "constructor" }, prices)).toBeNull();
    expect(costOf({ kind: "storage", amount: 9, model: null, failed: false }, prices)).toBeNull();
  });
});
