import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const kindsIn = (description: string) =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter(({ name }) => name === "is")
    .map(({ value }) => value);

describe("a data sheet under the name of the thing", () => {
  it.each([
    ["Vacuum furnace\nVacuum pump: rotary vane", "vacuum-furnace"],
    ["Gear grinding machine\nModule max. 12 mm", "gear-machine"],
    ["Motion simulator\nAxes: 3\nSlip rings: 60", "motion-simulator"],
    ["Horizontal machining center\nPallet size: 500 x 500 mm", "milling-machine"],
  ])("has rows about parts: %s", (text, kind) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it("names the thing itself under a label that says so", () => {
    expect(kindsIn("Valve\nType: bellows-sealed globe valve")).toEqual(["bellows-valve"]);
    expect(kindsIn("Box\nVacuum pump: rotary vane")).not.toContain("packaging");
  });
});
