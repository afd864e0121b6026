import { toDecimal } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";

/**
 * Sample rates of interleaved channels add up, others do not (15 CFR 774 Supp. 1, 3A001.a.5.a Technical Notes 3 and 4,
 * 3A002.h Technical Notes 3 and 4). A rate stated "per channel" is multiplied; where the text does not say whose rate
 * it is, the answer is the range from one channel to all of them.
 */
export function interleave(facts: readonly Fact[], contextOf: (fact: Fact) => string): readonly Fact[] {
  const interleaved = facts.some(({ name, value }) => name === "interleaved" && value === true);
  const channels = facts.find(({ name }) => name === "channels")?.value;
  const number = typeof channels === "object" && "value" in channels ? channels.value : "1";
  if (!interleaved || number === "1") return facts;
  return facts.map((fact) => {
    if (fact.name !== "sample-rate" || typeof fact.value !== "object" || !("value" in fact.value)) return fact;
    const around = contextOf(fact);
    const [rate, n] = [exactOf(fact.value.value), exactOf(number)];
    const total = rate && n ? decimalOf(times(rate, n)) : null;
    if (!total) return fact;
    const { unit } = fact.value;
    if (/\b(per|each|any) (channel|core|adc)\b|\beach\b/.test(around))
      return { ...fact, value: { value: total, unit } };
    if (
      /\binterleav\w* (up )?(to|at|for)\b|\bcombined|\baggregate|\btotal|\bin interleaved mode|\bwhen interleaved|\binterleaved (sample )?rate/.test(
        around,
      )
    )
      return fact;
    return { ...fact, value: { from: toDecimal(fact.value.value), to: total, unit } };
  });
}
