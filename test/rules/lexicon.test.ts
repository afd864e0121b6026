import { describe, expect, it } from "vitest";
import { rulebook } from "../rulebook.ts";

const { all } = rulebook.vocabulary.classes;

describe("the lexicon", () => {
  it("names one kind with each trade word: a word of two kinds would be read by chance", () => {
    const kinds = Map.groupBy(
      all.flatMap(({ name, words }) => (words ?? []).map((word) => ({ word, name }))),
      ({ word }) => word,
    );
    expect(
      [...kinds].filter(([, of]) => of.length > 1).map(([word, of]) => [word, ...of.map(({ name }) => name)]),
    ).toEqual([]);
  });

  it("has its trade words in lower case: texts are compared so", () => {
    expect(all.flatMap(({ words }) => words ?? []).filter((word) => word !== word.toLowerCase())).toEqual([]);
  });
});
