import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter((fact) => fact.name === name)
    .map(({ value }) => showValue(value));

describe("fibers as mills write them", () => {
  it.each([
    ["Carbon fiber 12K: tensile 4,900 MPa modulus 230 GPa density 1.80", ["4900 MPa"], ["230 GPa"], ["277590 m"]],
    ["Carbon tow 33 Msi / 700 ksi, 0.065 lb/in3, continuous", ["700 ksi"], ["33 Msi"], ["273539 m"]],
    ["Para-aramid yarn, tenacity 203 cN/tex, modulus 72 GPa, density 1.44", [], ["72 GPa"], ["207003 m"]],
  ])("%s", (text, strength, modulus, specific) => {
    expect(read(text, "tensile-strength")).toEqual(strength);
    expect(read(text, "tensile-modulus")).toEqual(modulus);
    expect(read(text, "specific-strength")).toEqual(specific);
  });
});

describe("the share of a listed chemical", () => {
  it("is none that stands beside another name", () => {
    expect(read("DMMP, CAS 756-79-6, purity 98 % min, phosphorus 25 %", "concentration")).toEqual(["98 %"]);
    const etchant = "Etchant, ammonium fluoride 34 % and hydrogen fluoride (CAS 7664-39-3)";
    expect(read(`${etchant} 7 % w/w`, "concentration")).toEqual(["7 %"]);
    expect(read(etchant, "concentration")).toEqual([]);
  });
});

describe("what a thing is", () => {
  it.each([
    ["Bacillus anthracis Sterne strain, freeze dried culture", "organism"],
    ["IM carbon fiber 24K", "carbon-fiber"],
    ["Stun baton 500 mm. Charger 230 V incl.", "discharge-arm"],
    ["Metal printer argon, coaxial melt pool camera 500-1000 nm", "additive-machine"],
    ["Pressure washer 150 bar hose 8 m", "power-tool"],
    ["Vacuum arc remelt furnace, computer controlled", "vacuum-furnace"],
  ])("%s is %s", (text, kind) => expect(read(text, "is")).toEqual([kind]));
  it("stays open where a word behind it makes another thing of it", () => {
    expect(read("Bacillus anthracis detection kit", "is")).not.toContain("organism");
  });
});

describe("figures of three at once", () => {
  const text = "HTPB prepolymer, functionality 2.3, hydroxyl value 0.72 meq/g";
  it.each([
    [`${text}, viscosity 40 poise at 30 °C`, ["true"]],
    [`${text}, viscosity 50 poise at 30 °C`, ["false"]],
    [text, []],
  ])("%s", (said, expected) => expect(read(said, "htpb-of-usml")).toEqual(expected));
});
