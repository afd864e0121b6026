import type { StatedFact } from "../../core/item/fact.ts";
import type { LicenceInput } from "../../core/licensing/determination.ts";
import { toDecimal, toUnit } from "../../core/quantity.ts";
import type { Decimal, Money, Quantity } from "../../core/quantity.ts";
import { LineFault } from "./faults.ts";
import type { AmountIn, ContentIn, FactsIn, QuantityIn } from "./shapes.ts";

/** A number as it was typed, in plain digits: `1e-7` is `0.0000001`. */
export function decimalOf(value: number | string): Decimal {
  const text = String(value);
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  if (whole === "" || Math.abs(Number(power)) > 40)
    throw new LineFault("bad-value", `"${text.slice(0, 40)}" is not a number the desk can hold`);
  const shift = Number(power);
  if (shift === 0) return toDecimal(text);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(point, "0");
  const before = Math.max(point, 1);
  const after = padded.slice(before).replace(/0+$/, "");
  return toDecimal(`${sign}${padded.slice(0, before)}${after ? `.${after}` : ""}`);
}

/** Facts by name; null is "asked and not known". A bare number is read in the fact's own unit. */
export const toStatedFacts = (facts: FactsIn | undefined): readonly StatedFact[] =>
  Object.entries(facts ?? {}).map(([name, value]): StatedFact => {
    if (value === null || typeof value === "boolean" || typeof value === "string") return { name, value };
    if (typeof value === "number") return { name, value: decimalOf(value) };
    const unit = toUnit(value.unit);
    if ("value" in value) return { name, value: { value: decimalOf(value.value), unit } };
    const end = (one: number | string | null): Decimal | null => (one === null ? null : decimalOf(one));
    return { name, value: { from: end(value.from), to: end(value.to), unit } };
  });

/** Throws LineFault("missing-key") where a number has no currency: an amount without one is no amount. */
export function toMoney(amount: AmountIn | undefined, currency: string | undefined, key: string): Money | undefined {
  if (amount === undefined) return undefined;
  if (typeof amount === "object") return { amount: decimalOf(amount.value), currency: amount.unit };
  if (!currency) throw new LineFault("missing-key", `"${key}" needs "currency" beside it, or {"value", "unit"}`);
  return { amount: decimalOf(amount), currency };
}

/** `{value, unit}`, a bare number of pieces, or words: `40 pcs`. */
export function toQuantity(quantity: QuantityIn | undefined): Quantity | undefined {
  if (quantity === undefined) return undefined;
  if (typeof quantity === "number") return { value: decimalOf(quantity), unit: toUnit("pcs") };
  if (typeof quantity === "object") return { value: decimalOf(quantity.value), unit: toUnit(quantity.unit) };
  const [, number = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([^\d\s].{0,23})?\s*$/.exec(quantity) ?? [];
  if (number === "")
    throw new LineFault("bad-value", `"quantity": "${quantity.slice(0, 40)}" is no number with a unit`);
  return { value: toDecimal(number), unit: toUnit(unit.trim() || "pcs") };
}

export function toContent(content: ContentIn | undefined): LicenceInput["content"] | undefined {
  return content?.map((part) => ({
    eccn: part.eccn,
    value: toMoney(part.value, part.currency, "content.value") ?? { amount: decimalOf(0), currency: "USD" },
    ...(part.origin ? { origin: part.origin } : {}),
  }));
}

/** An object without its undefined members, for exact optional properties. */
export function present<T extends Readonly<Record<string, unknown>>>(
  value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return toPresent(Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)));
}
const toPresent = <T>(value: unknown): T => value as T;
