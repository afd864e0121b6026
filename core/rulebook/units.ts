import type { z } from "zod";
import type { Quantity } from "../quantity.ts";
import { exactOf, plus, times } from "./exact.ts";
import type { Exact } from "./exact.ts";
import type { unitsSchema } from "./facts-schema.ts";

/** A figure in the base unit of its dimension. */
export type ExactQuantity = { readonly value: Exact; readonly dimension: string };
type UnitRule = {
  readonly symbol: string;
  readonly dimension: string;
  readonly factor: Exact;
  readonly offset: Exact;
  readonly decibels: boolean;
};

export interface Units {
  /** The rule of a symbol or of another spelling of it; undefined when nobody knows the unit. Case counts. */
  find(symbol: string): UnitRule | undefined;
  /** Every rule of a spelling: `g` is a mass and an acceleration, and the fact decides which was meant. */
  findAll(symbol: string): readonly UnitRule[];
  /** `{value, unit}` in the base unit; null when the unit or the number is not known. */
  exact(quantity: Quantity | { readonly value: string; readonly unit: string }): ExactQuantity | null;
  /** `250 MSPS`, `32` (a count) → base unit; null when it cannot be read. */
  read(limit: string): ExactQuantity | null;
  /** Every spelling, longest first, for reading texts. */
  readonly spellings: readonly string[];
}

/** Digits of a power computed from a level: 37 dBm is 5.01187234 W, over 5 W. Whole tens are exact. */
const LEVEL_DIGITS = 9;

/** Ten to the tenth part of a level, to nine digits; null for what is no figure or beyond any real level. */
function fromDecibels(value: string): Exact | null {
  const level = Number(value);
  if (exactOf(value) === null || Math.abs(level) > 300) return null;
  const [mantissa = "", exponent = "0"] = (10 ** (level / 10)).toExponential(LEVEL_DIGITS - 1).split("e");
  const number = exactOf(mantissa);
  const power = 10n ** BigInt(Math.abs(Number(exponent)));
  if (!number) return null;
  return Number(exponent) < 0 ? { n: number.n, d: number.d * power } : { n: number.n * power, d: number.d };
}

const ZERO: Exact = { n: 0n, d: 1n };

/** Exact units from rules/units.yaml: rational factors of a base unit, an offset for temperatures. */
export function createUnits(rules: z.infer<typeof unitsSchema>): Units {
  const bySymbol = new Map<string, UnitRule>();
  const bySpelling = new Map<string, readonly UnitRule[]>();
  for (const dimension of rules.dimensions)
    for (const unit of dimension.units) {
      const rule = {
        symbol: unit.symbol,
        dimension: dimension.name,
        factor: exactOf(unit.factor) ?? ZERO,
        offset: exactOf(unit.offset ?? "0") ?? ZERO,
        decibels: unit.decibels === true,
      };
      bySymbol.set(unit.symbol, rule);
      for (const spelling of [unit.symbol, ...(unit.also ?? [])])
        bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), rule]);
    }
  // The symbol itself goes before another unit's spelling.
  const find = (symbol: string): UnitRule | undefined => bySymbol.get(symbol) ?? bySpelling.get(symbol)?.[0];
  const exact: Units["exact"] = ({ value, unit }) => {
    const rule = find(unit);
    const number = rule?.decibels === true ? fromDecibels(value) : exactOf(value);
    if (!rule || !number) return null;
    return { value: plus(times(number, rule.factor), rule.offset), dimension: rule.dimension };
  };
  const known = new Map<string, ExactQuantity | null>();
  return {
    find,
    findAll: (symbol) => bySpelling.get(symbol) ?? [],
    exact,
    read(limit) {
      const before = known.get(limit);
      if (before !== undefined) return before;
      const [value = "", ...symbol] = limit.split(" ");
      const unit = symbol.length > 0 ? symbol.join(" ") : "count";
      const result = exact({ value, unit });
      known.set(limit, result);
      return result;
    },
    spellings: [...bySpelling.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)),
  };
}
