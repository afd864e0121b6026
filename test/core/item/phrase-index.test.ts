import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, findWords } from "../../../core/item/passages.ts";
import { indexPhrases } from "../../../core/item/phrase-index.ts";
import { openHalf } from "../../labelled/set.ts";
import { rulebook } from "../../rulebook.ts";

const PHRASES = ["adc", "adc board", ".22 lr", "a/d converter", "ärmel", "3d printer", "c", "s"];
const index = indexPhrases(PHRASES, (phrase) => phrase);
const bruteForce = (plain: string, phrases: readonly string[]): readonly string[] =>
  phrases.filter((phrase) => findWords(plain, phrase).length > 0);
const parts = fc.constantFrom(
  "adc",
  "adcs",
  "a/d",
  "board",
  "boards",
  " ",
  "-",
  "/",
  ".",
  "22",
  "lr",
  "3d",
  "printers",
  "ärmel",
  "s",
);

describe("the index of phrases", () => {
  it("finds every phrase that stands in a text as words of its own", () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const plain = pieces.join("");
        expect(index(plain)).toEqual(expect.arrayContaining([...bruteForce(plain, PHRASES)]));
      }),
    );
  });

  it("keeps the order of the list", () => {
    expect(index("s, adc board, c")).toEqual(["adc", "adc board", "c", "s"]);
  });

  it("finds every trade word of the lexicon in the labelled texts", () => {
    const words = [...new Set(rulebook.vocabulary.classes.all.flatMap(({ words: all }) => all ?? []))];
    const found = indexPhrases(words, (word) => word);
    const texts = openHalf("tuned").flatMap(({ items }) => items.map(({ item }) => plainText(item.description ?? "")));
    for (const plain of texts.filter((_, at) => at % 6 === 0)) {
      const named = new Set(found(plain));
      for (const word of bruteForce(plain, words)) if (!named.has(word)) expect.fail(`${word}: ${plain}`);
    }
    expect(texts.length).toBeGreaterThan(200);
  });
});
