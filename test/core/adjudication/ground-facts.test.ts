import { describe, expect, it } from "vitest";
import { groundFacts } from "../../../core/adjudication/ground-facts.ts";
import type { SourceText } from "../../../core/item/document.ts";
import { rulebook } from "../../rulebook.ts";
import { claim } from "./proposals.ts";

const sources: readonly SourceText[] = [
  { name: "message", kind: "message", pages: [{ page: 1, text: "Please look at the AX-1 converter." }] },
  {
    name: "ax-1.pdf",
    kind: "pdf",
    pages: [
      { page: 1, text: "AX-1 analog-to-digital converter. Resolution 14 bit. 4 channels." },
      { page: 2, text: "Rate 3 GSPS. Rate in mode B 1,250 MSPS. The key cannot be changed by the user." },
    ],
  },
];
const ground = (...claims: ReturnType<typeof claim>[]) => groundFacts({ facts: claims }, sources, rulebook.vocabulary);
const file = (page: number) => ({ source: "text-2", page });

describe("a fact that a model read", () => {
  it("keeps its place in the source, and says that a model read it", () => {
    const { facts, dropped } = ground(claim("sample-rate", "3 GSPS", "Rate 3 GSPS", file(2)));
    expect(dropped).toEqual([]);
    expect(facts).toEqual([
      {
        name: "sample-rate",
        value: { value: "3", unit: "GSPS" },
        by: "model",
        span: { source: "ax-1.pdf", page: 2, from: 0, to: 11, quote: "Rate 3 GSPS" },
      },
    ]);
  });

  it("is found on another page of the same source when the model names the wrong one", () => {
    expect(ground(claim("sample-rate", "3 GSPS", "Rate 3 GSPS", file(1))).facts[0]?.span?.page).toBe(2);
  });

  it.each([
    [
      "a quote that is not in the source",
      claim("sample-rate", "5 GSPS", "Rate 5 GSPS", file(2)),
      "quote-not-in-source",
    ],
    ["a quote from another source", claim("sample-rate", "3 GSPS", "Rate 3 GSPS"), "quote-not-in-source"],
    ["no quote", claim("sample-rate", "3 GSPS", "", file(2)), "quote-not-in-source"],
    [
      "a source that is not there",
      claim("sample-rate", "3 GSPS", "Rate 3 GSPS", { source: "text-9" }),
      "quote-not-in-source",
    ],
    ["a quote that says another value", claim("sample-rate", "3 MSPS", "Rate 3 GSPS", file(2)), "value-not-in-quote"],
    ["a quote without the figure", claim("resolution", "12 bit", "Resolution", file(1)), "value-not-in-quote"],
    ["a count that is not in the quote", claim("channels", "8", "4 channels", file(1)), "value-not-in-quote"],
    [
      "a kind that the quote does not name",
      claim("is", "camera", "AX-1 analog-to-digital converter", file(1)),
      "value-not-in-quote",
    ],
    ["a yes on a scrap of text", claim("crypto-user-changeable", "yes", "The key", file(2)), "value-not-in-quote"],
    ["a name the rulebook does not have", claim("eccn", "EAR99", "AX-1", file(1)), "fact-not-known-here"],
    ["a decision instead of a fact", claim("approve", "yes", "Resolution 14 bit", file(1)), "fact-not-known-here"],
    ["a value of another form", claim("sample-rate", "fast", "Rate 3 GSPS", file(2)), "fact-does-not-fit"],
    ["a unit of another dimension", claim("sample-rate", "14 bit", "Resolution 14 bit", file(1)), "fact-does-not-fit"],
    [
      "a figure written with two readings",
      claim("sample-rate", "1,250 MSPS", "1,250 MSPS", file(2)),
      "value-not-in-quote",
    ],
  ])("is dropped and named with %s", (_, one, code) => {
    const { facts, dropped } = ground(one);
    expect(facts).toEqual([]);
    expect(dropped.map(({ because }) => because.code)).toEqual([code]);
  });

  it("counts, kinds and phrases hold when the words say them", () => {
    const { facts } = ground(
      claim("channels", "4", "4 channels", file(1)),
      claim("is", "adc", "analog-to-digital converter", file(1)),
      claim("crypto-user-changeable", "no", "key cannot be changed by the user", file(2)),
    );
    expect(facts.map(({ name, value }) => [name, value])).toEqual([
      ["channels", { value: "4", unit: "count" }],
      ["is", "adc"],
      ["crypto-user-changeable", false],
    ]);
  });

  it("a flood of facts is cut off", () => {
    const flood = Array.from({ length: 500 }, (_, index) =>
      claim(`made-up-${index}`, "yes", "Resolution 14 bit", file(1)),
    );
    expect(ground(...flood).dropped).toHaveLength(60);
  });
});
