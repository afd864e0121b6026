import { findWords } from "./passages.ts";

/** Where something is said inside a passage. */
export type Place = { readonly from: number; readonly to: number };

/** The words of one clause stand close together; a pair further apart belongs to two thoughts. */
const REACH = 90;
const BREAK = /[;:()\n\t]|,(?!\d{3}(?!\d))|\bbut\b|\baber\b|\bmais\b/g;
const patterns = new Map<string, RegExp>();

/** `in ~ shops`, `(buyer|user) ~ installs`, `encrypt*`: words with a gap, a choice and an open end. */
function patternOf(written: string): RegExp {
  const known = patterns.get(written);
  if (known) return known;
  const body = written
    .replaceAll(/[.+?^${}[\]\\/]/g, String.raw`\$&`)
    .replaceAll("*", String.raw`[\p{L}\p{N}]*`)
    .replaceAll(" ~ ", String.raw`(?:\s+[^\s,;.:]+){0,3}\s+`)
    .replaceAll(/ (?!~)/g, String.raw`[\s-]+`)
    .replaceAll(/\((?!\?)/g, "(?:");
  const made = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${body})(?![\p{L}\p{N}])`, "gu");
  patterns.set(written, made);
  return made;
}

/** A form with a gap, a choice or an open end. */
const OPEN = /[~*(|]/;
const sure = new Map<string, string>();

/** The longest run of letters that every text with this form has: a plain search for it spares the pattern. */
function surelyIn(written: string): string {
  const known = sure.get(written);
  if (known !== undefined) return known;
  // A choice may hold none of its words; what stands outside of every choice is in the text as written.
  const outside = written.replaceAll(/\([^()]*\)/g, "~");
  const runs = /[(|]/.test(outside) ? [] : outside.split(/[^\p{L}\p{N}]+/u);
  const longest = OPEN.test(written) ? (runs.toSorted((a, b) => b.length - a.length)[0] ?? "") : written;
  sure.set(written, longest);
  return longest;
}

function placesOf(plain: string, written: string): readonly Place[] {
  if (!OPEN.test(written)) return findWords(plain, written).map(([from, to]) => ({ from, to }));
  return [...plain.matchAll(patternOf(written))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The written forms of each group that stand anywhere in a text; null when a group stands nowhere in it. */
export function spokenGroups(
  everything: string,
  groups: readonly (readonly string[])[],
): readonly (readonly string[])[] | null {
  const left: (readonly string[])[] = [];
  for (const group of groups) {
    const spoken = group.filter(
      (written) =>
        everything.includes(surelyIn(written)) && (!OPEN.test(written) || everything.search(patternOf(written)) >= 0),
    );
    if (spoken.length === 0) return null;
    left.push(spoken);
  }
  return left;
}

/**
 * Places where one of each group stands in one clause, the closest ones. Empty when a group is not there at all.
 */
export function findTogether(plain: string, groups: readonly (readonly string[])[]): readonly Place[] {
  const found: (readonly Place[])[] = [];
  for (const group of groups) {
    const places = group.flatMap((written) => placesOf(plain, written));
    if (places.length === 0) return [];
    found.push(places);
  }
  const [first = [], ...others] = found;
  return first.flatMap((start): readonly Place[] => {
    let place: Place = start;
    for (const places of others) {
      const [nearest] = places
        .map((other) => ({ from: Math.min(place.from, other.from), to: Math.max(place.to, other.to) }))
        .filter(({ from, to }) => to - from <= REACH && clauseOf(plain, { from, to }).whole)
        .toSorted((a, b) => a.to - a.from - (b.to - b.from));
      if (!nearest) return [];
      place = nearest;
    }
    return [place];
  });
}

/** The clause around a place; `whole` is false when the place reaches over the end of one. */
export function clauseOf(plain: string, { from, to }: Place): Place & { readonly whole: boolean } {
  let [start, end, whole, passed] = [0, plain.length, true, 0];
  for (const stop of plain.matchAll(BREAK)) {
    const after = stop.index + stop[0].length;
    // "Extracts raw data (physical image) from locked phones": a bracket that closes again interrupts nothing.
    if (after <= passed) continue;
    const closed = stop[0] === "(" && stop.index > from ? plain.indexOf(")", after) + 1 : 0;
    if (closed > 0 && closed <= to) passed = closed;
    else if (after <= from) start = after;
    else if (stop.index >= to) {
      end = stop.index;
      break;
    } else if (stop.index > from) whole = false;
  }
  return { from: start, to: end, whole };
}

const DENIES =
  /(?<![\p{L}\p{N}])(?:no|not|non|cannot|cant|never|without|neither|nor|nobody|none|unable|nicht|kein\p{L}*|niemals|ohne|ne|pas|sans|aucun\p{L}*|jamais)(?![\p{L}\p{N}])|n['’]t(?![\p{L}])|(?<![\p{L}])n['’](?=\p{L})/gu;
const DENIES_FROM_AFAR = /\b(?:no way|no means|not possible|impossible|not able|not allowed|nicht möglich)\b/;
const NO_DENIAL =
  /\b(?:not only|not just|no doubt|no need|no problem|without (?:any )?(?:help|assistance|support|tools|restrictions?|limitations?))\b/g;
/** How many words before its place a "not" still denies it. */
const NEAR = /(?:^|\s)(?:\S+\s+){0,3}$/;

/** True when the place is denied: "not sold in shops", "the user can't change the encryption". */
export function isDenied(plain: string, place: Place): boolean {
  const clause = clauseOf(plain, place);
  const said = plain.slice(clause.from, clause.to).replaceAll(NO_DENIAL, (words) => " ".repeat(words.length));
  if (DENIES_FROM_AFAR.test(said)) return true;
  const [from, to] = [place.from - clause.from, place.to - clause.from];
  const start = NEAR.exec(said.slice(0, from))?.index ?? 0;
  if ([...said.slice(start, to).matchAll(DENIES)].length > 0) return true;
  return /^\s*(?::|-|–|=)?\s*(?:none|no\b|not (?:possible|supported|available|allowed))/.test(said.slice(to));
}
