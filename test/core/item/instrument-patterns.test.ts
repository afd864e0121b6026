import { describe, expect, it } from "vitest";
import { showFact } from "../../../bot/words/quantity.ts";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const said = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter((fact) => fact.name === name)
    .map(({ value }) => showFact(value));

describe("written forms of microwave parts, instruments and wafer tools", () => {
  it("takes a range before the word bandwidth for the band of a tube", () => {
    expect(
      said("Helix travelling wave tube, 6 to 18 GHz instantaneous bandwidth, 200 W CW", "rf-frequency-max"),
    ).toEqual(["18 GHz"]);
  });

  it("holds the side of a T/R module against its channels and its lowest frequency", () => {
    expect(said("Quad T/R module 8 - 12 GHz, 4 channels, 50 x 45 x 6 mm", "tr-small-side")).toEqual(["yes"]);
    expect(said("T/R module 8 - 12 GHz, one channel, 50 x 45 x 6 mm", "tr-small-side")).toEqual(["no"]);
  });

  it("computes what a capacitor stores where nobody says it", () => {
    expect(said("Pulse discharge capacitor 2 kV, 10 µF, 15 nH", "stored-energy")).toEqual(["20 J"]);
    expect(said("Energy storage capacitor 22 kV, 206 µF, 50 kJ, 50 kg", "specific-energy")).toEqual(["1000 J/kg"]);
  });

  it("reads the line of a stepper as its wavelength", () => {
    expect(said("i-line wafer stepper, resolution 0.45 µm, 150 mm wafers", "light-wavelength")).toEqual(["365 nm"]);
  });

  it("takes what is left of a mixture for the gas it is diluted with", () => {
    expect(said("Phosphine 5 % in hydrogen, cylinder", "hydride-dilution")).toEqual(["95 %"]);
  });

  it("takes the trade's grade of a molded chip for a statement of its market, of a ceramic one for none", () => {
    expect(said("12-bit SAR ADC, 1 MSPS, SOT-23-6, -40 to +85 °C", "ordinary-commercial")).toEqual(["yes"]);
    expect(said("12-bit SAR ADC, 1 MSPS, ceramic DIP, -40 to +85 °C", "ordinary-commercial")).toEqual([]);
  });
});

describe("what a word is of", () => {
  it("does not take a deuterium-filled thyratron for deuterium", () => {
    expect(said("Deuterium-filled thyratron, ceramic-metal, 55 kV, 5 kA", "is")).toEqual(["switching-tube"]);
  });
});

describe("written forms of wafer tools", () => {
  it.each([
    [
      "Dry etch tool, anisotropic, electrostatic chuck with 12 independent temperature zones",
      "chuck-zones",
      "12 count",
    ],
    ["Wet bench for wafers, SiGe:Si selectivity 120:1", "sige-selectivity", "120 count"],
    ["Rapid thermal annealing system, 200 mm, 30 wafers/h", "anneals-fast-area", "yes"],
    ["Chemically amplified e-beam resist, sensitivity 0.5 µC/cm2", "beam-resist-sensitive", "yes"],
    ["PMMA e-beam resist, sensitivity 100 µC/cm2", "beam-resist-sensitive", "no"],
    ["SoC tester, 1.6 Gbps", "pattern-rate", "1.6 GHz"],
  ])("reads %s", (description, name, value) => {
    expect(said(description, name)).toEqual([value]);
  });

  it("bounds the ambient temperature of a chip by its junction, where that alone is stated", () => {
    expect(said("FPGA, 500 user I/O, Tj 0 to 85 C", "ambient-max")).toHaveLength(1);
    expect(said("SAR ADC, -40...+125 °C junction, ambient -40 to +85 °C", "ambient-max")).toEqual(["85 °C"]);
  });
});
