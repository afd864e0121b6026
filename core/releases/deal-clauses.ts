import type { SourceText } from "../item/document.ts";

/** A part of a request that is about the customer or the use, not about the item. Offsets count UTF-16 code units. */
export type DealClause = { readonly from: number; readonly to: number; readonly text: string };

const REST = String.raw`[^.!?;\n]*`;
const WHO = String.raw`(?:they|the (?:customer|buyer|company|end[- ]?user|consignee|client|institute|university))`;
const DOES = String.raw`(?:build|make|produce|manufactur|develop|design|operate|run|test|need|want|use|plan|integrate|install|assemble|repair|sell)`;

/** "The buyer installs it alone" says how the item is made; "the customer will install it in a plant" says what for. */
const BY_ITSELF = String.raw`(?!\s+(?:\w+\s+){0,2}(?:installs?|sets?|plugs?|connects?)\s+(?:(?:it|them)\s+)?(?:up\s+|in\s+)?(?:it\s+|them\s+)?(?:up\s+)?(?:alone|themsel\w+|himself|herself|on (?:their|his|her) own|without|easily|in minutes)\b)`;

/** Clauses by their opening words. "They are sold in shops" is about the item and stays; "they build …" is not. */
const OPENINGS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${WHO}${BY_ITSELF}\s+(?:(?:will|would|also|only|mainly|want to|plan to|intend to)\s+)*${DOES}\w*\b${REST}`,
    "giu",
  ),
  new RegExp(
    String.raw`\b(?:it|this|these|the (?:unit|part|item|good)s?)\s+(?:is|are|will be|would be|shall be)\s+(?:used|for use|installed|integrated|meant|intended)\b${REST}`,
    "giu",
  ),
  new RegExp(String.raw`\bend[- ]use\s*(?:is|:)?\s*${REST}`, "giu"),
  new RegExp(String.raw`(?<=\S),?\s+(?:to be used|for use|used|intended)\s+(?:in|for|as|by|at|on)\b${REST}`, "giu"),
];
/** "…for Acme Example GmbH in Germany, for a test bench": only behind the place, where it cannot name the item. */
const PURPOSE = new RegExp(String.raw`^${REST}?[,\s]\s*(for\s+(?:a|an|the|their|its|use)\s+${REST})`, "iu");

/** The clauses of a request about the deal. `after`: words (a party, a destination) behind which "for a …" is a purpose. */
export function dealClauses(text: string, after: readonly string[]): readonly DealClause[] {
  const found = OPENINGS.flatMap((opening) =>
    [...text.matchAll(opening)].map((match) => clause(text, match.index, match.index + match[0].length)),
  );
  const purposes = after.flatMap((words) => {
    const at = text.toLowerCase().indexOf(words.toLowerCase());
    if (at < 0) return [];
    const from = at + words.length;
    const match = PURPOSE.exec(text.slice(from));
    const said = match?.[1];
    return match && said !== undefined
      ? [clause(text, from + match[0].length - said.length, from + match[0].length)]
      : [];
  });
  return withoutNested([...found, ...purposes]);
}

const clause = (text: string, from: number, to: number): DealClause => ({
  from,
  to,
  text: text.slice(from, to).trim(),
});

function withoutNested(clauses: readonly DealClause[]): readonly DealClause[] {
  const byLength = clauses.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const kept = byLength.filter(
    (one, i) => !byLength.slice(0, i).some((wider) => wider.from <= one.from && one.to <= wider.to),
  );
  return kept.toSorted((a, b) => a.from - b.from);
}

/**
 * A message as the classification may see it: what concerns the customer or the use is blanked with spaces, so that
 * every span keeps its place. Classification never sees the deal (LAW §5, CONTRACT).
 */
export function withoutDeal(source: SourceText, hidden: readonly string[]): SourceText {
  if (source.kind !== "message") return source;
  return { ...source, pages: source.pages.map((page) => ({ ...page, text: blank(page.text, hidden) })) };
}

function blank(text: string, hidden: readonly string[]): string {
  return hidden
    .filter((words) => words.trim() !== "")
    .reduce(
      (left, words) =>
        left.replaceAll(words, (match) => match.replaceAll(/[^\n]/gu, (letter) => " ".repeat(letter.length))),
      text,
    );
}
