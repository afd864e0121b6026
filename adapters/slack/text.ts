import { moreCharacters } from "./phrases.ts";

/** Codes that steer text: C0 and C1 controls, bidirectional overrides, embeddings and isolates, the byte order mark. */
const STEERING = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** Where a client would make a link of what is only quoted: `scheme://`, `mailto:`, `tel:`, `www.`. */
const LINK = /(:)(?=\/\/)|\b((?:mailto|tel):)|\b(www)(?=\.)/giu;

/**
 * Text as a reader shall see it, whoever wrote it: control and bidirectional override codes become U+FFFD, what would
 * become a link is broken by a word joiner that no one sees. Nothing is dropped.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(STEERING, "\uFFFD")
    .replace(LINK, (found) => `${found}\u2060`);

export const cleanLine = (text: string): string => cleanText(text).replace(/[\n\t]+/g, " ");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** Slack's control characters as entities: no mention, link or date can be written with what is left. */
export const escapeText = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** As many of the pieces, from the first on, as fit into `room` code units. */
function take(pieces: readonly string[], room: number): number {
  let size = 0;
  let kept = 0;
  while (kept < pieces.length && size + (pieces[kept]?.length ?? 0) <= room) size += pieces[kept++]?.length ?? 0;
  return kept;
}

/**
 * `written` of each code point, joined, at most `limit` code units; never half a character or half an entity. What was
 * left out is counted at the end.
 */
function fit(text: string, limit: number, written: (point: string) => string): string {
  const pieces = Array.from(text, written);
  const whole = pieces.join("");
  if (whole.length <= limit) return whole;
  const kept = take(pieces, limit - moreCharacters(pieces.length).length);
  return `${pieces.slice(0, kept).join("")}${moreCharacters(pieces.length - kept)}`;
}

/** For text objects: cleaned, escaped, and only then cut, so that `&` counts as the five characters it is sent as. */
export const fitEscaped = (text: string, limit: number): string => fit(cleanText(text), limit, escapeText);
/** For rich text, which knows no markup: cleaned and cut. */
export const fitLiteral = (text: string, limit: number): string => fit(cleanText(text), limit, (point) => point);

/** For labels that have no room to say what was left out: the end is an ellipsis. */
export function fitLabel(text: string, limit: number): string {
  const pieces = Array.from(cleanLine(text).trim(), escapeText);
  const whole = pieces.join("");
  return whole.length <= limit ? whole : `${pieces.slice(0, take(pieces, limit - 1)).join("")}…`;
}
/** Whether `fitLabel` had to leave something out. */
export const isCut = (text: string, limit: number): boolean => escapeText(cleanLine(text).trim()).length > limit;

/** The first `limit` and, if some were left out, how many: a cut is always named. */
export function cutList<T>(items: readonly T[], limit: number): { readonly kept: readonly T[]; readonly more: number } {
  if (items.length <= limit) return { kept: items, more: 0 };
  return { kept: items.slice(0, limit), more: items.length - limit };
}
