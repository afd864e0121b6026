import { toDecimal, toUnit } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";
import { readingsOfFigure } from "./number-marks.ts";
import type { Pattern } from "./read-patterns.ts";

type Reading = Pick<Fact, "name" | "value">;
const MM_PER_INCH: Exact = { n: 254n, d: 10n };
const millimeters = (name: string, value: string): Reading => ({
  name,
  value: { value: toDecimal(value), unit: toUnit("mm") },
});
const fromInches = (name: string, inches: Exact | null): readonly Reading[] => {
  const value = inches ? decimalOf(times(inches, MM_PER_INCH)) : null;
  return value ? [millimeters(name, value)] : [];
};
/** `1 1/2` → 3/2 as a decimal fraction; halves, quarters, eighths, sixteenths only. */
function inchesOf(whole: string | undefined, over: string | undefined, under: string | undefined): Exact | null {
  if (over === undefined || under === undefined) return exactOf(whole ?? "");
  const parts = Number(under);
  if (![2, 4, 8, 16, 32].includes(parts)) return null;
  return { n: (BigInt(whole ?? "0") * BigInt(parts) + BigInt(over)) * (100_000n / BigInt(parts)), d: 100_000n };
}

const PIPE = ["valve", "ordinary-piping", "multi-walled-piping"];
const GUN = ["firearm", "ammunition", "firearm-part", "firearm-magazine"];

/** Written forms of the plant and arms trades: `DN 80`, `1 1/2"`, `.308`, `5.56x45`, `800 x 500 x 400 mm` of travel. */
export const TRADE_PATTERNS: readonly Pattern[] = [
  {
    only: [...PIPE, "process-column"],
    expression: /(?<!\p{L})dn[\s-]?(\d{1,4})(?!\d|\/)/gu,
    read: ([, size = ""]) => [
      millimeters("nominal-size", size),
      millimeters("pipe-bore", size),
      millimeters("column-diameter", size),
    ],
  },
  {
    only: PIPE,
    expression: /(?<![\d/.,])(?:(\d{1,2})[\s-])?(\d{1,2})\/(\d{1,2})[\s-]?(?:"|″|''|inch(?:es)?|in\.|zoll)/g,
    read: ([, whole, over, under]) => {
      const inches = inchesOf(whole, over, under);
      return [...fromInches("nominal-size", inches), ...fromInches("pipe-bore", inches)];
    },
  },
  {
    only: PIPE,
    expression: /(?<![\d/.,-])(?:nps[\s-]?(\d{1,2})|(\d{1,2}(?:\.\d)?)[\s-]?(?:"|″|inch(?:es)?|in\.|zoll))(?!\p{L})/gu,
    read: ([, nps, inch]) => {
      const inches = exactOf(nps ?? inch ?? "");
      return [...fromInches("nominal-size", inches), ...fromInches("pipe-bore", inches)];
    },
  },
  {
    // `.308 Winchester`, `.50 BMG`: hundredths or thousandths of an inch.
    only: GUN,
    expression: /(?<![\d\p{L}])\.(\d{2,3})(?!\d)/gu,
    read: ([, digits = ""]) => fromInches("caliber", { n: BigInt(digits), d: 10n ** BigInt(digits.length) }),
  },
  {
    // `5.56x45 mm`, `9x19`: bore by length of the case.
    only: GUN,
    expression: /(?<![\d.,x×])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:mm)?\s?[x×]\s?(\d{2,3})(?:\s?mm)?r?(?![\d\p{L}])/gu,
    read: ([, bore = ""]) =>
      readingsOfFigure(bore, "point")
        .slice(0, 1)
        .map((value) => millimeters("caliber", value)),
  },
  {
    // `9 mm Luger`, `6.5 Creedmoor`, `7.62 mm NATO`, `9mm pistol`.
    only: GUN,
    expression:
      /(?<![\d.,x×])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:(?:mm)?\s(?:luger|parabellum|para|nato|creedmoor|mauser|browning|grendel|prc|makarov)|mm\s(?:pistol|rifle|ammunition|cartridges?|auto))(?!\p{L})/gu,
    read: ([, bore = ""]) =>
      readingsOfFigure(bore, "point")
        .slice(0, 1)
        .map((value) => millimeters("caliber", value)),
  },
  {
    // Travel of the three axes in one go; the longest and the shortest decide.
    only: ["machine-tool"],
    expression:
      /(?:travels?|strokes?|verfahrwege?|courses?|axes)[^.;\n]{0,30}?(\d{2,5})\s?(?:mm)?\s?[x×/,]\s?(\d{2,5})\s?(?:mm)?\s?(?:[x×/,]\s?(\d{2,5}))?\s?mm/g,
    read: ([, ...sizes]) => {
      const sorted = sizes.filter((size) => size !== undefined).toSorted((a, b) => Number(a) - Number(b));
      const [shortest, longest] = [sorted[0], sorted.at(-1)];
      return shortest && longest
        ? [millimeters("shortest-travel", shortest), millimeters("longest-travel", longest)]
        : [];
    },
  },
];
