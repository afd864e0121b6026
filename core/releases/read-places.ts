import { foldPlace, placeNames } from "../licensing/place-names.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** A place named in a text, as written, with what it may mean and the word before it. */
export type NamedPlace = {
  readonly text: string;
  readonly codes: readonly string[];
  readonly from: number;
  readonly to: number;
  /** `to`, `in`, `for`, `via`, `from` …, lower case; empty when another word or nothing stands before. */
  readonly before: string;
};

const WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu;
const LONGEST = 6;
const TOWARDS = /^(to|in|into|for|via|through|from|at|of)$/;
/** Country codes that people write in capitals in running text. */
const CAPITALS = /^(UK|U\.K\.?|UAE|U\.A\.E\.?|USA|U\.S\.A\.?|US|U\.S\.?|PRC|DRC|ROK|DPRK|KSA)$/;

/**
 * Places of the rulebook's table in running text, longest first, none inside another. A place in small letters counts
 * after a preposition only ("to germany"), so that "turkey" for dinner is none; two letters only as UK, US and the like.
 */
export function readPlaces(text: string, rulebook: Rulebook): readonly NamedPlace[] {
  const { codes } = placeNames(rulebook);
  const words = [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const found: NamedPlace[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const place = longestAt(at);
    if (!place) continue;
    found.push(place.named);
    at += place.words - 1;
  }
  return found;

  function longestAt(at: number): { readonly named: NamedPlace; readonly words: number } | null {
    for (let count = Math.min(LONGEST, words.length - at); count > 0; count -= 1) {
      const [first, last] = [words[at], words[at + count - 1]];
      if (!first || !last) continue;
      const written = text.slice(first.from, last.to).replace(/[.'’-]+$/, "");
      const means = codes.get(foldPlace(written));
      const previous = words[at - 1]?.text.toLowerCase() ?? "";
      const before = TOWARDS.test(previous)
        ? previous
        : (words[at - 2]?.text.toLowerCase() ?? "") === "to" && previous === "the"
          ? "to"
          : "";
      if (means && isPlace(written, before))
        return { named: { text: written, codes: means, from: first.from, to: last.to, before }, words: count };
    }
    return null;
  }
}

function isPlace(written: string, before: string): boolean {
  const letters = foldPlace(written).replaceAll(" ", "");
  if (letters.length < 4) return CAPITALS.test(written);
  if (/^\p{Lu}/u.test(written)) return true;
  return before !== "" && before !== "of";
}
