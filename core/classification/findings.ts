import type { Finding } from "../finding.ts";
import type { JsonObject } from "../json.ts";

type Comparison = {
  readonly fact: string;
  readonly value: string;
  readonly limit: string;
  readonly comparator: string;
  readonly ratio?: number | null;
  readonly equal?: boolean;
};
type OfFact = { readonly fact: string };

/** Every code a classification can carry, with its params. bot/words/classification.ts has one sentence for each. */
export type ClassificationFindings = {
  readonly "limit-met": Comparison;
  readonly "limit-not-met": Comparison;
  readonly "range-straddles-limit": Comparison;
  readonly "unit-not-comparable": Comparison;
  readonly "fact-missing": OfFact;
  readonly "fact-is": { readonly fact: string; readonly value: string; readonly wanted: readonly (string | boolean)[] };
  readonly "fact-is-not": {
    readonly fact: string;
    readonly value: string;
    readonly wanted: readonly (string | boolean)[];
  };
  readonly "kind-is": { readonly fact: string; readonly value: string; readonly wanted: readonly (string | boolean)[] };
  readonly "kind-is-not": {
    readonly fact: string;
    readonly value: string;
    readonly wanted: readonly (string | boolean)[];
  };
  readonly "kind-too-wide": {
    readonly fact: string;
    readonly value: string;
    readonly wanted: readonly (string | boolean)[];
  };
  readonly "fact-contradicts-itself": { readonly fact: string; readonly values: readonly string[] };
  readonly "name-not-listed": OfFact;
  readonly "fact-has-no-figure": { readonly fact: string; readonly value: string };
  readonly "fact-stated": OfFact;
  readonly "fact-not-stated": OfFact;
  readonly "specially-designed-not-caught": OfFact;
  readonly "specially-designed-open": OfFact;
  readonly "specially-designed-caught": OfFact;
  readonly "specially-designed-released": OfFact;
  /** What the item is about or contains: the paragraph that this meets, or the entries that were walked for it. */
  /** What the text says of its subject, not what was tested. */
  readonly "subject-named": { readonly paragraph: string };
  readonly "walk-met": { readonly of: string; readonly paragraph: string };
  readonly "walk-not-met": { readonly of: string; readonly entries: readonly string[] };
  readonly "walk-open": { readonly of: string; readonly entries: readonly string[] };
  readonly "paragraph-decides": JsonObject;
  readonly "row-in-words": JsonObject;
  readonly "note-takes-out": { readonly note: string; readonly title: string };
  readonly "note-open": { readonly note: string; readonly title: string };
  readonly "paragraph-not-modelled": { readonly paragraph: string; readonly title: string };
  /** Paragraphs of the official text that no test reads, where what stands above them is met. */
  readonly "paragraphs-not-tested": { readonly paragraphs: readonly string[] };
  /** A deciding note that no test runs. `at`: the paragraph that is met there; empty: it could put the item in. */
  readonly "note-not-run": { readonly note: string; readonly widens: boolean; readonly at: string };
  readonly "heading-not-modelled": { readonly heading: string };
  readonly "waits-for": { readonly entry: string };
  readonly "residual-closed": { readonly entry: string };
  readonly "named-beside": { readonly entry: string };
  readonly "two-texts": { readonly cite: string; readonly since: string; readonly reading: string };
  readonly "statement-against-text": {
    readonly fact: string;
    readonly stated: string;
    readonly read: string;
    readonly source: string;
  };
  readonly "fact-does-not-fit": OfFact;
  readonly "fact-not-known-here": OfFact;
  readonly "quote-not-in-source": OfFact;
  readonly "value-not-in-quote": OfFact;
  readonly "model-read": {
    readonly fact: string;
    readonly value: string;
    readonly quote: string;
    readonly used: boolean;
  };
  readonly "model-facts": { readonly used: number; readonly shown: number; readonly dropped: number };
  readonly "model-agrees": { readonly candidate: string };
  readonly "model-disagrees": { readonly candidate: string; readonly model: string; readonly tests: string };
  readonly "model-answer-dropped": { readonly why: "not-a-candidate" | "not-in-the-rulebook" | "no-citation" };
  readonly "figure-of-another": OfFact;
  readonly "agency-names-it": { readonly agency: string; readonly title: string };
  readonly "usml-met": { readonly paragraph: string; readonly title: string };
  readonly "usml-data": { readonly paragraph: string; readonly article: string };
  readonly "usml-looks": { readonly category: string; readonly title: string };
  readonly "usml-nothing-seen": { readonly categories: number };
  readonly "six-hundred-series-open": { readonly headings: number };
  readonly "pointers-never-results": { readonly headings: number };
  readonly "facts-read": { readonly facts: number; readonly dropped: number };
  readonly "kind-read": { readonly kind: string; readonly quote: string };
  readonly "kind-not-read": JsonObject;
  /** Nobody said what it is: what its words are near to, and how it would stand if it were this. */
  readonly "kinds-near": { readonly kinds: readonly string[] };
  readonly "kind-assumed": { readonly kind: string };
  readonly "entry-closed": { readonly entry: string };
  readonly "entry-met": { readonly paragraph: string };
  readonly "entry-open": { readonly entry: string };
  readonly "several-met": { readonly paragraphs: readonly string[] };
  readonly "headings-closed": {
    readonly gate: string;
    readonly title: string;
    readonly count: number;
    readonly alone: number;
  };
  /** `headings`: those that nothing else closes. */
  readonly "headings-about-others": { readonly count: number; readonly headings: readonly string[] };
  readonly "headings-tested": { readonly count: number };
  readonly "headings-open": { readonly count: number; readonly nearest: readonly string[] };
  readonly "every-heading-closed": { readonly count: number };
  /** `nearest`: open headings that the lexicon names for this kind of thing; empty for ordinary goods. */
  readonly "ear99-possible": { readonly open: number; readonly nearest?: readonly string[] };
  readonly "companion-of": { readonly entry: string };
  readonly "answer-would": {
    readonly fact: string;
    readonly answer: string;
    readonly outcome: string;
    readonly result: string;
  };
  readonly "limit-decides": {
    readonly fact: string;
    readonly comparator: string;
    readonly limit: string;
    readonly paragraph: string;
  };
  readonly "nearest-limit": Comparison & { readonly paragraph: string; readonly met: boolean };
  readonly "decides-row": { readonly fact: string; readonly reason: string; readonly scope: string };
  readonly "edition-later": { readonly entry: string; readonly from: string };
};
export type ClassificationFindingCode = keyof ClassificationFindings;

/** A finding of this domain: the code decides the params. */
export const toFinding = <Code extends ClassificationFindingCode>(
  code: Code,
  params: ClassificationFindings[Code],
  about: { readonly cite?: string; readonly rule?: string } = {},
): Finding => ({ code, params, basis: "summary", ...about });

/** A text parameter of a finding; empty when it is none. */
export function textParam(finding: Finding, name: string): string {
  const value = finding.params[name];
  return typeof value === "string" ? value : "";
}
