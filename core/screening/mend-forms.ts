import { FORM_PAIR, FORM_WORDS } from "./name-words.ts";
import { editDistance } from "./token-similarity.ts";

const near = (word: string, form: string): boolean => {
  const limit = form.length >= 9 ? 2 : 1;
  return word.length >= 4 && editDistance(word, form, limit) <= limit;
};

/** Mistyped words of a legal form as they were meant: `liimted` → `limited`; `joint` and `stock` only beside each other. */
export function mendForms(words: readonly string[]): readonly string[] {
  const mended = words.map((word) => (word.length < 6 ? word : (FORM_WORDS.find((form) => near(word, form)) ?? word)));
  const [first, second] = FORM_PAIR;
  return mended.map((word, i) => {
    if (near(word, first) && near(mended[i + 1] ?? "", second)) return first;
    return near(word, second) && near(mended[i - 1] ?? "", first) ? second : word;
  });
}
