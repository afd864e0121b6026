import type { Finding } from "../finding.ts";
import type { Money, Quantity } from "../quantity.ts";
import { compareExact, exactOf, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import { finding } from "./findings.ts";

export type OrderValue = { readonly value?: Money; readonly unitValue?: Money; readonly quantity?: Quantity };
export type ValueAnswer = { readonly status: "met" | "failed" | "open"; readonly because: Finding };

/**
 * The net value of the order against an LVS limit (15 CFR 740.3(b)): at the limit is within it. Decided for US dollars
 * only; another currency, or no value, stays open. Exact: `price × count` never passes through a float.
 */
export function withinLimit(order: OrderValue, limit: string): ValueAnswer {
  const currency = order.value?.currency ?? order.unitValue?.currency;
  if (currency !== undefined && currency !== "USD")
    return { status: "open", because: finding("value-other-currency", { currency, limit }) };
  const total = totalOf(order);
  const most = exactOf(limit.split(" ")[0] ?? "");
  if (!total || !most) return { status: "open", because: finding("value-unknown", { limit }) };
  const params = { value: `${showExact(total)} USD`, limit };
  return compareExact(total, most) > 0
    ? { status: "failed", because: finding("value-above", params) }
    : { status: "met", because: finding("value-within", params) };
}

/** The order's value as stated, or price times count; both stated: the higher counts. Null when neither is known. */
function totalOf({ value, unitValue, quantity }: OrderValue): Exact | null {
  const stated = value ? exactOf(value.amount) : null;
  const price = unitValue ? exactOf(unitValue.amount) : null;
  const count = quantity ? exactOf(quantity.value) : null;
  const counted = price && count ? times(price, count) : null;
  if (stated && counted) return compareExact(stated, counted) > 0 ? stated : counted;
  return stated ?? counted;
}

/** Whole dollars and cents as typed: `4000`, `1999.95`. */
export function showExact({ n, d }: Exact): string {
  const cents = (n * 100n) / d;
  const [whole, rest] = [cents / 100n, cents % 100n];
  return rest === 0n ? String(whole) : `${whole}.${String(rest).padStart(2, "0")}`;
}
