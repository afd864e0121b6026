import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact } from "./fact.ts";
import { pageOf } from "./passages.ts";
import type { Page } from "./passages.ts";

/** "600/1200/2400 bps", "600 bit/s and 2400 bit/s": the rates in front of the last one. */
const BEFORE = /(?:^|[^\w.,])((?:\d{3,4}(?:\s?(?:bit\/s|bps|b\/s))?\s?(?:\/|,|and|or|\|)\s?){1,5})$/;

/** Of the rates a voice coder works at, the lowest is the one that 5A001.b.6 tests. */
export function lowestVoiceRate(facts: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  return facts.map((fact) => {
    if (fact.name !== "voice-coding-rate" || typeof fact.value !== "object" || !("value" in fact.value)) return fact;
    const page = pageOf(fact.span, pages);
    const [, listed = ""] = BEFORE.exec(page?.plain.slice(0, fact.span?.from ?? 0) ?? "") ?? [];
    const lowest = Math.min(...[...listed.matchAll(/\d{3,4}/g)].map(([rate]) => Number(rate)));
    const stated = Number(fact.value.value) * (fact.value.unit === "kbit/s" ? 1000 : 1);
    return lowest < stated ? { ...fact, value: { value: toDecimal(String(lowest)), unit: toUnit("bit/s") } } : fact;
  });
}
