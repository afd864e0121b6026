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

/** A computed figure as a decimal of six places at most. */
export const rounded = (value: number): string => String(Number(value.toFixed(6)));

/** Pascals of one unit, by its symbol in small letters. */
export const PASCALS: Readonly<Record<string, number>> = {
  pa: 1,
  kpa: 1e3,
  mpa: 1e6,
  mbar: 100,
  hpa: 100,
  bar: 1e5,
  torr: 133.322,
  mtorr: 0.133322,
  psi: 6894.76,
};

export const millimeters = (name: string, value: string): Reading => quantity(name, value, "mm");

const MM_PER_INCH: Exact = { n: 254n, d: 10n };

/** Inches as millimeters, exactly; nothing where there is no figure. */
export const fromInches = (name: string, inches: Exact | null): readonly Reading[] => {
  const value = inches ? decimalOf(times(inches, MM_PER_INCH)) : null;
  return value ? [millimeters(name, value)] : [];
};
