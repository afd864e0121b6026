import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { structureOf } from "../../../core/bom/structure.ts";
import type { Bom } from "../../../core/bom/bom.ts";
import { bomOf, found } from "./tables.ts";

const byLevel = (...rows: readonly (readonly [string, string])[]): Bom =>
  bomOf(["Level", "Part number", "Description"], ...rows.map(([level, part]) => [level, part, `thing ${part}`]));
const byParent = (...rows: readonly (readonly [string, string])[]): Bom =>
  bomOf(["Parent", "Part number", "Description"], ...rows.map(([parent, part]) => [parent, part, `thing ${part}`]));
const above = ({ above: edges }: Bom): Readonly<Record<string, string>> => edges;

describe("a list by levels", () => {
  it("puts a line into the nearest higher one before it; the one line above all is the assembly", () => {
    const bom = byLevel(["0", "A"], ["1", "B"], ["2", "C"], ["2", "D"], ["1", "E"]);
    expect(bom).toMatchObject({ structure: "levels", top: "2" });
    expect(above(bom)).toEqual({ 3: "2", 4: "3", 5: "3", 6: "2" });
  });
  it.each([
    [["1", ".2", "..3", ".2"], { 3: "2", 4: "3", 5: "2" }],
    [["1.1", "1.1.1", "1.1.2", "1.2"], { 3: "2", 4: "2" }],
  ])("reads levels written as %j", (levels, edges) => {
    expect(above(byLevel(...levels.map((level, index) => [level, `P${index}`] as const)))).toEqual(edges);
  });
  it("names a level that skips one, and several lines that could be the assembly have none", () => {
    const bom = byLevel(["1", "A"], ["3", "B"], ["1", "C"]);
    expect(bom.top).toBeNull();
    expect(found(bom)).toEqual([["level-skipped", ["3"]]]);
  });
  it("names a part that stands below itself", () => {
    expect(byLevel(["0", "A"], ["1", "B"], ["2", "A"]).findings[0]).toEqual({
      code: "cycle",
      params: { parts: ["A", "B"], count: 3, lines: ["2", "3", "4"] },
    });
  });
});

describe("a list by parents", () => {
  it("finds the parents wherever they stand", () => {
    const bom = byParent(["B", "C"], ["", "A"], ["A", "B"]);
    expect(bom).toMatchObject({ structure: "parents", top: "3" });
    expect(above(bom)).toEqual({ 2: "4", 4: "3" });
  });
  it("a single parent that is on no line is the assembly; of several, each is missing", () => {
    expect(byParent(["AQ-9", "B"], ["AQ-9", "C"]).findings).toEqual([]);
    expect(found(byParent(["AQ-9", "B"], ["AQ-8", "C"]))).toEqual([
      ["orphan", ["2"]],
      ["orphan", ["3"]],
    ]);
  });
  it("names each ring once, whatever goes into it", () => {
    const bom = byParent(["", "T"], ["C", "A"], ["A", "B"], ["B", "C"], ["A", "D"], ["E", "E"]);
    expect(bom.findings.filter(({ code }) => code === "cycle").map(({ params }) => params["parts"])).toEqual([
      ["A", "B", "C"],
      ["E"],
    ]);
  });
});

describe("what is written twice", () => {
  it("one part twice in one parent, with another spelling of its number", () => {
    const bom = byLevel(["0", "T"], ["1", "AD-7"], ["1", "AD 7"], ["1", "X"], ["2", "AD7"]);
    const [duplicate] = bom.findings.filter(({ code }) => code === "duplicate-in-parent");
    expect(duplicate).toEqual({
      code: "duplicate-in-parent",
      params: { part: "AD-7", parent: "T", count: 2, lines: ["3", "4"] },
    });
  });
  it("one part with two descriptions; case and signs do not count", () => {
    const bom = bomOf(
      ["Part number", "Description", "Qty"],
      ["P-1", "Resistor 10k", "1"],
      ["P-1", "RESISTOR, 10K", "1"],
      ["P-2", "Resistor", "1"],
      ["P-2", "Image intensifier tube", "1"],
    );
    expect(
      bom.findings.filter(({ code }) => code === "conflicting-descriptions").map(({ params }) => params["part"]),
    ).toEqual(["P-2"]);
  });
});

const part = fc.constantFrom("A", "B", "C", "D", "E", "F");
const edges = fc.array(fc.tuple(fc.oneof(part, fc.constant("")), part), { minLength: 1, maxLength: 30 });

describe("properties", () => {
  it("rings never hang, and a list without parents of parents has none", () => {
    fc.assert(
      fc.property(edges, (rows) => {
        const bom = byParent(...rows);
        const rings = bom.findings.filter(({ code }) => code === "cycle");
        // A ring is real: every part of it goes into another part of it.
        for (const { params } of rings) {
          const parts = new Set(Array.isArray(params["parts"]) ? params["parts"].map(String) : []);
          for (const name of parts)
            expect(rows.some(([parent, child]) => child === name && parts.has(parent))).toBe(true);
        }
        const acyclic = rows.map(([parent, child]): readonly [string, string] => [parent < child ? parent : "", child]);
        expect(byParent(...acyclic).findings.filter(({ code }) => code === "cycle")).toEqual([]);
      }),
    );
  });
  it("a list thirty thousand levels deep is read", () => {
    const lines = bomOf(["Part number", "Qty"], ["P", "1"]).lines;
    const deep = Array.from({ length: 30_000 }, (_, index) => ({
      ...lines[0]!,
      id: String(index + 2),
      part: `P${index}x`,
      parent: index === 0 ? null : `P${index - 1}x`,
    }));
    const ring = deep.map((line, index) => (index === 0 ? { ...line, parent: "P29999x" } : line));
    expect(structureOf(deep).findings).toEqual([]);
    expect(structureOf(ring).findings[0]).toMatchObject({ code: "cycle", params: { count: 30_000 } });
  });
  it("the order of lines changes nothing where parents are named", () => {
    fc.assert(
      fc.property(
        edges.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const said = (of: typeof rows): unknown =>
            byParent(...of)
              .findings.map(({ code, params }) =>
                JSON.stringify([code, params["parts"] ?? params["part"] ?? params["parent"], params["count"]]),
              )
              .toSorted();
          expect(said(shuffled)).toEqual(said(rows));
        },
      ),
    );
  });
});
