import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { readNamedEntries } from "../../../core/item/read-named-entries.ts";
import { pagesOf } from "../../../core/item/passages.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string) => readNamedEntries(pagesOf({ description }, [])).map(({ value }) => value);

describe("the entry that a text gives for what software or technology is about", () => {
  it.each([
    ["Software for amplifiers controlled by 3A001.b.2.c", ["3A001.b.2.c"]],
    ["Technology of lasers classified under ECCN 6A005", ["6A005"]],
    ["Software for cells of 3A001.e and relays of 3A999", ["3A001.e", "3A999"]],
  ])("%s", (text, entries) => {
    expect(read(text)).toEqual(entries);
  });

  it.each([
    "Technology, not controlled under 3A001",
    "Software that is not 5D002",
    "our part 3A001",
    "order 12 of 3A0019",
  ])("is not read from: %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("leads to the entry of the software, as what the text says", () => {
    const text = "Software specially designed for the development of amplifiers controlled by 3A001.b.2.c";
    const { eccn, candidates } = classify({ description: text, sources: [] }, rulebook, toLawDate("2026-11-24"));
    expect(eccn).toBe("3D001");
    expect(candidates[0]?.because.map(({ code }) => code)).toContain("subject-named");
  });

  it("says nothing about a thing that is what it is", () => {
    const { facts } = classify(
      { description: "ADC chip for radars controlled by 6A008.e", sources: [] },
      rulebook,
      toLawDate("2026-11-24"),
    );
    expect(facts.map(({ name }) => name)).not.toContain("subject-entry");
  });
});
