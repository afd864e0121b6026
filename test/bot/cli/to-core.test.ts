import { describe, expect, it } from "vitest";
import { decimalOf, toMoney, toQuantity, toStatedFacts } from "../../../bot/cli/to-core.ts";

describe("numbers of a line, as they were typed", () => {
  it.each([
    [0.1, "0.1"],
    [14, "14"],
    [-2.5, "-2.5"],
    [1e-7, "0.0000001"],
    [1.25e-9, "0.00000000125"],
    [1e21, "1000000000000000000000"],
    [1.5e22, "15000000000000000000000"],
    ["3.000", "3.000"],
  ])("reads %s as %s", (number, text) => {
    expect(decimalOf(number)).toBe(text);
  });
  it("refuses what no figure needs", () => {
    expect(() => decimalOf(1e-300)).toThrow("not a number the desk can hold");
    expect(() => decimalOf("ten")).toThrow("not a number the desk can hold");
  });
  it("takes an amount with its currency beside it or in it, and none without", () => {
    expect(toMoney(250, "USD", "value")).toEqual({ amount: "250", currency: "USD" });
    expect(toMoney({ value: "2.50", unit: "EUR" }, undefined, "value")).toEqual({ amount: "2.50", currency: "EUR" });
    expect(() => toMoney(250, undefined, "value")).toThrow('"value" needs "currency"');
    expect(toMoney(undefined, undefined, "value")).toBeUndefined();
  });
  it("takes quantities as words, numbers or figures", () => {
    expect(toQuantity("40 pcs")).toEqual({ value: "40", unit: "pcs" });
    expect(toQuantity("2.5kg")).toEqual({ value: "2.5", unit: "kg" });
    expect(toQuantity(3)).toEqual({ value: "3", unit: "pcs" });
    expect(toQuantity({ value: 1, unit: "t" })).toEqual({ value: "1", unit: "t" });
    expect(() => toQuantity("some")).toThrow("no number with a unit");
  });
  it("keeps a null fact as asked and not known", () => {
    expect(toStatedFacts({ a: null, b: true, c: 1.5, d: { from: 1, to: null, unit: "nm" } })).toEqual([
      { name: "a", value: null },
      { name: "b", value: true },
      { name: "c", value: "1.5" },
      { name: "d", value: { from: "1", to: null, unit: "nm" } },
    ]);
  });
});
