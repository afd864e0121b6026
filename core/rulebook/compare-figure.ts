import type { FactName } from "../item/fact.ts";
import type { Interval, Quantity } from "../quantity.ts";
import { COMPARATORS } from "./condition-schema.ts";
import type { Comparator } from "./condition-schema.ts";
import { compareExact, minus, ratioOf } from "./exact.ts";
import { showValue, unknown } from "./tested.ts";
import type { Tested } from "./tested.ts";
import type { Units } from "./units.ts";

type Bound = { readonly fact: FactName } & { readonly [Key in Comparator]?: string };

/**
 * Compares a quantity, a range or a tolerance with a limit, exactly. A range meets only if all of it meets and fails
 * only if none of it meets; a straddled limit is unknown. An open end never meets on its own side. An end that does not
 * belong to its interval stands beyond the limit it equals.
 */
export function compareFigure(leaf: Bound, value: Quantity | Interval, units: Units): Tested {
  const comparator = COMPARATORS.find((name) => name in leaf);
  const limitText = (comparator && leaf[comparator]) ?? "";
  const limit = units.read(limitText);
  const [low, high] = ends(value, units);
  const params = { fact: leaf.fact, value: showValue(value), limit: limitText, comparator: comparator ?? "" };
  if (!comparator || !limit || low === "unreadable" || high === "unreadable")
    return unknown("unit-not-comparable", leaf.fact, params);
  if ([low, high].some((end) => end !== null && end.dimension !== limit.dimension))
    return unknown("unit-not-comparable", leaf.fact, params);

  const beyond = "beyond" in value;
  const atLow = low && holds(comparator, compareExact(low.value, limit.value) || (beyond ? 1 : 0));
  const atHigh = high && holds(comparator, compareExact(high.value, limit.value) || (beyond ? -1 : 0));
  const nearest = high ?? low;
  const measured = {
    ...params,
    ratio: nearest ? ratioOf(nearest.value, limit.value) : null,
    equal: nearest && !beyond ? minus(nearest.value, limit.value).n === 0n : false,
  };
  // Null is an open end: upwards it meets "exceeds", downwards it meets "below"; never the other way.
  const rising = comparator === "exceeds" || comparator === "at-least";
  const lowHolds = atLow ?? !rising;
  const highHolds = atHigh ?? rising;
  if (lowHolds && highHolds) return { answer: "met", findings: [{ code: "limit-met", params: measured }], missing: [] };
  if (!lowHolds && !highHolds)
    return { answer: "not-met", findings: [{ code: "limit-not-met", params: measured }], missing: [] };
  return unknown("range-straddles-limit", leaf.fact, measured);
}

function ends(value: Quantity | Interval, units: Units) {
  if ("value" in value) {
    const exact = units.exact(value) ?? ("unreadable" as const);
    return [exact, exact] as const;
  }
  const end = (text: string | null) =>
    text === null ? null : (units.exact({ value: text, unit: value.unit }) ?? ("unreadable" as const));
  return [end(value.from), end(value.to)] as const;
}

/** `order`: where the figure stands to the limit, below, at or above it. */
function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case "at-least":
      return order >= 0;
    case "exceeds":
      return order > 0;
    case "below":
      return order < 0;
    case "at-most":
      return order <= 0;
  }
}
