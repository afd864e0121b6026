import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, fact: string): readonly unknown[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter(({ name }) => name === fact)
    .map(({ value }) => value);

describe("things as titles name them", () => {
  it.each([
    ["Wind tunnel balance six component", "wind-tunnel-system"],
    ["Mass spectrometer magnetic sector uranium", "mass-spectrometer"],
    ["Explosive trace detector ion mobility", "trace-detector"],
    ["Hyperspectral line-scan camera VNIR", "camera"],
  ])("takes what a title names first and only describes: %s", (text, kind) => {
    expect(read(text, "is")).toEqual([kind]);
  });

  it("two names of one kind that run into each other are one name", () => {
    expect(read("Anti-jam CRPA antenna 7 element", "is")).toEqual(["adaptive-gnss-antenna"]);
  });

  it("takes what a title names first for the thing where its other words name nothing", () => {
    expect(read("Stethoscope dual head", "is")).toEqual(["medical-apparatus"]);
    expect(read("Green coffee beans arabica", "is")).toEqual(["food-ingredient"]);
    expect(read("Please check: sunflower oil refined", "ordinary-commercial")).toEqual([true]);
  });

  it("leaves a title open where another thing is named, or a purpose that is not civil", () => {
    expect(read("Pen register trap and trace device", "is")).toEqual([]);
    expect(read("Chocolate tempering reactor", "is")).not.toContain("food");
    expect(read("Screw compressor hermetic UF6", "is")).toEqual([]);
    expect(read("Interior wall paint radar attenuating", "is")).toEqual([]);
  });

  it("an accessory of an everyday article is one itself", () => {
    expect(read("Aquarium filter 600 l/h", "ordinary-commercial")).toEqual([true]);
    expect(read("Radar bracket", "is")).not.toContain("household-article");
  });

  it("leaves out of a list of materials what is not in the thing", () => {
    expect(read("Shell and tube heat exchanger, SiC tubes, PTFE free", "construction-material")).toEqual([
      "silicon-carbide",
    ]);
  });
});
