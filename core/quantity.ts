import type { Brand } from "./brand.ts";
import { Refusal } from "./refusal.ts";

/** A decimal as written: `-12.50`. Never a float (engineering rule: comparison is exact). */
export type Decimal = Brand<"Decimal">;
/** A unit symbol of rules/units.yaml, e.g. `MSPS`, `nm`, `USD`. */
export type Unit = Brand<"Unit">;
export type Quantity = { readonly value: Decimal; readonly unit: Unit };
/**
 * A range or a tolerance. A null end is open. Both ends belong to the interval; with `beyond` the written end does not
 * ("over 5 kW" is more than 5 kW).
 */
export type Interval = {
  readonly from: Decimal | null;
  readonly to: Decimal | null;
  readonly unit: Unit;
  readonly beyond?: true;
};
export type Money = { readonly amount: Decimal; readonly currency: string };

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Plain notation only, no exponent, no thousands mark. Throws Refusal("invalid"). */
export function toDecimal(text: string): Decimal {
  if (!DECIMAL.test(text) || text.length > 60)
    throw new Refusal("invalid", { what: "number", value: text.slice(0, 60) });
  return text as Decimal;
}
/** Any non-empty symbol; whether the rulebook knows it is the rulebook's question. */
export function toUnit(text: string): Unit {
  if (text === "" || text.length > 24) throw new Refusal("invalid", { what: "unit", value: text.slice(0, 24) });
  return text as Unit;
}
