import type { Rulebook } from "../rulebook/rulebook.ts";

const MOST = 120;
/** Pronouns and phrases that stand for an item without naming it. */
const NO_ITEM =
  /^(?:(?:we|i|it|they|them|you|same|can|could|may|please|hi|hello|the\s+same|something|anything|goods|items?|darf|dürfen|können|kann|peut-on|pouvons)\b|(?:an? )?(?:eccn|hs code|classification|licen[sc]e|quote|quotation|price|help|advice|information|answer)$|(?:distributor|reseller|customer|client|partner|buyer|end[- ]?user|forwarder|colleague)s?\b)/iu;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const anyOf = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => escape(word).replace(/ /g, "\\s+"))
    .join("|");

/**
 * The words that name the item: what stands between the act's verb (or the start) and the place or the customer, without
 * count and article. Null when nothing is left: then it is asked. `firstParty`: where the first firm's name begins.
 */
export function readItemWords(text: string, rulebook: Rulebook, firstParty: number | null): string | null {
  const words = rulebook.sections.requestWords.map(({ data }) => data);
  const verbs = new RegExp(
    `(?<![\\p{L}-])(?:${anyOf(words.flatMap((one) => one.verbs).flatMap(formsOf))})(?![\\p{L}-])\\s*`,
    "giu",
  );
  const stops = new RegExp(
    `(?:(?<![\\p{L}-])(?:${anyOf(words.flatMap((one) => one.stops))})(?![\\p{L}-])|[?!;\\n]|\\.(?=\\s|$)|,(?=\\s))`,
    "iu",
  );
  const asked =
    /^\s*(?:is|are)\s+(?:the\s+|our\s+|this\s+)?(.{2,120}?)\s+(?:export[- ])?(?:controlled|restricted|listed|covered|allowed)\b/iu.exec(
      text,
    )?.[1];
  if (asked) return withoutLead(asked, words);
  const starts = [...text.matchAll(verbs)].map((match) => match.index + match[0].length);
  for (const start of [...starts, ...(starts.length === 0 ? [0] : [])]) {
    const rest = text.slice(start, firstParty !== null && firstParty > start ? firstParty : undefined);
    const stop = stops.exec(rest)?.index ?? rest.length;
    const item = withoutLead(rest.slice(0, stop), words);
    if (item !== "" && item.length <= MOST && /\p{L}{2}|\d/u.test(item) && !NO_ITEM.test(item)) return item;
  }
  return null;
}

/** `ship`, `ships`, `shipped`, `shipping`; a phrase stays as it is. */
function formsOf(verb: string): readonly string[] {
  if (!/^[a-z]+$/.test(verb)) return [verb];
  const stem = verb.replace(/e$/, "");
  const doubled = /[^aeiou][aeiou][pt]$/.test(verb) ? `${verb}${verb.at(-1)}` : stem;
  return [verb, `${verb}s`, `${doubled}ing`, `${doubled}ed`];
}

type Words = Rulebook["sections"]["requestWords"][number]["data"];

/** Takes off, again and again, a count with its unit and the words that may stand before a noun. */
function withoutLead(text: string, words: readonly Words[]): string {
  const units = anyOf(words.flatMap((one) => one.units));
  const lead = new RegExp(
    `^(?:\\d{1,9}\\s*(?:${units}|x)(?![\\p{L}\\p{N}])|\\d{1,6}(?=\\s+\\p{L})(?!\\s*-?(?:bit|v|w|mhz|ghz|gsps|msps|nm|mm)\\b)|(?:${anyOf(words.flatMap((one) => one.lead))})(?![\\p{L}\\p{N}-]))\\s*`,
    "iu",
  );
  // "ECCN for: a camera", "Quote request: 2 units": what stands before the colon is not the item.
  let left = text.trim().replace(/^(?:request|inquiry|enquiry)?\s*[:–-]\s*/iu, "");
  for (let before = ""; before !== left;) {
    before = left;
    left = left.replace(lead, "").trim();
  }
  // A bracket that a comma cut open is no part of the name.
  const whole = left.includes("(") && !left.includes(")") ? left.slice(0, left.indexOf("(")) : left;
  return whole.replace(/["“”]/g, "").replace(/\s+/g, " ").trim();
}
