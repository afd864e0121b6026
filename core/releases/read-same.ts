import { findPhrase } from "../licensing/phrases.ts";
import { partNumbersIn } from "../register/read-identity.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** What a request refers back to: an earlier item (`last-time`), or an earlier deal with another item (`deal`). */
export type SameWords = { readonly takes: "last-time" | "deal"; readonly item: string | null };

const NAMED = /\bsame\s+as\s+(?:the\s+|our\s+)?([^,.?!;\n]{2,60}?)\s+(?:last\s+time|before)\b/iu;
const FOR =
  /\bsame(?:\s+(?:again|thing|question|deal))?\s+for\s+(?:the\s+|our\s+|an?\s+)?([^,.?!;\n]{2,60}?)(?=\s+(?:to|in|for|with|please)\b|[,.?!;\n]|$)/iu;

/**
 * "Same as last time", "same as AD-7 last time", "same for AD-8". A name counts as an item only with a part number:
 * "same for Germany" is about a place. Null: the request refers to nothing earlier.
 */
export function readSame(text: string, rulebook: Rulebook): SameWords | null {
  const words = rulebook.sections.requestWords.map(({ data }) => data);
  const standards = words.flatMap((one) => one["not-part-numbers"]);
  const item = (said: string | undefined): string | null =>
    said !== undefined && partNumbersIn(said, standards).length === 1 ? said.trim() : null;
  const named = item(NAMED.exec(text)?.[1]);
  if (named !== null) return { takes: "last-time", item: named };
  const other = item(FOR.exec(text)?.[1]);
  if (other !== null) return { takes: "deal", item: other };
  const last = words.flatMap((one) => one["same-as-last"]).some((phrase) => findPhrase(text, phrase) !== null);
  return last ? { takes: "last-time", item: null } : null;
}
