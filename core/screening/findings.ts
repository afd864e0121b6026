import type { Finding } from "../finding.ts";

/** Every reason screening gives, with its parameters. The sentences stand in bot/words/screening.ts. */
export type ScreeningFindings = {
  /** `how`: exact | order | joined | spelling | initials | part | acronym. */
  "name-matches": { readonly query: string; readonly candidate: string; readonly how: string; readonly score: number };
  "weak-alias": { readonly candidate: string };
  "alias-of": { readonly matched: string; readonly name: string };
  "address-matches": { readonly query: string; readonly candidate: string; readonly score: number };
  "address-alone": { readonly query: string; readonly candidate: string };
  "country-agrees": { readonly query: string; readonly candidate: string };
  "country-differs": { readonly query: string; readonly candidate: string };
  "birth-date-agrees": { readonly query: string; readonly candidate: string };
  "birth-date-differs": { readonly query: string; readonly candidate: string };
  "identifier-agrees": { readonly kind: string; readonly query: string; readonly candidate: string };
  "identifier-differs": { readonly kind: string; readonly query: string; readonly candidate: string };
  "type-differs": { readonly query: string; readonly candidate: string };
  "numbers-differ": { readonly query: string; readonly candidate: string };
  "listing-ended": { readonly to: string };
  "listing-not-begun": { readonly from: string };
  "judged-different": { readonly list: string };
  "order-not-standard": { readonly list: string };
  "effect-of-list": { readonly list: string; readonly effect: string };
  "effect-of-row": { readonly effect: string };
  "footnote-widens-jurisdiction": { readonly footnote: string };
  "edition-superseded": { readonly list: string; readonly date: string };
  "demonstration-entry": { readonly list: string };
  "owner-listed": { readonly owner: string; readonly share: string; readonly list: string };
  "owner-share-unknown": { readonly owner: string };
  "owners-add-up": { readonly share: string };
  "owners-incomplete": { readonly share: string };
  "affiliates-rule": { readonly state: string; readonly from: string; readonly assumed: string };
};
export type ScreeningCode = keyof ScreeningFindings;

/** One finding, its params checked against the code. */
export function finding<Code extends ScreeningCode>(
  code: Code,
  params: ScreeningFindings[Code],
  source: { readonly cite?: string; readonly basis?: "text" | "summary" } = {},
): Finding {
  return { code, params, ...source };
}
