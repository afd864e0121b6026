import { describe, expect, it } from "vitest";
import { readItemTree } from "../../../../adapters/ecfr/item-tree.ts";
import type { Condition } from "../../../../core/rulebook/condition-schema.ts";
import type { OfficialEntry } from "../../../../core/rulebook/official-entry.ts";
import type { CclEntry, Paragraph } from "../../../../core/rulebook/schema.ts";
import { compareStructure, untestedIn } from "../../../../core/rulebook/second-source/compare-structure.ts";
import { joinedIn } from "../../../../core/rulebook/second-source/operators.ts";

const text = (lines: readonly string[], heading = "Made-up things, as follows"): OfficialEntry => ({
  eccn: "3A999",
  heading,
  reasonForControl: null,
  rows: [],
  otherTables: [],
  exceptions: {},
  sta: null,
  reporting: [],
  prose: [],
  related: null,
  definitions: null,
  items: readItemTree("3A999", lines),
  notes: [],
  reasonLines: 1,
});

const ours = (paragraphs: readonly Paragraph[], test?: Condition): CclEntry => ({
  id: "us-ear/ccl/3A999",
  eccn: "3A999",
  category: "3",
  group: "A",
  title: "made-up things",
  from: "2026-06-22",
  source: { cite: "15 CFR 774 Supp. 1, 3A999", title: "made up", edition: "2026-06-22" },
  basis: "summary",
  checked: "none",
  controls: [],
  exceptions: [],
  ...(test ? { test } : {}),
  paragraphs: [...paragraphs],
});
const paragraph = (path: string, test: Condition, more: Partial<Paragraph> = {}): Paragraph => ({
  path,
  title: path,
  test,
  ...more,
});
const power: Condition = { fact: "laser-power", exceeds: "30 W" };
const width: Condition = { fact: "laser-linewidth", below: "40 GHz" };
const BOTH = [
  "a. Lasers having all of the following:",
  "a.1. Over 30 W; and",
  "a.2. Narrower than 40 GHz;",
  "b. Others.",
];
const operatorOf = (lines: readonly string[], path = "a") =>
  joinedIn(text(lines)).find((one) => one.path === path)?.operator;

describe("the operators of the official text", () => {
  it.each([
    ["all of the following", BOTH, "all"],
    ["any of the following", ["a. Lasers having any of the following:", "a.1. One; or", "a.2. Two;"], "any"],
    ["the joiner alone says it", ["a. Lasers, if:", "a.1. One; and", "a.2. Two;"], "all"],
    ["an and that ends a list of things", ["a. Lasers, as follows:", "a.1. One; and", "a.2. Two;"], "list"],
    [
      "the joiner stands at the end of what is under the first",
      ["a. Lasers:", "a.1. One of:", "a.1.a. X; or", "a.1.b. Y; and", "a.2. Two;"],
      "all",
    ],
    [
      "words and joiner contradict",
      ["a. Lasers having any of the following:", "a.1. One; and", "a.2. Two;"],
      "unclear",
    ],
  ])("%s", (_, lines, operator) => {
    expect(operatorOf(lines)).toBe(operator);
  });

  it("a dropped or turned joiner is another operator, so that it cannot be lost silently", () => {
    const lines = ["a. Lasers, if:", "a.1. One; and", "a.2. Two;"];
    expect(operatorOf(lines)).toBe("all");
    expect(operatorOf(lines.map((line) => line.replace("; and", ";")))).toBe("list");
    expect(operatorOf(lines.map((line) => line.replace("; and", "; or")))).toBe("any");
  });
});

describe("our tests against those operators", () => {
  const compare = (entry: CclEntry | undefined, lines: readonly string[]) =>
    compareStructure(entry, "3A999", joinedIn(text(lines))).find(({ path }) => path === "a");
  const all = ours([paragraph("a", { "all-of": [power, width] })]);

  it("agrees where the figures meet under the operator of the text", () => {
    expect(compare(all, BOTH)?.verdict).toBe("agree");
  });

  it("differs where one would be enough for us and the text asks for all, and the other way round", () => {
    expect(compare(ours([paragraph("a", { "any-of": [power, width] })]), BOTH)?.verdict).toBe("differ");
    const either = BOTH.map((line) => line.replace("all of", "any of").replace("; and", "; or"));
    expect(compare(all, either)?.verdict).toBe("differ");
  });

  it("paragraphs of our own are alternatives: they differ from a text that asks for all", () => {
    const apart = ours([paragraph("a.1", power), paragraph("a.2", width)]);
    expect(compare(apart, BOTH)?.verdict).toBe("differ");
    const either = BOTH.map((line) => line.replace("all of", "any of").replace("; and", "; or"));
    expect(compare(apart, either)?.verdict).toBe("agree");
  });

  it("a not turns any-of into all-of", () => {
    const none: Condition = { not: { "any-of": [{ not: power }, { not: width }] } };
    expect(compare(ours([paragraph("a", none)]), BOTH)?.verdict).toBe("agree");
  });

  it("one question for all, a first test, and no test at all are told apart", () => {
    expect(compare(ours([paragraph("a", { fact: "laser-listed", is: true })]), BOTH)?.verdict).toBe("asked-as-one");
    expect(compare(ours([paragraph("a", power, { modelled: "partial" })]), BOTH)?.verdict).toBe("partial");
    expect(compare(ours([paragraph("b", power)]), BOTH)?.verdict).toBe("not-modelled");
    expect(compare(undefined, BOTH)?.verdict).toBe("not-modelled");
  });

  it("names the alternatives that are left untested, once each", () => {
    const lines = [
      "a. Having any of the following:",
      "a.1. Over 30 W; or",
      "a.2. Narrower than 40 GHz;",
      "b. Others:",
      "b.1. X;",
      "b.2. Y.",
    ];
    const entry = ours([paragraph("a.1", power)]);
    const compared = compareStructure(entry, "3A999", joinedIn(text(lines)));
    expect(compared.find(({ path }) => path === "a")).toMatchObject({ verdict: "lacks", lacks: ["a.2"] });
    expect(untestedIn(entry, text(lines), compared)).toEqual(["a.2", "b"]);
  });

  it("a settled reading stands in for words that contradict themselves", () => {
    const lines = ["a. Having any of the following:", "a.1. Over 30 W; and", "a.2. Narrower than 40 GHz;"];
    expect(compare(all, lines)?.verdict).toBe("unclear");
    const settled = new Map([["3A999.a", "all" as const]]);
    expect(compareStructure(all, "3A999", joinedIn(text(lines)), settled)[0]?.verdict).toBe("agree");
  });
});
