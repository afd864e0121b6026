import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const kindOf = (description: string): readonly unknown[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter(({ name }) => name === "is")
    .map(({ value }) => value);

describe("names with the noun first, as material masters write them", () => {
  it.each([
    ["CONVERTER, ANALOG TO DIGITAL, 14 BIT", "adc"],
    ["AMPLIFIER LOW NOISE 2-18 GHz", "microwave-amplifier"],
    ["Furnace vacuum induction 50 kW", "induction-furnace"],
    ["GENERATOR SIGNAL 40 GHZ", "signal-generator"],
    ["GYROSCOPE, RING LASER", "gyro"],
    ["Mask gas", "respiratory-protection"],
  ])("%s", (text, kind) => {
    expect(kindOf(text)).toEqual([kind]);
  });

  it("takes the first word for the thing where the others only say how it is", () => {
    expect(kindOf("Hydrophone omnidirectional")).toEqual(["hydrophone"]);
    expect(kindOf("Magnetometer total field, optically pumped")).toEqual(["magnetometer"]);
  });

  it("reads it in the request where the item's own name is only its first word", () => {
    const item = { name: "AMPLIFIER", description: "AMPLIFIER, LOW NOISE, 2-18 GHz, 3 pieces", sources: [] };
    const kinds = readItem(item, rulebook.vocabulary).facts.filter(({ name }) => name === "is");
    expect(kinds.map(({ value }) => value)).toEqual(["microwave-amplifier"]);
  });

  it("leaves it open where a word behind it names another thing", () => {
    expect(kindOf("Hydrophone amplifier")).toEqual([]);
    expect(kindOf("Router bag")).not.toContain("router");
    expect(kindOf("Camera case")).not.toContain("camera");
  });
});
