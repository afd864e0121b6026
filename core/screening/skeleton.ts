/**
 * The consonants of a romanised word with the variants of transliteration folded: `muhammad`, `mohammed` and `mhmd`
 * are all `mhmd`; `yevgeny` and `evgeniy` are both `*vgn`. Words of one skeleton may be one name in two spellings.
 */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/^y(?=[aeiou])/, ""],
  [/^w/, "v"],
  [/(?<=[b-df-hj-np-tvxz])w(?=[aeiou])/g, "v"],
  [/ah$/, "a"],
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
const VOWELS = /[aeiouyw]/g;

export function skeleton(word: string): string {
  const folded = FOLDS.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  const first = /^[aeiouy]/.test(folded) ? "*" : "";
  return first + folded.replace(VOWELS, "");
}
