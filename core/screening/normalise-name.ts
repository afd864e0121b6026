import { FORM_PATTERNS, GENERIC, JOINING, LEGAL_FORMS, PARTICLES, PLACES, SAME_WORD } from "./name-words.ts";
import { mendForms } from "./mend-forms.ts";
import { skeleton } from "./skeleton.ts";

/** Any script to Latin letters; Han words spaced by syllable. Given from outside: core holds no tables of scripts. */
export type Romanise = (text: string) => string;

export type TokenKind = "word" | "generic" | "place" | "particle" | "initial" | "number";
export type Token = {
  /** The word's usual form: `technology` for `technologies`. */
  readonly text: string;
  /** As written. */
  readonly raw: string;
  readonly kind: TokenKind;
  /** 0 to 1: how much this word tells parties apart. */
  readonly weight: number;
  readonly skeleton: string;
  /** From a script that writes few vowels (Arabic, Hebrew): its consonants are all there is. */
  readonly abjad: boolean;
  /** One bit per letter, to refuse far words cheaply. */
  readonly letters: number;
};

/** A name as it is compared. */
export type NameView = {
  readonly raw: string;
  /** The words as written, before variants are folded. */
  readonly plain: string;
  /** Without legal form, variants folded, in the order written. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** All words in one without particles and legal form, as written: for glued and split writing. */
  readonly joined: string;
  /** All letters in one, the legal form's too. */
  readonly letters: string;
  readonly sorted: string;
  readonly forms: readonly string[];
  /** First letters of all words, the legal form's too. */
  readonly acronym: string;
};

const FORMS_BY_FIRST = new Map<string, (readonly string[])[]>();
for (const phrase of LEGAL_FORMS) {
  const parts = phrase.split(" ");
  const [first = ""] = parts;
  FORMS_BY_FIRST.set(
    first,
    [...(FORMS_BY_FIRST.get(first) ?? []), parts].sort((a, b) => b.length - a.length),
  );
}

const RUSSIAN_FORM = /estv|federaln/;
/** One-word legal forms: out of their place they hardly weigh. */
const FORMS_ALONE: ReadonlySet<string> = new Set(LEGAL_FORMS.filter((form) => !form.includes(" ")));
const letterBits = (text: string): number => {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
};

function kindOf(text: string): TokenKind {
  if (/\d/.test(text)) return "number";
  if (text.length === 1) return "initial";
  if (PARTICLES.has(text) || FORMS_ALONE.has(text)) return "particle";
  if (GENERIC.has(text)) return "generic";
  return PLACES.has(text) ? "place" : "word";
}
const WEIGHTS: Readonly<Record<TokenKind, number>> = {
  word: 1,
  number: 0.8,
  place: 0.55,
  initial: 0.4,
  generic: 0.33,
  particle: 0.1,
};

/** One word, folded to its usual form (`technologies` → `technology`). */
export function toToken(word: string, abjad = false): Token {
  const text = SAME_WORD.get(word) ?? word;
  const kind = kindOf(text);
  const weight = kind === "word" && text.length < 4 ? (text.length === 2 ? 0.7 : 0.85) : WEIGHTS[kind];
  return { text, raw: word, kind, weight, skeleton: skeleton(text), abjad, letters: letterBits(word) };
}

/** Lower-case Latin words with dots and apostrophes closed up: `S.A.` → `sa`, `Xi'an` → `xian`, `A & B` → `a and b`. */
export function toWords(text: string, romanise: Romanise): readonly string[] {
  const latin = romanise(text.normalize("NFKC")).toLowerCase();
  const closed = latin
    .replace(/&/g, " and ")
    .replace(/['’`"?]/g, "")
    .replace(/\b([a-z])\.(?=[a-z](?:\.|\b))/g, "$1");
  return closed.match(/[a-z0-9]+/g) ?? [];
}

/** Russian legal forms, spelt in many ways, as the one word `ooo`. */
function foldRussianForms(words: readonly string[]): readonly string[] {
  const text = words.join(" ");
  if (!RUSSIAN_FORM.test(text)) return words;
  const folded = FORM_PATTERNS.reduce((rest, pattern) => rest.replace(pattern, " ooo "), ` ${text} `);
  return folded.split(" ").filter((word) => word !== "");
}

/** Length of the legal form that begins at `at`, 0 for none; one of two letters counts at either end only. */
function formLength(list: readonly string[], at: number): number {
  const known = FORMS_BY_FIRST.get(list[at] ?? "") ?? [];
  const found = known.find((parts) => parts.every((part, i) => list[at + i] === part));
  if (!found) return 0;
  const short = found.length === 1 && (found[0] ?? "").length <= 2;
  return short && at !== 0 && at !== list.length - 1 ? 0 : found.length;
}

function splitForms(list: readonly string[]): { readonly names: readonly string[]; readonly forms: readonly string[] } {
  const names: string[] = [];
  const forms: string[] = [];
  for (let i = 0; i < list.length;) {
    const length = formLength(list, i);
    if (length > 0) forms.push(list.slice(i, i + length).join(" "));
    else names.push(list[i] ?? "");
    i += Math.max(length, 1);
  }
  return names.length === 0 ? { names: list, forms: [] } : { names, forms };
}

/**
 * Never fails: a name without a single letter or digit has no tokens. `intern` may share equal tokens. `mend` repairs
 * mistyped legal forms: for names that people type, not for the lists' own.
 */
export function normaliseName(
  raw: string,
  romanise: Romanise,
  options: { readonly intern?: (word: string, abjad: boolean) => Token; readonly mend?: boolean } = {},
): NameView {
  const words = toWords(raw, romanise);
  const list = foldRussianForms(options.mend ? mendForms(words) : words);
  const { names, forms } = splitForms(list);
  const abjad = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(raw);
  const tokens = names.map((word) => (options.intern ?? toToken)(word, abjad));
  const solid = tokens.filter((token) => token.kind !== "particle");
  return {
    raw,
    plain: names.join(" "),
    text: tokens.map((token) => token.text).join(" "),
    tokens,
    joined: (solid.length > 0 ? solid : tokens).map((token) => token.raw).join(""),
    letters: words.join(""),
    sorted: tokens
      .map((token) => token.text)
      .sort()
      .join(" "),
    forms,
    acronym: list
      .filter((word) => !JOINING.has(word))
      .map((word) => word[0])
      .join(""),
  };
}
