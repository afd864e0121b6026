import { describe, expect, it } from "vitest";
import { testCondition } from "../../../core/rulebook/condition.ts";
import type { Condition } from "../../../core/rulebook/condition-schema.ts";
import { NOT_LISTED, isCasNumber } from "../../../core/rulebook/names.ts";
import { RulebookFault } from "../../../core/rulebook/sections.ts";
import { buildRulebook, readRuleSources } from "../../../rules/build.ts";
import { rulebook } from "../../rulebook.ts";

const words = rulebook.vocabulary;
const answer = (condition: Condition, values: readonly string[]) =>
  testCondition(condition, { facts: new Map([["substance", values]]), words }).answer;

describe("CAS numbers", () => {
  it.each(["7719-09-7", "756-79-6", "1342422-35-8"])("%s has the right check digit", (number) => {
    expect(isCasNumber(number)).toBe(true);
  });
  it.each(["7719-09-8", "756-79", "2026-11-24"])("%s is none", (number) => {
    expect(isCasNumber(number)).toBe(false);
  });
  it("every number of the tables has the right check digit and names one substance", () => {
    const numbers = rulebook.sections.names.flatMap(({ data }) => data.names.flatMap(({ cas }) => cas ?? []));
    expect(numbers.length).toBeGreaterThan(80);
    expect(numbers.filter((number) => !isCasNumber(number))).toEqual([]);
  });
});

describe("name tables", () => {
  it("1C350 has its 84 names, each a paragraph of its own", () => {
    const entry = rulebook.entries.get("1C350")?.at(-1);
    const items = entry?.paragraphs.flatMap(({ paragraphs }) => paragraphs ?? []) ?? [];
    expect(items).toHaveLength(84);
    expect(items.find(({ path }) => path === "c.9")).toMatchObject({ title: "thionyl chloride" });
  });
  it("a synonym and a number stand for the listed name, which knows its paragraphs", () => {
    expect(words.names.find("dmmp")).toBe("dimethyl methylphosphonate");
    expect(words.names.ofCas("756-79-6")).toBe("dimethyl methylphosphonate");
    expect(words.names.placesOf("dimethyl methylphosphonate")).toEqual(["1C350.b.13"]);
  });
  it.each([
    ["a name that no paragraph takes", "path: b.1,", "path: z.1,", "z.1"],
    ["a number with a wrong check digit", "7784-34-1", "7784-34-2", "7784-34-2"],
    ["a name with a capital letter", '"benzilic acid"', '"Benzilic acid"', "lower case"],
  ])("refuses %s, naming the file", (_, from, to, said) => {
    const sources = readRuleSources().map((source) =>
      source.file === "us-ear/names/1C350.yaml" ? { ...source, text: source.text.replace(from, to) } : source,
    );
    expect(() => buildRulebook(sources)).toThrow(RulebookFault);
    expect(() => buildRulebook(sources)).toThrow(said);
  });
});

describe("facts with several values at once", () => {
  const includes: Condition = { fact: "substance", includes: ["thionyl chloride"] };
  it("includes is met by one of them, whatever else is there", () => {
    expect(answer(includes, ["phosgene", "thionyl chloride"])).toBe("met");
    expect(answer(includes, ["phosgene"])).toBe("not-met");
    expect(answer(includes, [])).toBe("unknown");
  });
  it("a name that no table has proves nothing", () => {
    expect(answer(includes, [NOT_LISTED])).toBe("unknown");
    expect(answer(includes, [NOT_LISTED, "thionyl chloride"])).toBe("met");
  });
  it("listed-under looks at the paragraph the name stands in", () => {
    const under = (path: string): Condition => ({ fact: "substance", "listed-under": [path] });
    expect(answer(under("1C350.c"), ["thionyl chloride"])).toBe("met");
    expect(answer(under("1C350.b"), ["thionyl chloride"])).toBe("not-met");
    expect(answer(under("1C350"), ["phosgene"])).toBe("not-met");
  });

  const wetted: Condition = { fact: "wetted-material", "all-are": ["titanium", "glass"] };
  const ofMaterials = (values: readonly string[]) =>
    testCondition(wetted, { facts: new Map([["wetted-material", values]]), words }).answer;
  it("all-are needs every one of them", () => {
    expect(ofMaterials(["titanium"])).toBe("met");
    expect(ofMaterials(["titanium", "glass"])).toBe("met");
    expect(ofMaterials(["titanium", "steel"])).toBe("not-met");
    expect(ofMaterials([])).toBe("unknown");
  });
  it("stays open while the text does not say which of several it is, unless none of them is listed", () => {
    expect(ofMaterials(["titanium", "steel", "unclear"])).toBe("unknown");
    expect(ofMaterials(["copper-alloy", "steel", "unclear"])).toBe("not-met");
  });
});
