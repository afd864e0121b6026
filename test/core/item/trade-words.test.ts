import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter((fact) => fact.name === name)
    .map(({ value }) => showValue(value));

describe("materials in a text", () => {
  it.each([
    ["Butterfly valve, PFA-lined, body of ductile iron", ["fluoropolymer"]],
    ["Reactor lined with tantalum, carbon steel shell", ["tantalum"]],
    ["Diaphragm pump. Wetted parts: PVDF, PTFE and ceramic. Seals: FKM", ["fluoropolymer", "ceramic"]],
    ["Titanium heat exchanger with EPDM gaskets", ["titanium"]],
    ["Ball valve of brass, PTFE seats", ["copper-alloy"]],
    ["Absperrklappe mit PTFE-Auskleidung", ["fluoropolymer"]],
  ])("%s is wetted by %s", (description, materials) => {
    expect([...new Set(read(description, "wetted-material"))].toSorted()).toEqual(materials.toSorted());
  });
  it("two materials of construction without a word on the wetted side stay unclear", () => {
    expect(read("Heat exchanger, carbon steel shell, titanium tubes", "wetted-material")).toContain("unclear");
  });
});

describe("sizes of the trades", () => {
  it.each([
    ["Ball valve DN 80", "nominal-size", ["80 mm"]],
    ['Ball valve 1 1/2"', "nominal-size", ["38.1 mm"]],
    ["Ball valve 3/4 inch", "nominal-size", ["19.05 mm"]],
    ["Ball valve NPS 2", "nominal-size", ["50.8 mm"]],
    ["Rifle .308 Winchester", "caliber", ["7.8232 mm"]],
    ["Rifle 7.62x39 mm", "caliber", ["7.62 mm"]],
    ["Pistol 9 mm Luger", "caliber", ["9 mm"]],
    ["Five-axis machining center", "contouring-axes", ["5 axes"]],
    ["Machining center, X/Y/Z travel 1600 x 800 x 700 mm", "longest-travel", ["1600 mm"]],
    ["Machining center, X/Y/Z travel 1600 x 800 x 700 mm", "shortest-travel", ["700 mm"]],
    ["Rifle magazine, 30-round", "magazine-capacity", ["30 rounds"]],
  ])("%s: %s is %s", (description, fact, values) => {
    expect(read(description, fact)).toEqual(values);
  });
});

describe("specific figures of fibers (15 CFR 774 Supp. 1, 1C010)", () => {
  const fiber = "Carbon fiber, tensile modulus 294 GPa, tensile strength 5490 MPa, density 1.81 g/cm³";
  it("follow from modulus, strength and density", () => {
    expect(read(fiber, "specific-modulus")).toEqual(["16563347 m"]);
    expect(read(fiber, "specific-strength")).toEqual(["309296 m"]);
  });
  it("are not made without the density, or from two of them", () => {
    expect(read("Carbon fiber, tensile modulus 294 GPa", "specific-modulus")).toEqual([]);
    expect(read(`${fiber}. Density of the resin 1.2 g/cm³`, "specific-modulus")).toEqual([]);
  });
});

describe("names and CAS numbers in a text", () => {
  it.each([
    ["Thionyl chloride, 200 L", ["thionyl chloride"]],
    ["CAS 7719-09-7", ["thionyl chloride"]],
    ["Specialty chemical, CAS 112-80-1", ["not-listed"]],
    ["Order 7719-09-8 of a chemical", []],
    ["Chemical delivered 2026-11-2", []],
    ["Triethanolamin 99 %", ["triethanolamine"]],
  ])("%s: %s", (description, names) => {
    expect(read(description, "substance")).toEqual(names);
  });
  it("a salt or a longer name is said to be one, a hydrate is not", () => {
    expect(read("Diethylamine hydrochloride", "name-in-longer")).toEqual(["true"]);
    expect(read("N-methyl-diethylamine", "name-in-longer")).toEqual(["true"]);
    expect(read("Sodium sulfide nonahydrate", "name-in-longer")).toEqual([]);
  });
  it("what a listed name stands beside is not the chemical", () => {
    expect(read("Storage tank for thionyl chloride", "is")).toEqual(["storage-vessel"]);
    expect(read("Lithium thionyl chloride battery", "is")).not.toContain("chemical");
  });
  it("a person's answer is read by name or number; another word is a name no table has", () => {
    const stated = (value: string) =>
      readItem(
        { description: "A chemical", sources: [], facts: [{ name: "substance", value }] },
        rulebook.vocabulary,
      ).facts.find(({ name }) => name === "substance")?.value;
    expect(stated("76-06-2")).toBe("chloropicrin");
    expect(stated("PCl3")).toBe("phosphorus trichloride");
    expect(stated("oleic acid")).toBe("not-listed");
  });
});
