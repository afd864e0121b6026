/** A phrase found in a text, with the words around it as written. */
export type FoundPhrase = { readonly phrase: string; readonly quote: string; readonly denied: boolean };

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[\s\u00A0]/g, " ");
const DENIAL = /\b(no|not|non|never|without|none|neither|nor|isn't|aren't|won't|exclude[sd]?|free of)\b[^.;:!?]{0,40}$/;
/** How far before and after the phrase the quote reaches. */
const AROUND = 60;

/** Whole words, any case; "no military use" is found and marked as denied, never dropped. */
export function findPhrase(text: string, phrase: string): FoundPhrase | null {
  const folded = fold(text);
  const at = indexOfWords(folded, fold(phrase), 0);
  if (at < 0) return null;
  return { phrase, quote: quoteAt(text, at, at + phrase.length), denied: DENIAL.test(folded.slice(0, at)) };
}

/** Finds all words of a row within `near` characters of the first; the quote spans them. */
export function findTogether(text: string, words: readonly string[], near = 160): string | null {
  const folded = fold(text);
  const [first = "", ...others] = words.map(fold);
  for (let at = indexOfWords(folded, first, 0); at >= 0; at = indexOfWords(folded, first, at + 1)) {
    const window = folded.slice(Math.max(0, at - near), at + near);
    if (others.every((word) => indexOfWords(window, word, 0) >= 0)) return quoteAt(text, at, at + first.length);
  }
  return null;
}

const isLetter = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text[at] ?? "");

function indexOfWords(text: string, words: string, from: number): number {
  if (words === "") return -1;
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    const plural = text[at + words.length] === "s" ? 1 : 0;
    if (!isLetter(text, at - 1) && !isLetter(text, at + words.length + plural)) return at;
  }
  return -1;
}

const quoteAt = (text: string, from: number, to: number): string =>
  text
    .slice(Math.max(0, from - AROUND), Math.min(text.length, to + AROUND))
    .replace(/\s+/g, " ")
    .trim();
