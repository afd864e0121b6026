import { readItem } from "../item/read-item.ts";
import type { Fact } from "../item/fact.ts";
import type { SourceText } from "../item/document.ts";
import { findPhrase } from "../licensing/phrases.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** Name of the reply among the sources it is read from; the record names it by its place in the case. */
export const REPLY = "reply";

export type ReplyKind = "chatter" | "status" | "why" | "what-if" | "same-for" | "not-known";

const phrasesOf = (kind: ReplyKind, rulebook: Rulebook): readonly string[] =>
  rulebook.sections.requestWords.flatMap(({ data }) => data.replies[kind]).toSorted((a, b) => b.length - a.length);

export const says = (text: string, kind: ReplyKind, rulebook: Rulebook): boolean =>
  phrasesOf(kind, rulebook).some((phrase) => findPhrase(text, phrase) !== null);

/** What follows a phrase at the very start of the text, else null. */
export function afterLead(text: string, kind: ReplyKind, rulebook: Rulebook): string | null {
  const folded = text.toLowerCase().replace(/[’‘]/g, "'");
  const lead = phrasesOf(kind, rulebook).find(
    (phrase) => folded.startsWith(phrase) && !/[\p{L}\p{N}]/u.test(folded[phrase.length] ?? ""),
  );
  return lead === undefined ? null : text.slice(lead.length).replace(/^[\s:,]+/, "");
}

/** Nothing is left of the text once the words of thanks and talk are taken away: signs and smileys say nothing. */
export function isChatter(text: string, rulebook: Rulebook): boolean {
  const folded = ` ${text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/:[a-z0-9_+-]+:/g, " ")
    .replace(/[^\p{L}\p{N}']+/gu, " ")} `;
  const left = phrasesOf("chatter", rulebook).reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, "  "), folded);
  return left.trim() === "";
}

/** Words that name a thing: a part number, or a kind of product that the lexicon knows. */
export const namesItem = (words: string, rulebook: Rulebook): boolean =>
  codesOf(words).length > 0 || readItem({ name: words, sources: [] }, rulebook.vocabulary).facts.some(isKind);
const isKind = (fact: Fact): boolean => fact.name === "is";

/** Part numbers and the like: letters and digits in one word, but no figure with its unit (`14-bit`, `3GSPS`). */
const codesOf = (words: string): readonly string[] =>
  (words.match(/[\p{L}\p{N}][\p{L}\p{N}./-]*/gu) ?? [])
    .filter((word) => /\p{L}/u.test(word) && /\d/.test(word) && /^\p{L}/u.test(word))
    .map((word) => word.toLowerCase());

/** One name within the other, or the same part number. An item that nobody named yet is any item. */
export function sameItem(words: string, known: string | null): boolean {
  if (known === null) return true;
  const [one, other] = [words, known].map((text) => text.toLowerCase());
  if (!one || !other || one.includes(other) || other.includes(one)) return true;
  const [codes, others] = [codesOf(words), codesOf(known)];
  if (codes.length > 0 && others.length > 0) return codes.some((code) => others.includes(code));
  const inside = one.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  return inside.length > 0 && inside.every((word) => other.includes(word));
}

/** Facts that the reply itself says of the item, in its own words. */
export function factsSaid(text: string, item: string | null, rulebook: Rulebook): readonly Fact[] {
  const source: SourceText = { name: REPLY, kind: "message", pages: [{ page: 1, text }] };
  const read = readItem({ ...(item ? { name: item } : {}), sources: [source] }, rulebook.vocabulary);
  return read.facts.filter((fact) => fact.span?.source === REPLY);
}
