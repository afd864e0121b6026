import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string): Readonly<Record<string, string>> => {
  const { facts } = readItem({ description, sources: [] }, rulebook.vocabulary);
  const values: Record<string, string> = {};
  for (const { name, value } of facts)
    values[name] = values[name] === undefined ? showValue(value) : `${values[name]} | ${showValue(value)}`;
  return values;
};

describe("figures that follow from two others", () => {
  it("energy over duration is peak power, energy times rate is average power", () => {
    const facts = read("Pulsed laser, 1064 nm, 850 mJ, 8 ns, 10 Hz");
    expect(facts["laser-peak-power"]).toBe("106250000 W");
    expect(facts["laser-power"]).toBe("8.5 W");
  });
  it("what is stated is never computed", () => {
    expect(read("Pulsed laser, 1064 nm, 850 mJ, 8 ns, peak power 90 MW")["laser-peak-power"]).toBe("90 MW");
  });
  it("a quotient without an end is the range between its two nearest decimals", () => {
    expect(read("Pulsed laser, 1064 nm, 100 mJ, 7 ns")["laser-peak-power"]).toBe("14285714.2 to 14285714.3 W");
  });
  it("nothing follows from a figure said in two ways", () => {
    expect(read("Pulsed laser, 1064 nm, 100 mJ. Pulses of 5 ns. Pulses of 9 ns.")["laser-peak-power"]).toBeUndefined();
  });
  it("nothing follows for another kind of thing", () => {
    expect(read("Oscilloscope, 10 mJ, 5 ns")["laser-peak-power"]).toBeUndefined();
  });
  it("the product is exact for any whole figures", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 999 }), (energy, rate) => {
        expect(read(`Pulsed laser, ${energy} J, ${rate} Hz`)["laser-power"]).toBe(`${energy * rate} W`);
      }),
      { numRuns: 25 },
    );
  });
});

describe("counts without a unit", () => {
  it.each([
    ["Fiber laser, M² < 1.2", "m-squared", "1.2"],
    ["Fiber laser, M2 = 1.05", "m-squared", "1.05"],
    ["Fiber laser, beam quality M² of 1.1", "m-squared", "1.1"],
    ["Deformable mirror with 240 actuators", "actuators", "240"],
    ["Deformable mirror, actuators: 1,020", "actuators", "1020"],
  ])("%s", (text, fact, value) => {
    expect(read(text)[fact]).toBe(value);
  });
  it("only in the units that the fact is written in: a beam diameter is no wavelength", () => {
    expect(read("Laser, 532 nm, beam 3 mm")["laser-wavelength"]).toBe("532 nm");
  });
});
