import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter((fact) => fact.name === name)
    .map(({ value }) => showValue(value));

describe("machines as their makers write them", () => {
  it.each([
    ["contouring-rotary-axes", "EDM sinker, C and B rotary axes with simultaneous contouring", ["2 axes"]],
    ["contouring-rotary-axes", "Horizontal machining centre 4-axis (X, Y, Z, B)", ["1 axes"]],
    ["fluorine-rate", "Electrolytic cell for fluorine production, 90 g fluorine per hour", ["90 g/h"]],
    ["magnetic-bearing-kind", "Active magnetic bearing, 2.2 T, yield strength 480 MPa", ["strong-material"]],
    ["magazine-capacity", "Pistol magazine, 9x19, capacity 18, fits semi-automatic pistols", ["18 rounds"]],
    ["simulator-rate-fine", "Three-axis rate table, rate stability 0.01% over 10 degrees", ["true"]],
    ["neutrons-over-3e9", "Compact D-D neutron generator, sealed, 5e9 n/s", ["true"]],
    ["neutrons-over-3e9", "Compact D-D neutron generator, sealed, 1e8 n/s", ["false"]],
    ["drop-size-and-uav", "UAV-mounted fogging system, droplet VMD 30 microns, 3 l/min", ["true"]],
    ["rugged-pulser", "Pulse generator, ruggedized, 300 A into 10 ohm, 5 µs, 4 kg, -55 to +100 °C", ["true"]],
    ["rugged-pulser", "Pulse generator, bench, 300 A into 10 ohm, 5 µs, 4 kg, 0 to 40 °C", []],
    ["longest-travel", "Gantry milling machine, X 4,000 mm, Y 2,500 mm, Z 1,000 mm", ["4000 mm"]],
    ["window-thickness", "Shielding window of lead glass, 120 mm x 800 x 500 mm", ["120 mm"]],
  ])("%s of %s", (name, text, values) => expect(read(text, name)).toEqual(values));
});

describe("materials as mills write them", () => {
  it.each([
    ["specific-modulus", "Aramid fibre yarn, specific modulus 13.5e6 m, 1580 dtex", ["13500000 m"]],
    ["magnetostriction-high", "Magnetostrictive alloy rods, saturation magnetostriction 1200 ppm", ["true"]],
    ["magnetostriction-high", "Magnetostrictive alloy rods, saturation magnetostriction 200 ppm", []],
    [
      "amorphous-strip-listed",
      "Nanocrystalline ribbon, Fe 84 wt %, saturation 1.75 T, strip thickness 0.018 mm",
      ["true"],
    ],
    [
      "amorphous-strip-listed",
      "Nanocrystalline ribbon, Fe 84 wt %, saturation 1.25 T, strip thickness 0.018 mm",
      ["false"],
    ],
    ["tungsten-majority", "Tungsten alloy hollow cylinder, 93% W, ID 200 mm", ["true"]],
    ["beryllium-majority", "Beryllium-aluminium alloy plate 62% Be", ["true"]],
    ["beryllium-majority", "Beryllium alloy strip 1.9% Be", ["false"]],
    ["machinable-to-120", "Tungsten round bar 99.95% W, diameter 150 mm, length 200 mm", ["true"]],
    ["few-coarse-grains", "Titanium diboride powder, no more than 5% of particles above 10 µm", ["true"]],
    ["graphite-shape", "Fine grain graphite tube, ID 100 mm, wall 30 mm, length 200 mm", ["tube"]],
  ])("%s of %s", (name, text, values) => expect(read(text, name)).toEqual(values));
});

describe("what is read as it is meant", () => {
  it("takes a grade of steel for no volume, a fraction of a horsepower for no horsepower", () => {
    expect(read("Stainless 304L storage tank", "internal-volume")).toEqual([]);
    expect(read("Aquarium chiller 1/10 HP, 250 W", "cooling-duty")).toEqual(["250 W"]);
    expect(read("Glass lined reactor, 2,500 litres, 6 bar", "internal-volume")).toEqual(["2500 l"]);
  });

  it.each([
    ["Magnetic drive sealless pump, ETFE lined", "sealless-pump"],
    ['Hunting rifle "Ridge 6.5". Stock: fiberglass', "rifle"],
    ["Canned motor pump Hastelloy C, 15 m3/h", "sealless-pump"],
    ["3D printer, 256 mm cube", "additive-machine"],
  ])("%s is %s", (text, kind) => expect(read(text, "is")).toEqual([kind]));
});
