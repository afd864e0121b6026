import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact } from "./fact.ts";

/** What a written form says: a fact before its place in the text is known. */
export type Reading = Pick<Fact, "name" | "value">;

export const flag = (name: string, value: boolean): readonly Reading[] => [{ name, value }];

/** A figure with its unit. Throws Refusal("invalid") for what is no plain decimal. */
export const quantity = (name: string, value: string, unit: string): Reading => ({
  name,
  value: { value: toDecimal(value), unit: toUnit(unit) },
});
