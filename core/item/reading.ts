import { toDecimal, toUnit } from "../quantity.ts";
import { times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";

/** What a written form says: a fact before its place in the text is known. */
export type Reading = Pick<Fact, "name" | "value">;

export const flag = (name: string, value: boolean): readonly Reading[] => [{ name, value }];

/** A figure with its unit. Throws Refusal("invalid") for what is no plain decimal. */
export const quantity = (name: string, value: string, unit: string): Reading => ({
  name,
  value: { value: toDecimal(value), unit: toUnit(unit) },
});

export const millimeters = (name: string, value: string): Reading => quantity(name, value, "mm");

const MM_PER_INCH: Exact = { n: 254n, d: 10n };

/** Inches as millimeters, exactly; nothing where there is no figure. */
export const fromInches = (name: string, inches: Exact | null): readonly Reading[] => {
  const value = inches ? decimalOf(times(inches, MM_PER_INCH)) : null;
  return value ? [millimeters(name, value)] : [];
};
