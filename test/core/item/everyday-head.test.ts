import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const kindsOf = (description: string) =>
  readItem({ description, sources: [] }, rulebook.vocabulary)
    .facts.filter(({ name }) => name === "is")
    .map(({ value }) => value);

describe("an everyday word at the end of a name without commas", () => {
  it("takes nothing away from a thing named before it: both stay, and it is asked", () => {
    const text = "Vacuum pump dry screw 400 mm inlet 20,000 l/s";
    expect(kindsOf(text)).toEqual(["vacuum-pump", "fastener"]);
    const asked = classify({ description: text, sources: [] }, rulebook, toLawDate("2026-11-24"));
    expect(asked).toMatchObject({ outcome: "needs-facts", eccn: null });
    expect(asked.candidates[0]?.eccn).toBe("2B231");
  });
  it("is what the thing is behind a material", () => {
    expect(kindsOf("Titanium hex head screw")).toHaveLength(1);
    expect(kindsOf("Stainless steel pan head screw M3")).toHaveLength(1);
    expect(kindsOf("Titanium hex head screw")).not.toContain("titanium-alloy");
  });
  it.each([
    "RF jammer backpack against radio controlled bombs",
    "Jammer backpack 20 MHz-6 GHz",
    "Radio direction finder suitcase",
  ])("says how a thing is carried: %s", (text) => {
    expect(kindsOf(text)).not.toContain("household-article");
    expect(classify({ description: text, sources: [] }, rulebook, toLawDate("2026-11-24")).eccn).not.toBe("EAR99");
  });
  it.each(["Camera backpack 20 l", "Laptop backpack 15 inch", "Hiking backpack 45 l"])(
    "is what the thing is where people carry it so: %s",
    (text) => expect(kindsOf(text).every((kind) => typeof kind === "string" && isEveryday(kind))).toBe(true),
  );
});

const isEveryday = (kind: string): boolean => rulebook.vocabulary.classes.isA(kind, "household-article") === "met";
