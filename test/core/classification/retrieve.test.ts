import { describe, expect, it } from "vitest";
import { nearestEntries } from "../../../core/classification/retrieve.ts";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const asOf = toLawDate("2026-11-24");
const near = (text: string) => [...nearestEntries(text, rulebook, asOf).keys()];

describe("the entries nearest to a text by its words", () => {
  it("are those whose titles and trade words it uses, the best first with a share of 1", () => {
    const found = nearestEntries("gyroscope, angular rate sensor with low bias drift", rulebook, asOf);
    expect([...found.values()][0]).toBe(1);
    expect([...found.keys()].slice(0, 3)).toContain("7A002");
    expect(near("peristaltic something of words nobody lists, qwxz")).not.toContain("7A002");
  });

  it("are the same from any order of the words that stand alone", () => {
    expect(near("sonar, hydrophone, array")).toEqual(expect.arrayContaining(near("hydrophone, sonar").slice(0, 1)));
    expect(near("")).toEqual([]);
  });

  it("rank the candidates of a thing whose kind is not read, and decide nothing", () => {
    const { outcome, candidates } = classify(
      { description: "Doodah for underwater hydrophone arrays", sources: [] },
      rulebook,
      asOf,
    );
    expect(outcome).not.toBe("classified");
    expect(candidates.slice(0, 3).map(({ eccn }) => eccn)).toContain("6A001");
  });

  it("one entry does not fill the first places with its paragraphs", () => {
    const { candidates } = classify({ description: "ADC chip", sources: [] }, rulebook, asOf);
    const open = candidates.filter(({ status }) => status === "unknown").map(({ eccn }) => eccn);
    const repeated = open.findIndex((eccn, index) => open.indexOf(eccn) < index);
    expect(new Set(open.slice(0, repeated === -1 ? open.length : repeated))).toEqual(new Set(open));
  });
});
