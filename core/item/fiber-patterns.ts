import { toDecimal, toUnit } from "../quantity.ts";
import type { Decimal } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";
import type { Pattern } from "./read-patterns.ts";

type Reading = Pick<Fact, "name" | "value">;

const FIGURE = String.raw`(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)`;
const PASCALS: Readonly<Record<string, number>> = {
  mpa: 1e6,
  "n/mm²": 1e6,
  "n/mm2": 1e6,
  gpa: 1e9,
  ksi: 6.894757e6,
  msi: 6.894757e9,
};
const UNITS: Readonly<Record<string, string>> = {
  mpa: "MPa",
  "n/mm²": "MPa",
  "n/mm2": "MPa",
  gpa: "GPa",
  ksi: "ksi",
  msi: "Msi",
};
/** No fiber is stronger than 10 GPa or softer than 20 GPa: the size of a figure tells strength from modulus. */
const STRONGEST = 10e9;
const SOFTEST = 20e9;

function read(
  written: string,
  unit: string,
): { readonly value: Decimal; readonly unit: string; readonly size: number } {
  const value = written.replaceAll(",", "");
  return { value: toDecimal(value), unit: UNITS[unit] ?? "MPa", size: Number(value) * (PASCALS[unit] ?? 1) };
}
const reading = (name: string, { value, unit }: ReturnType<typeof read>): Reading => ({
  name,
  value: { value, unit: toUnit(unit) },
});

/** `5,880 MPa / 294 GPa`: the strength is the smaller, whichever is written first. */
function strengthAndModulus(first: ReturnType<typeof read>, second: ReturnType<typeof read>): readonly Reading[] {
  const [low, high] = first.size < second.size ? [first, second] : [second, first];
  if (low.size > STRONGEST || high.size < SOFTEST) return [];
  return [reading("tensile-strength", low), reading("tensile-modulus", high)];
}

/** Meters of its own weight that a linear density bears: N/tex over standard gravity, g/den times 9,000 m. */
const METERS: Readonly<Record<string, Exact>> = {
  "cn/dtex": { n: 100_000n * 100_000n, d: 980_665n },
  "cn/tex": { n: 10_000n * 100_000n, d: 980_665n },
  "n/tex": { n: 1_000_000n * 100_000n, d: 980_665n },
  "g/den": { n: 9000n, d: 1n },
  "g/d": { n: 9000n, d: 1n },
  gpd: { n: 9000n, d: 1n },
};
/** 6 N/tex: above every tenacity, below every modulus of a fiber for composites. */
const BETWEEN_BOTH = 611_000;

/** Rounded up to whole meters, so never below the true figure. */
function perLinearDensity(written: string, unit: string): readonly Reading[] {
  const factor = METERS[unit];
  const figure = exactOf(written.replaceAll(",", ""));
  if (!factor || !figure) return [];
  const meters = times(figure, factor);
  const whole = (meters.n + meters.d - 1n) / meters.d;
  const value = decimalOf({ n: whole, d: 1n });
  if (value === null) return [];
  const name = Number(whole) > BETWEEN_BOTH ? "specific-modulus" : "specific-strength";
  return [{ name, value: { value: toDecimal(value), unit: toUnit("m") } }];
}

/** At or above one of these a carbon fiber is of 1C210.a (15 CFR 774 Supp. 1, 1C210.a). */
const REACHES_1C210 = { modulus: 12.7e6, strength: 23.5e4 } as const;
const GRAVITY = 9.80665;

/** The figure behind a word, in pascals, where the words before tell that it is the fiber's. */
function ofFiber(plain: string, word: string): number | null {
  const [, written = "", unit = ""] =
    new RegExp(
      String.raw`fib(?:er|re)s?[^.]{0,60}?${word}[^\d;.]{0,16}${FIGURE}\s?(mpa|gpa|ksi|msi)(?!\p{L})`,
      "u",
    ).exec(plain) ?? [];
  return written === "" ? null : read(written, unit).size;
}

/** Whether the carbon fiber of a composite reaches 1C210.a, by what the text says of the fiber itself. */
function reaches1c210(plain: string): boolean | null {
  const density = /density[^\d;]{0,12}(1\.[6-9]\d?|2\.[0-2]\d?)(?![\d%])/.exec(plain)?.[1];
  const [modulus, strength] = [ofFiber(plain, "modulus"), ofFiber(plain, "(?:strength|tensile)")];
  if (density === undefined || !/carbon|cfrp|cfk/.test(plain)) return null;
  const weight = Number(density) * 1000 * GRAVITY;
  if (modulus !== null && modulus / weight >= REACHES_1C210.modulus) return true;
  if (strength !== null && strength / weight >= REACHES_1C210.strength) return true;
  return modulus !== null && strength !== null ? false : null;
}

/** Resins of no list need 232 °C of glass transition for 1C010.e (15 CFR 774 Supp. 1, 1C010.e.2.c). */
const GLASS_TRANSITION = 232;

/** What mills write of a fiber: `5,880 MPa / 294 GPa`, `tensile 4,900 MPa`, `42 cN/dtex`, `density 1.80`. */
export const FIBER_PATTERNS: readonly Pattern[] = [
  {
    only: ["fiber-material"],
    expression: new RegExp(
      String.raw`(?<![\d.,])${FIGURE}\s?(mpa|gpa|ksi|msi)\s?(?:[/;|,]|and)\s?${FIGURE}\s?(mpa|gpa|ksi|msi)(?!\p{L})`,
      "gu",
    ),
    read: ([, first = "", firstUnit = "", second = "", secondUnit = ""]) =>
      strengthAndModulus(read(first, firstUnit), read(second, secondUnit)),
  },
  {
    // "Tensile 4,900 MPa", "E = 240 GPa", "modulus (tensile) 240,000 N/mm²"; what resin or laminate bear is another figure.
    only: ["fiber-material"],
    expression: new RegExp(
      String.raw`(?<!\p{L})(tensile|strength|modulus|e-modul|young's modulus|ym|ts|e)(?: ?\([^()]{0,20}\))?(?: (?:of|is))?\s?[:=≥>~]?\s?${FIGURE}\s?(mpa|n\/mm²|n\/mm2|gpa|ksi|msi)(?!\p{L})`,
      "gu",
    ),
    read: (match, _, passage) => {
      const [, label = "", written = "", unit = ""] = match;
      if (OF_ANOTHER.test(passage.plain.slice(Math.max(0, match.index - 24), match.index))) return [];
      const figure = read(written, unit);
      if (figure.size >= SOFTEST && label !== "strength") return [reading("tensile-modulus", figure)];
      return figure.size > STRONGEST || /^(?:modulus|e|ym|e-modul|young's modulus)$/.test(label)
        ? []
        : [reading("tensile-strength", figure)];
    },
  },
  {
    only: ["fiber-material"],
    expression: new RegExp(String.raw`(?<![\d.,])${FIGURE}\s?(cn\/dtex|cn\/tex|n\/tex|g\/den|g\/d|gpd)(?!\p{L})`, "gu"),
    read: ([, written = "", unit = ""]) => perLinearDensity(written, unit),
  },
  {
    only: ["fiber-material"],
    expression:
      /(?<!\p{L})(?:density|gravity|dichte|densité)(?: ?\([^()]{0,12}\))?\s?[:=~]?\s?([0-4]\.\d{1,3})(?![\d%]|\s?(?:g|kg|lb)(?![\p{L}])|\s?[gkl][\p{L}]*\/)/gu,
    read: ([, value = "0"]) => [{ name: "fiber-density", value: { value: toDecimal(value), unit: toUnit("g/cm³") } }],
  },
  {
    only: ["composite-part"],
    expression: /density/g,
    read: (_, { everything }) => {
      const reaches = reaches1c210(everything);
      return reaches === null ? [] : [{ name: "fibers-of-1c210", value: reaches }];
    },
  },
  {
    // "Epoxy, Tg 120 °C": a laminate of a resin that softens below the limit is of no prepreg of 1C010.e.
    only: ["composite-part"],
    expression: /(?<!\p{L})(?:tg|glass transition)[^\d;.]{0,24}(\d{2,3})\s?°\s?c/gu,
    read: ([, degrees = "999"], { everything }) =>
      /epoxy|époxy|epoxid|vinyl ?ester/.test(everything) &&
      !/bismaleimide|bmi(?!\p{L})|polyimide|phenolic|peek|pekk|polyetherimide|fluorinated/u.test(everything) &&
      Number(degrees) < GLASS_TRANSITION
        ? [{ name: "prepreg-of-1c010e", value: false }]
        : [],
  },
];

const OF_ANOTHER = /(?:resin|matrix|laminate|flexural|compressive|shear|interlaminar|ilss|composite|bending)[^,;.]*$/u;
