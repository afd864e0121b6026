import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, fact: string): readonly unknown[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter(({ name }) => name === fact)
    .map(({ value }) => (typeof value === "object" && "value" in value ? `${value.value} ${value.unit}` : value));

describe("what makers and shops write", () => {
  it("takes a comma before three digits for thousands where the words are English", () => {
    expect(read("Furnace up to 1,800 °C with heating elements", "furnace-temperature")).toEqual(["1800 °C"]);
    expect(read("Ofen bis 1,800 °C mit Heizelementen", "furnace-temperature")).toHaveLength(2);
  });

  it("names a part by what it is for", () => {
    expect(read("Replacement barrel .308 Win for bolt-action rifle, 24 in", "is")).toEqual(["firearm-core-part"]);
    expect(read("10 round magazine for a 9 mm pistol", "is")).toEqual(["firearm-magazine"]);
    expect(read("Steel barrel for crude oil, 200 L", "is")).not.toContain("firearm-core-part");
  });

  it("names parts of drones, engines and rockets by what they serve, and the longest name decides", () => {
    expect(read("Folding propeller pair, 30 inch, for multirotor drones", "is")).toEqual(["drone-part"]);
    expect(read("Oil pump for turboshaft engine", "is")).toEqual(["engine-part"]);
    expect(read("Wankel rotary engine, built to propel unmanned aircraft", "is")).toEqual(["aircraft-piston-engine"]);
    expect(read("Two-stroke boxer engine w/ EFI, for small UAVs", "is")).toEqual(["aircraft-piston-engine"]);
  });

  it("takes what stands behind a volume for what a drone carries", () => {
    expect(read("Spraying drone 10 L tank, orchards", "is")).toEqual(["unmanned-aircraft"]);
  });

  it("reads the ends of a range without a unit", () => {
    expect(read("Blowdown wind tunnel, Mach 0.4 to 4.0", "wind-tunnel-mach")).toEqual(["4.0 count"]);
    expect(read("Transonic wind tunnel Mach 0.5-1.4", "wind-tunnel-mach")).toEqual(["1.4 count"]);
    expect(read("Supersonic wind tunnel, Mach 1.2", "wind-tunnel-mach")).toEqual(["1.2 count"]);
  });

  it("names a used thing as a new one", () => {
    expect(read("Used 6x4 semi-trailer tractor, tandem axle", "is")).toEqual(["tractor-land"]);
  });

  it("never takes what lies in the nature of other kinds, nor a choice that is denied", () => {
    expect(read("9310 bolt, 8620 carrier, for AR-15 rifles", "is-plain-fastener")).not.toContain(true);
    expect(read("Bolt carrier group for AR-15. 9310 bolt", "is-plain-fastener")).not.toContain(true);
    expect(read("Ball cartridges 9 mm, neither tracer nor linked", "ammunition-special")).toEqual([]);
    expect(read("Ball cartridges 5.56 NATO, belt linked", "ammunition-special")).toEqual(["linked"]);
  });

  it("reads shop words: w/ for with, calibers where they stand, ounces of a spray", () => {
    expect(read("Front axle w/ hubs, made only for an army truck", "named-part")).toEqual(["axle"]);
    expect(read("9mm carry pistol, 15+1, semi-auto", "caliber")).toEqual(["9 mm"]);
    expect(read("Pepper spray fogger, 12 oz, liquid OC", "container-net-weight")).toEqual(["340.1942775 g"]);
    expect(read("Armored SUV, civilian, GVWR 5,200 kg", "gross-vehicle-weight")).toEqual(["5200 kg"]);
  });

  it("tells the parts of a firearm apart by their heads", () => {
    expect(read("Free float handguard with barrel nut for AR-15", "firearm-part-kind")).toEqual(["stock-or-grip"]);
    expect(read("Trigger guard for AR-15", "firearm-part-kind")).toEqual(["other"]);
    expect(read("Trigger for a bolt-action rifle", "firearm-part-kind")).toEqual(["fire-control-or-barrel"]);
  });

  it("takes the article for the thing, not what it is made of or what its analysis lists", () => {
    expect(read("Hinged handcuffs, carbon steel, nickel finish", "is")).toEqual(["restraint"]);
    expect(read("Zirconium sponge, hafnium 60 ppm", "is")).toEqual(["zirconium-material"]);
    expect(read("Glass bottle, sulfuric acid 96 %", "is")).not.toEqual(["household-article"]);
  });

  it("reads a grade as a grade", () => {
    expect(read("Zirconium sponge reactor grade", "is")).toEqual(["zirconium-material"]);
    expect(read("Titanium grade 5 round bar", "is")).toEqual(["titanium-alloy"]);
  });

  it("lets small words stand between a denial and what is denied", () => {
    expect(read("Heat transfer fluid, not packaged as a medical product", "medical-packed-fluid")).toEqual([false]);
    expect(read("Heat transfer fluid, packaged as a medical product", "medical-packed-fluid")).toEqual([true]);
    expect(read("Manual knee mill, cannot be fitted with CNC", "numerically-controlled")).toEqual([false]);
  });

  it("reads a figure behind a closed bracket with its label", () => {
    expect(read("5-axis machining center, unidirectional repeatability (ISO 230-2:2014) 0.8 µm", "upr")).toEqual([
      "0.8 µm",
    ]);
  });

  it("tells strength from modulus in a pair of figures", () => {
    const fiber = "Carbon fiber 24K, 5,880 MPa / 294 GPa, 1.80 g/cc";
    expect(read(fiber, "tensile-strength")).toEqual(["5880 MPa"]);
    expect(read(fiber, "tensile-modulus")).toEqual(["294 GPa"]);
  });

  it("reads the two parts of a length measuring error", () => {
    const within = (error: string) =>
      read(`Coordinate measuring machine, MPE E0 = ${error} µm`, "measuring-uncertainty-length");
    expect(within("0.9 + L/600")).toEqual(["within-2b006"]);
    expect(within("1.7 + L/1000")).toEqual(["within-2b006"]);
    expect(within("1.7 + L/900")).toEqual(["within-2b206"]);
    expect(within("1.7 + L/500")).toEqual([]);
    expect(within("2.2 + L/300")).toEqual(["within-2b996"]);
    expect(within("4.5 + L/250")).toEqual(["outside"]);
  });

  it("lets an abbreviation end no sentence", () => {
    expect(read("Vacuum furnace, max. 1,400 °C", "furnace-temperature")).toEqual(["1400 °C"]);
    expect(read("Carbon fiber, tensile strength min. 4,900 MPa", "tensile-strength")).toHaveLength(1);
  });

  it("counts axes with what they are in between", () => {
    expect(read("Filament winding machine with 5 programmable servo axes", "winding-axes")).toEqual(["5 axes"]);
    expect(read("CNC lathe, X/Z, turning diameter 300 mm", "contouring-axes")).toEqual(["2 axes"]);
  });

  it("reads what can be machined from a block of graphite", () => {
    expect(read("Isostatic graphite block 300 x 300 x 100 mm", "graphite-shape")).toEqual(["block"]);
    expect(read("Isostatic graphite plate 100 x 100 x 20 mm", "graphite-shape")).toEqual(["smaller"]);
    expect(read("Isostatic graphite, dia. 150 mm x 200 mm", "graphite-shape")).toEqual(["cylinder"]);
  });
});
