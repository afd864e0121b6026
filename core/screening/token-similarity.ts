import type { Token } from "./normalise-name.ts";

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/**
 * Optimal string alignment distance (insert, delete, replace, swap of neighbours), or `limit + 1` when it is larger.
 * Words over 60 characters count as far apart.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > 60 || b.length > 60) return limit + 1;
  let [before, last, row] = [rows[0], rows[1], rows[2]];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? limit + 1;
}

/** Mistakes that a word of this length may hold and still be taken for the same. */
export const allowedEdits = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 3);

const bitCount = (value: number): number => {
  let bits = value;
  let count = 0;
  for (; bits !== 0; count++) bits &= bits - 1;
  return count;
};

function spelling(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const limit = allowedEdits(length);
  if (limit === 0 || Math.abs(a.length - b.length) > limit) return 0;
  const distance = editDistance(a, b, limit);
  if (distance > limit) return 0;
  return 1 - distance / length - (a[0] === b[0] ? 0 : 0.06);
}
/** As written, and as folded where that differs; words that share too few letters are not compared. */
function bySpelling(a: Token, b: Token): number {
  const far = bitCount(a.letters ^ b.letters) > 2 * allowedEdits(Math.max(a.raw.length, b.raw.length));
  const written = far ? 0 : spelling(a.raw, b.raw);
  return a.raw === a.text && b.raw === b.text ? written : Math.max(written, spelling(a.text, b.text));
}

/**
 * Words of one skeleton. Two consonants are few: then the letters must be near as well, and it never counts as much.
 * Beside a script without vowels the consonants are all there is to compare.
 */
function bySound(a: Token, b: Token): number {
  const sound = a.skeleton;
  if (sound !== b.skeleton) return 0;
  const consonants = sound.length - (sound.startsWith("*") ? 1 : 0);
  if (a.abjad !== b.abjad) return consonants >= 3 ? 0.92 : consonants === 2 ? 0.88 : consonants === 1 ? 0.75 : 0;
  if (consonants >= 3) return 0.9;
  const shorter = Math.min(a.text.length, b.text.length);
  return consonants === 2 && shorter >= 4 && editDistance(a.text, b.text, 2) <= 2 ? 0.8 : 0;
}

/** `Telecom` for `Telecommunications`: a word cut short, at least five letters of it. */
const byPrefix = (a: Token, b: Token): number => {
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text];
  return short.length >= 5 && long.startsWith(short)
    ? Math.max(0.7, 1 - 0.04 * (long.length - short.length)) * 0.93
    : 0;
};

/** How likely two words are one: 1 the same, 0 different. Numbers are the same or different. */
export function tokenSimilarity(a: Token, b: Token): number {
  if (a.text === b.text) return 1;
  if (a.kind === "number" || b.kind === "number") return 0;
  if (a.kind === "initial" || b.kind === "initial") return a.text[0] === b.text[0] ? INITIAL : 0;
  return Math.max(bySpelling(a, b), bySound(a, b), byPrefix(a, b));
}

/** An initial for a name that begins with it. */
export const INITIAL = 0.55;
