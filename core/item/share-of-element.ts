import type { Fact } from "./fact.ts";
import { pageOf } from "./passages.ts";
import type { Page } from "./passages.ts";

/** Facts that are the share of one element, with what it is called. */
const SHARE_OF: Readonly<Record<string, RegExp>> = { "hafnium-share": /^(?:hf|hafnium)$/ };
/** The symbol or name right before a figure: "Zr < 1 %", "Zr+Hf: 99.2 %". */
const ELEMENT_BEFORE =
  /(?<![\p{L}\d])((?:[a-z]{1,2}\s?[+/]\s?)?[a-z]{1,2}|zirconium|hafnium|titanium|iron|oxygen|niobium|tantalum|tungsten)\s*[:=<>≤≥~]*\s*$/u;
const NO_ELEMENT = /^(?:is|of|to|at|in|or|by|ca|no|wt)$/;

/**
 * A share beside the symbol of another element is that one's ("Hf 99.9 % (Zr < 1 %)"); and of several shares in an analysis
 * those that fit beside the highest are what else is in it ("Mg 99.9 %, Si 0.03 %").
 */
export function sharesOfElements(facts: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  const purities = facts.flatMap(({ name, value }) => (name === "material-purity" ? [upperOf(value) ?? 0] : []));
  const highest = Math.max(0, ...purities);
  return facts.filter((fact) => {
    const own = SHARE_OF[fact.name];
    if (own !== undefined) return isOf(own, fact, pages);
    if (fact.name !== "material-purity" || highest <= 50) return true;
    const share = upperOf(fact.value);
    return share === null || share === highest || share > 100 - highest + ROUNDING;
  });
}

/** Shares of an analysis are rounded: 62 and 38.0. */
const ROUNDING = 1;

function upperOf(value: Fact["value"]): number | null {
  if (typeof value !== "object") return null;
  if ("value" in value) return Number(value.value);
  return "to" in value && value.to !== null ? Number(value.to) : null;
}

function isOf(own: RegExp, { span }: Fact, pages: readonly Page[]): boolean {
  const page = pageOf(span, pages);
  if (!span || !page) return true;
  const [, element] = ELEMENT_BEFORE.exec(page.plain.slice(Math.max(0, span.from - 24), span.from)) ?? [];
  return element === undefined || NO_ELEMENT.test(element) || own.test(element);
}
