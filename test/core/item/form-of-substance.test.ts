import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const kindOf = (description: string) =>
  readItem({ description, sources: [] }, rulebook.vocabulary).facts.find(({ name }) => name === "is")?.value;

describe("an everyday word right behind a listed name", () => {
  it.each([
    "Sodium cyanide briquettes 98 %, gold mining",
    "Potassium fluoride tablets 1 kg",
    "Sodium cyanide 98 % briquettes",
  ])("says in what form the substance comes: %s", (text) => {
    expect(kindOf(text)).toBe("chemical");
    expect(classify({ description: text, sources: [] }, rulebook, toLawDate("2026-11-24")).eccn).toBe("1C350");
  });
  it.each([
    ["Charcoal briquettes for barbecues, no sodium cyanide", "everyday-good"],
    ["Barbecue charcoal briquettes", "everyday-good"],
  ])("stays what it is where the name stands elsewhere or not at all: %s", (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});
