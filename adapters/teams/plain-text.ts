import { LINE_MAX } from "./limits.ts";

/** Codes that steer text: C0 and C1 controls, bidirectional overrides, embeddings and isolates, and the byte order mark. */
const STEERING = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** `{{DATE(…)}}` and `{{TIME(…)}}` are expanded by card renderers. */
const EXPANDED = /\{(?=\{)/gu;

/**
 * Text as a reader shall see it, whoever wrote it: control and bidirectional override codes become U+FFFD, card
 * functions (`{{DATE()}}`) are broken by a word joiner. It carries no markup because only TextRun elements show it
 * (they have none, Adaptive Cards 1.5); nothing is dropped.
 */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, "\n").replace(STEERING, "\uFFFD").replace(EXPANDED, "{\u2060");

/** Where a Markdown link or autolink would begin: `](`, `][`, `]:` and `<scheme:`. */
const LINK = /(\](?=[([:])|<(?=[a-z/!]))/giu;

/**
 * As `cleanText`, on one line, for button titles, labels and choices: plain in the standard, read as Markdown by some
 * clients. Links are broken by a word joiner, which no one sees; emphasis marks can do no harm and stay as they are.
 */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .replace(/[\n\t]+/g, " ")
    .replace(LINK, "$1\u2060");

/** At most `limit` code points, never half a character; what was left out is counted. */
export function cutText(text: string, limit: number): string {
  const points = Array.from(text);
  if (points.length <= limit) return text;
  const more = points.length - limit;
  return `${points.slice(0, limit).join("")}… (${more} more ${more === 1 ? "character" : "characters"})`;
}

/** `cleanLine` of at most LINE_MAX code points: titles, labels and choices are lines, not pages. */
export const shortLine = (text: string): string => cutText(cleanLine(text), LINE_MAX);

/** The first `limit` and, if some were left out, how many: a cut is always named. */
export function cutList<T>(items: readonly T[], limit: number): { readonly kept: readonly T[]; readonly more: number } {
  if (items.length <= limit) return { kept: items, more: 0 };
  return { kept: items.slice(0, limit), more: items.length - limit };
}
