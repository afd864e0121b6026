import { toDecimal, toUnit } from "../quantity.ts";
import { times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Units } from "../rulebook/units.ts";
import type { Fact } from "./fact.ts";

/** Standard gravity in m/s², by definition. */
const GRAVITY: Exact = { n: 980665n, d: 100000n };
const DERIVED = [
  { of: "tensile-modulus", gives: "specific-modulus" },
  { of: "tensile-strength", gives: "specific-strength" },
] as const;

/**
 * Specific modulus and specific tensile strength in meters: modulus or strength (Pa) divided by the specific weight
 * (density times standard gravity, N/m³), 15 CFR 774 Supp. 1, 1C010, Related Definitions. Made only where each figure
 * is one value and the text does not state the specific one; rounded up to whole meters, so never below the true figure.
 */
export function specificFigures(facts: readonly Fact[], units: Units): readonly Fact[] {
  const soleExact = (name: string): Exact | null => {
    const [first, second] = facts.filter((fact) => fact.name === name);
    if (!first || second || typeof first.value !== "object" || !("value" in first.value)) return null;
    return units.exact(first.value)?.value ?? null;
  };
  const density = soleExact("fiber-density");
  if (!density || density.n === 0n) return facts;
  const weight = times(density, GRAVITY);
  const made = DERIVED.flatMap(({ of, gives }): readonly Fact[] => {
    const figure = soleExact(of);
    const source = facts.find(({ name }) => name === of);
    if (!figure || !source || facts.some(({ name }) => name === gives)) return [];
    const over = figure.d * weight.n;
    const meters = (figure.n * weight.d + over - 1n) / over;
    return [{ ...source, name: gives, value: { value: toDecimal(String(meters)), unit: toUnit("m") } }];
  });
  return [...facts, ...made];
}
