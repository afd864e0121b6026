import { describe, expect, it } from "vitest";
import { rulebook } from "../rulebook.ts";

const { units } = rulebook.vocabulary;
const dimensions = rulebook.sections.units.flatMap(({ data }) => data.dimensions);

describe("units", () => {
  it("each symbol belongs to one dimension; only other spellings are shared (g is a mass and an acceleration)", () => {
    const symbols = dimensions.flatMap(({ units: of }) => of.map(({ symbol }) => symbol));
    expect(symbols.filter((symbol, index) => symbols.indexOf(symbol) !== index)).toEqual([]);
  });

  it("each dimension is declared once", () => {
    const names = dimensions.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("a spelling has every meaning it was given, and a symbol goes before another unit's spelling", () => {
    expect(units.findAll("g").map(({ dimension }) => dimension)).toContain("acceleration");
    for (const { units: of } of dimensions)
      for (const { symbol } of of) expect(units.find(symbol)?.symbol).toBe(symbol);
  });
});
