import type { JsonObject } from "../json.ts";
import { compareExact, exactOf, times } from "../rulebook/exact.ts";
import { isReached } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { LicenceInput, Outcome } from "./determination.ts";
import { isMilitarySeries, isNamed } from "./item-code.ts";
import type { ItemCode } from "./item-code.ts";
import type { LicensingRules } from "./rules-at.ts";
import { stepOf } from "./precedence.ts";

export type ShippingQuestion = {
  readonly item: ItemCode;
  readonly destination: Destination;
  readonly outcome: Outcome;
  /** Exceptions that are not barred, in order. */
  readonly symbols: readonly string[];
  readonly statement: boolean;
  readonly input: LicenceInput;
  readonly rules: LicensingRules;
};

/** 758.1(b)(10): items of the list to these, whatever they are worth. */
const ANY_VALUE = ["CN", "RU", "VE"];
/** 758.1(b)(5): above this per Schedule B number. */
const EEI_LIMIT = "2500";

/**
 * The shipping block of one line: authority, ECCN, export filing and why (758.1), destination control statement and
 * ECCN on the invoice (758.6), documents to hold. Null for defense articles and while nothing can be said.
 */
export function shippingBlock(question: ShippingQuestion): JsonObject | null {
  const { item, outcome, symbols, rules } = question;
  if (item.list === "usml" || outcome === "prohibited" || outcome === "not-covered" || outcome === "needs-facts")
    return null;
  const listed = item.list === "ccl";
  const paragraph = listed ? (item.paragraph ?? item.eccn) : item.eccn;
  const invoice =
    listed && (isNamed(rules.scopes["invoice-eccn"].paragraphs, paragraph) || isMilitarySeries(item.eccn));
  const intangible = question.input.kind === "technology" || question.input.kind === "source-code";
  return {
    authority: authorityOf(outcome),
    exceptions: outcome === "exception-available" ? [...symbols] : [],
    eccn: item.eccn,
    paragraph: listed ? item.paragraph : null,
    eei: intangible ? { required: false, why: "intangible", cite: "15 CFR 758.1(b)" } : eei(question, listed),
    destinationControlStatement: { required: listed && !intangible, cite: "15 CFR 758.6(a)(1)" },
    eccnOnInvoice: { required: invoice, cite: "15 CFR 758.6(a)(2)" },
    documents: documentsOf(question),
  };
}

/** NLR is a statement to the Government: it is never written while the outcome is only that of the chart. */
function authorityOf(outcome: Outcome): string | null {
  if (outcome === "no-licence-required") return "NLR";
  if (outcome === "licence-required") return "licence";
  return outcome === "exception-available" ? "exception" : null;
}

function eei({ item, destination, outcome, symbols, statement, input }: ShippingQuestion, listed: boolean): JsonObject {
  const why = (reason: string, paragraph: string): JsonObject => ({
    required: true,
    why: reason,
    cite: `15 CFR 758.1(b)(${paragraph})`,
  });
  if (isReached(destination, { groups: ["E:1", "E:2"] })) return why("country-group-e", "1");
  if (outcome === "licence-required") return why("licence", "2");
  if (isMilitarySeries(item.eccn)) return why("military-series", "3");
  if (statement) return why("unverified-party", "8");
  if (listed && isReached(destination, { countries: ANY_VALUE })) return why("listed-item-any-value", "10");
  const above = isAbove(input);
  if (above === true) return why("above-2500-usd", "5");
  if (outcome === "exception-available" && symbols.includes("STA"))
    return { required: null, why: "depends-on-exception", cite: "15 CFR 758.1(b)(4)" };
  if (above === null || stepOf(outcome) === "held")
    return { required: null, why: "value-not-known", cite: "15 CFR 758.1(b)(5)" };
  return { required: false, why: "at-most-2500-usd", cite: "15 CFR 758.1(b)(5)" };
}

/** Null: the value is not known in US dollars. */
function isAbove({ value, unitValue, quantity }: LicenceInput): boolean | null {
  const limit = exactOf(EEI_LIMIT);
  const price = unitValue?.currency === "USD" ? exactOf(unitValue.amount) : null;
  const count = quantity ? exactOf(quantity.value) : null;
  const total = value?.currency === "USD" ? exactOf(value.amount) : price && count ? times(price, count) : null;
  return total && limit ? compareExact(total, limit) > 0 : null;
}

function documentsOf({ outcome, symbols, statement }: ShippingQuestion): readonly string[] {
  return [
    ...(outcome === "licence-required" ? ["licence"] : []),
    ...(statement ? ["uvl-statement"] : []),
    ...(outcome === "exception-available" && symbols.includes("STA") ? ["sta-statement"] : []),
    ...(outcome === "exception-available" && symbols.includes("TSR") ? ["written-assurance"] : []),
    "end-use-statement",
  ];
}
