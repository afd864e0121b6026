/**
 * The consonants of a romanised word, spelling variants folded: `muhammad`, `mohammed` and `mhmd` are all `mhmd`;
 * `yevgeny` and `evgeniy` are both `*vgn`. Two words of one skeleton are likely one name in two transliterations.
 */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/^[yj](?=[aeiou])/, ""],
  [/^w/, "v"],
  [/shch|sch|sh/g, "S"],
  [/tch|cz|ch/g, "C"],
  [/dzh|zh|dj/g, "j"],
  [/ph/g, "f"],
  [/ck|kh|q|c/g, "k"],
  [/gh/g, "g"],
  [/dh/g, "d"],
  [/th/g, "t"],
  [/bh/g, "b"],
  [/ts|tz/g, "z"],
  [/x/g, "ks"],
  [/(.)\1+/g, "$1"],
];
const VOWELS = /[aeiouyw']/g;

export function skeleton(word: string): string {
  const folded = FOLDS.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  const first = /^[aeiouy]/.test(folded) ? "*" : "";
  return first + folded.replace(VOWELS, "");
}

/** A word written without vowels, as romanised Arabic or Hebrew comes out. */
export const isVowelless = (word: string): boolean => word.length > 1 && !/[aeiou]/.test(word);
