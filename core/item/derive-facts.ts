import { toDecimal, toUnit } from "../quantity.ts";
import type { Decimal, Interval, Quantity } from "../quantity.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { minus, plus, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";

/** Digits kept of a quotient that has no end; the answer is then the range between the two nearest. */
const DIGITS = 9;

/**
 * Figures that follow from two others by the rulebook (`derived`): pulse energy over duration is peak power. Only from
 * single figures of which each is said once, and only where nobody states the figure itself. Carries the first one's span.
 */
export function deriveFacts(facts: readonly Fact[], words: Vocabulary): readonly Fact[] {
  const kinds = facts.flatMap(({ name, value }) => (name === "is" && typeof value === "string" ? [value] : []));
  return [...words.definitions.values()].reduce<readonly Fact[]>((known, definition) => {
    if (known.some(({ name }) => name === definition.name)) return known;
    for (const { of, by } of waysTo(definition, kinds, words)) {
      const [first, second] = of.map((name) => onlyOne(known, name));
      const value = first && second ? combine(first, second, { by, unit: definition.unit ?? "count", words }) : null;
      if (value && first)
        return [...known, { name: definition.name, value, by: first.by, ...(first.span ? { span: first.span } : {}) }];
    }
    return known;
  }, facts);
}

/** How a figure follows from two others for a thing of these kinds. */
export const waysTo = (
  { derived }: FactDefinition,
  kinds: readonly string[],
  { classes }: Vocabulary,
): NonNullable<FactDefinition["derived"]> =>
  (derived ?? []).filter(
    ({ only }) => only === undefined || kinds.some((kind) => only.some((to) => classes.isA(kind, to) === "met")),
  );

function onlyOne(facts: readonly Fact[], name: string): Fact | undefined {
  const [first, second] = facts.filter((fact) => fact.name === name);
  return second === undefined ? first : undefined;
}

type Way = {
  readonly by: "product" | "quotient" | "share-of-middle";
  readonly unit: string;
  readonly words: Vocabulary;
};

/** In base units, exactly; null when a figure is a range or the second is zero. */
function combine(first: Fact, second: Fact, { by, unit, words }: Way): Quantity | Interval | null {
  const [a, b] = [first, second].map(({ value }) =>
    typeof value === "object" && "value" in value ? words.units.exact(value)?.value : undefined,
  );
  const scale = words.units.exact({ value: "1", unit })?.value;
  if (!a || !b || !scale || b.n <= 0n || a.n < 0n) return null;
  if (by === "share-of-middle") {
    const [apart, sum] = [minus(a, b), plus(a, b)];
    const share = times({ n: 200n * (apart.n < 0n ? -apart.n : apart.n), d: apart.d }, { n: sum.d, d: sum.n });
    return apart.n === 0n ? null : rounded(share, unit);
  }
  const result = times(by === "product" ? times(a, b) : times(a, { n: b.d, d: b.n }), { n: scale.d, d: scale.n });
  return rounded(result, unit);
}

function rounded(value: Exact, unit: string): Quantity | Interval | null {
  const digits = String(value.n / value.d);
  const places = Math.max(0, DIGITS - (digits === "0" ? 0 : digits.length)) + (digits === "0" ? 12 : 0);
  const power = 10n ** BigInt(places);
  const low = (value.n * power) / value.d;
  const exact = low * value.d === value.n * power;
  const from = toText(low, places);
  const to = toText(low + 1n, places);
  if (!from || !to) return null;
  return exact ? { value: from, unit: toUnit(unit) } : { from, to, unit: toUnit(unit) };
}

const toText = (n: bigint, places: number): Decimal | null => {
  const text = decimalOf({ n, d: 10n ** BigInt(places) });
  return text === null ? null : toDecimal(text);
};
