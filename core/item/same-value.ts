import type { Vocabulary } from "../rulebook/condition.ts";
import type { Interval, Quantity } from "../quantity.ts";
import type { Fact } from "./fact.ts";

/** One key for a value however it is written: 1 kHz and 1000 Hz have the same. */
export function keyOf(value: Fact["value"], words: Vocabulary): string {
  if (typeof value !== "object") return String(value);
  return "value" in value
    ? exactKey(value, words)
    : `${value.beyond ? "beyond " : ""}${value.from}..${value.to} ${value.unit}`;
}

function exactKey(value: Exclude<Quantity | Interval, Interval>, words: Vocabulary): string {
  const exact = words.units.exact(value);
  if (!exact) return `${value.value} ${value.unit}`;
  const { n, d } = exact.value;
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${n / (a || 1n)}/${d / (a || 1n)}`;
}
