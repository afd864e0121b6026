import type { Basis, Finding } from "../finding.ts";

/** Every reason that licensing gives, with its parameters. The sentences stand in bot/words/licensing.ts. */
export type LicensingFindings = {
  "destination-not-said": Empty;
  "destination-unknown": { readonly text: string };
  "destination-ambiguous": { readonly text: string };
  "destination-domestic": Empty;
  "destination-without-row": { readonly destination: string };
  "territory-row-presumed": { readonly destination: string; readonly row: string };
  "region-unknown": { readonly destination: string };
  "edition-starts-later": { readonly asOf: string };
  embargo: { readonly destination: string; readonly regime: string };
  "embargo-reason": { readonly destination: string; readonly reason: string };
  "embargo-list-not-held": { readonly destination: string };
  "embargo-goods-open": { readonly destination: string; readonly goods: string };
  "embargo-text-changed": { readonly destination: string; readonly why: string };
  "embargoed-row": { readonly destination: string };
  "chart-mark": { readonly reason: string; readonly column: string; readonly destination: string };
  "chart-note-changed": { readonly destination: string; readonly notes: string };
  "chart-no-mark": { readonly reason: string; readonly column: string; readonly destination: string };
  "reason-does-not-apply": { readonly reason: string };
  "reason-open": { readonly reason: string };
  "scope-reached": { readonly reason: string; readonly destination: string };
  "scope-not-reached": { readonly reason: string; readonly destination: string };
  "section-to-read": { readonly reason: string; readonly section: string };
  "headquarters-reached": { readonly party: string; readonly country: string };
  "headquarters-unknown": { readonly party: string };
  "entry-not-in-rulebook": { readonly eccn: string };
  "entry-text-changed": { readonly eccn: string; readonly why: string };
  "paragraph-not-in-rulebook": { readonly eccn: string; readonly paragraph: string };
  "paragraph-missing": { readonly eccn: string };
  "pointer-entry": { readonly eccn: string; readonly agency: string };
  "itar-item": { readonly category: string };
  "itar-proscribed": { readonly country: string; readonly paragraph: string };
  "itar-state-unknown": { readonly country: string; readonly paragraph: string };
  "use-involved": { readonly use: string };
  "use-words": { readonly use: string; readonly words: string };
  "use-asked": Empty;
  "use-question": { readonly use: string; readonly words: string };
  "use-not-reached": { readonly use: string; readonly words: string };
  "use-contradicts": { readonly use: string; readonly words: string };
  "party-hit": {
    readonly party: string;
    readonly role: string;
    readonly list: string;
    readonly entry: string;
    readonly effect: string;
    readonly score: number;
  };
  "party-owned": { readonly party: string; readonly status: string };
  "party-country-proscribed": { readonly party: string; readonly country: string };
  "red-flag": { readonly flag: string; readonly words: string };
  "boycott-language": { readonly phrase: string; readonly quote: string };
  "possible-violation": { readonly quote: string };
  "affiliates-state": { readonly state: string; readonly from: string; readonly assumed: string };
  "mixed-dates-open": MixedDates & { readonly difference: string };
  "mixed-dates-read": MixedDates & { readonly overlay: string };
  "transit-listed": { readonly country: string };
  "transit-embargoed": { readonly country: string };
  "transit-unknown": { readonly text: string };
  "deemed-export": Empty;
  "reexport-of-foreign-item": { readonly origin: string };
  "technology-release": { readonly kind: string };
  "answer-unknown": { readonly fact: string };
  "exception-bar": { readonly symbol: string; readonly why: string };
  "exception-barred-by-party": { readonly symbol: string };
  "exception-not-open": { readonly symbol: string };
  "exception-named-there": { readonly symbol: string };
  "exception-conditions-not-held": { readonly symbol: string };
  "exception-condition-failed": { readonly symbol: string; readonly condition: string };
  "exception-fits": { readonly symbol: string };
  "value-unknown": { readonly limit: string };
  "value-within": { readonly value: string; readonly limit: string };
  "value-above": { readonly value: string; readonly limit: string };
  "value-other-currency": { readonly currency: string; readonly limit: string };
  "offer-not-restricted": Empty;
  "offer-barred": Empty;
  "offer-to-be-asked": Empty;
  "technology-is-its-own-question": Empty;
  "not-decided-yet": Empty;
  "decides-outcome": { readonly outcome: string };
  "item-not-classified": { readonly outcome: string };
  "line-decides": { readonly line: string; readonly outcome: string };
};
type MixedDates = {
  readonly part: string;
  readonly date: string;
  readonly newer: string;
  readonly newerDate: string;
};
type Empty = Readonly<Record<never, never>>;
export type LicensingCode = keyof LicensingFindings;

/** One finding of licensing, its params checked against the code; basis `summary` unless said otherwise. */
export function finding<Code extends LicensingCode>(
  code: Code,
  params: LicensingFindings[Code],
  source: { readonly cite?: string; readonly rule?: string; readonly basis?: Basis } = {},
): Finding {
  return { code, params: { ...params }, basis: "summary", ...source };
}
