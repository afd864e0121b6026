import type { Fact } from "./fact.ts";
import { pageOf } from "./passages.ts";
import type { Page } from "./passages.ts";

const WORDS =
  /(?<!\p{L})(?:(adcs?|a\/d|a-to-d|analog(?:ue)?[- ]to[- ]digital)|(dacs?|d\/a|d-to-a|digital[- ]to[- ]analog(?:ue)?))(?!\p{L})/gu;
const OF_CONVERTERS: ReadonlySet<string> = new Set(["resolution", "sample-rate"]);

/**
 * A chip or card with converters both ways: bits and rates beside "DAC" are not those of its analog-to-digital side.
 * Left as they are where no figure stands beside "ADC", and for a thing that only converts to analog.
 */
export function besideOtherConverter(facts: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  const named = pages.map(({ plain }) => plain).join("\n");
  const sides = new Set([...named.matchAll(WORDS)].map(([, to]) => (to === undefined ? "dac" : "adc")));
  if (sides.size < 2) return [];
  const sided = facts
    .filter(({ name, span }) => OF_CONVERTERS.has(name) && span !== undefined)
    .map((fact) => ({ fact, side: sideOf(fact, pages) }));
  return sided
    .filter(
      ({ fact, side }) =>
        side === "dac" && sided.some((other) => other.side === "adc" && other.fact.name === fact.name),
    )
    .map(({ fact }) => fact);
}

/** The converter word behind the figure in its clause, else the one before it. */
function sideOf({ span }: Fact, pages: readonly Page[]): "adc" | "dac" | null {
  const page = pageOf(span, pages);
  if (!page || !span) return null;
  const after = /^[^,;:\n]{0,60}/.exec(page.plain.slice(span.to))?.[0] ?? "";
  const before = /[^;\n]{0,60}$/.exec(page.plain.slice(0, span.from))?.[0] ?? "";
  const match = [...after.matchAll(WORDS)][0] ?? [...before.matchAll(WORDS)].at(-1);
  return match ? (match[1] === undefined ? "dac" : "adc") : null;
}
