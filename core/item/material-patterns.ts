import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

const numberOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.replace(",", "."));

/** Saturation magnetostriction over 5 x 10^-4, coupling factor over 0.8 (15 CFR 774 Supp. 1, 1C003.b). */
const PER_MILLION = 500;
const COUPLING = 0.8;

/** At least 1.6 T and 75 percent of iron, cobalt or nickel, at most 0.02 mm thick (15 CFR 774 Supp. 1, 1C003.c). */
const TESLA = 1.6;
const SHARE = 75;
const THICK = 0.02;

function stripListed(plain: string): boolean | null {
  const tesla = numberOf(
    /(?:saturation[^\d;.]{0,40}|(?<!\p{L})bs?\s?[:=~≥]?\s?)(\d(?:[.,]\d{1,2})?)\s?t(?![\p{L}\d])/u.exec(plain)?.[1],
  );
  if (tesla !== null && tesla < TESLA) return false;
  const share = numberOf(
    /(?<!\p{L})(?:fe|co|ni|iron|cobalt|nickel)[^\d;,.]{0,12}(\d{2}(?:[.,]\d{1,2})?)\s?(?:wt\.?\s?)?%/u.exec(plain)?.[1],
  );
  const mostly =
    share === null ? /(?:iron|cobalt|nickel|fe|co|ni)[- ](?:based|base|rich)/.test(plain) || null : share >= SHARE;
  const thick = /(?:thick\w*|strip|ribbon|foil)[^\d;]{0,16}(\d+(?:[.,]\d+)?)\s?(mm|µm|um)(?!\p{L})/u.exec(plain);
  const size = numberOf(thick?.[1]);
  const thin = size === null ? null : size / (thick?.[2] === "mm" ? 1 : 1000) <= THICK;
  return tesla !== null && mostly && thin ? true : null;
}

const REACHES_1C210 = { modulus: 12.7e6, strength: 23.5e4 } as const;

const SHARE_OVER: Readonly<Record<string, readonly [element: RegExp, fact: string, over: number]>> = {
  "tungsten-material": [/^(?:w|tungsten)$/, "tungsten-majority", 90],
  "zirconium-material": [/^(?:zr|zirconium)$/, "zirconium-majority", 50],
  "beryllium-material": [/^(?:be|beryllium)$/, "beryllium-majority", 50],
};
/** "93% W", "97.5 wt% Zr", "beryllium 62 %": the share of the metal the heading is about. */
const shareOf = (only: string): Pattern => ({
  only: [only],
  expression:
    /(?<![\d.,])(\d{1,3}(?:\.\d{1,3})?)\s?(?:wt\.?\s?)?%\s?(?:by weight\s)?(\p{L}{1,9})(?!\p{L})|(?<!\p{L})(tungsten|zirconium|beryllium)[ :]{1,2}(\d{1,3}(?:\.\d{1,3})?)\s?(?:wt\.?\s?)?%/gu,
  read: ([, before, element, named, behind]) => {
    const [symbol, fact = "", over = 100] = SHARE_OVER[only] ?? [];
    return symbol?.test(element ?? named ?? "") ? flag(fact, Number(before ?? behind) > over) : [];
  },
});

/** A cylinder of 120 x 50 mm can be cut from it; below 115 mm no form of 1C117.c.2 or 1C107.a can. */
const CUT = { across: 120, long: 50, least: 115 } as const;

/** 1,750 A/mm² at 4.2 K in 12 T (15 CFR 774 Supp. 1, 1C005.b.2). */
const AMPERES = 1750;

/** What mills and foundries write of magnetic alloys and of the fiber in a composite. */
export const MATERIAL_PATTERNS: readonly Pattern[] = [
  {
    // What is 99.99 % pure has 100 ppm of anything else at most (15 CFR 774 Supp. 1, 1C227.a, 1C228.a).
    only: ["calcium-material", "magnesium-material"],
    expression: /(?<![\d.,])99\.(\d{1,4})\s?%/gu,
    read: ([, places = ""], { everything }) =>
      /impurit/.test(everything)
        ? []
        : [
            {
              name: "metallic-impurities",
              value: {
                from: toDecimal("0"),
                to: toDecimal(String(10_000 - Number(places.padEnd(4, "0")))),
                unit: toUnit("ppm"),
              },
            },
          ],
  },
  {
    // "Saturation magnetostriction 1200 ppm", "λs > 1,000 x 10^-6".
    only: ["magnetic-material"],
    expression:
      /(?:magnetostriction|magnetostrictive strain|λs?)[^\d;.]{0,24}(\d{1,2},?\d{3}|\d{1,3}(?:\.\d+)?)\s?(?:ppm|[x×·]\s?10(?:\^?-6|⁻⁶)|e-6)/gu,
    read: ([, written = "0"]) => {
      const share = Number(written.replace(",", ""));
      return share > PER_MILLION ? flag("magnetostriction-high", true) : [];
    },
  },
  {
    only: ["magnetic-material"],
    expression: /coupling (?:factor|coefficient)[^\d;]{0,16}(0[.,]\d{1,3})/gu,
    read: ([, written = "0"]) => ((numberOf(written) ?? 0) > COUPLING ? flag("magnetostriction-high", true) : []),
  },
  {
    only: ["magnetic-material"],
    expression: /(?<!\p{L})(?:nano-?crystalline|amorphous|metglas)(?!\p{L})/gu,
    read: (_, { everything }) => {
      const listed = stripListed(everything);
      return listed === null ? [] : flag("amorphous-strip-listed", listed);
    },
  },
  {
    // "Iron based amorphous ribbon": what an alloy is based on is most of it, by far in those with metalloids.
    only: ["magnetic-material"],
    expression: /(?<!\p{L})(?:iron|cobalt|nickel|fe|co|ni)[- ](?:based|base|rich)(?!\p{L})/gu,
    read: (_, { everything }) =>
      /(?<!\p{L})(?:fe|co|ni|iron|cobalt|nickel)[^\d;,.]{0,12}\d{2}(?:[.,]\d{1,2})?\s?(?:wt\.?\s?)?%/u.test(everything)
        ? []
        : [{ name: "strip-metal-share", value: { from: toDecimal("75"), to: toDecimal("100"), unit: toUnit("%") } }],
  },
  {
    // "Resistivity 130 µΩ·cm", "1.2 µΩm".
    only: ["magnetic-material"],
    expression: /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?(?:µ|μ|u|micro)[- ]?(?:ω|ohms?)\s?[·*-]?\s?(cm|m)(?!\p{L})/gu,
    read: ([, written = "0", per = "cm"]) => [
      quantity(
        "strip-resistivity",
        String(Number((Number(written) * (per === "m" ? 1e-4 : 1e-6)).toFixed(9))),
        "ohm-cm",
      ),
    ],
  },
  {
    // "Wound from carbon fiber of specific modulus 13e6 m": the fiber reaches 1C210.a.
    only: ["composite-part"],
    expression:
      /specific (?:tensile )?(modulus|strength)[^\d;.]{0,10}(\d{1,3}(?:\.\d+)?)(?:\s?[x×·]\s?10\^?|e)([456⁴⁵⁶]) ?m(?!\p{L})/gu,
    read: ([, of = "", written = "0", power = "0"]) => {
      const meters = Number(written) * 10 ** Number(power.replace("⁴", "4").replace("⁵", "5").replace("⁶", "6"));
      return meters >= REACHES_1C210[of === "modulus" ? "modulus" : "strength"] ? flag("fibers-of-1c210", true) : [];
    },
  },
  {
    // "No more than 5% of particles above 10 µm", "< 8 % coarser than 10 µm" (1C007.a).
    only: ["ceramic-material"],
    expression:
      /(\d{1,2}(?:\.\d+)?)\s?% (?:by weight )?(?:of )?(?:the )?(?:particles?|grains?|powder)? ?(?:are |is )?(?:above|over|larger than|coarser than|greater than|>)\s?10\s?(?:µm|um|microns?)/gu,
    read: ([, written = "100"]) => flag("few-coarse-grains", Number(written) <= 10),
  },
  ...Object.keys(SHARE_OVER).map(shareOf),
  {
    // "Round bar, diameter 150 mm, length 200 mm".
    only: ["tungsten-material"],
    expression:
      /(?:diameter|dia\.?|ø|od)\s?(?:of\s|:\s?)?(\d{1,4}(?:\.\d+)?)\s?mm[^\d;]{0,16}(?:length|long|x|×)\s?(?:of\s|:\s?)?(\d{1,5}(?:\.\d+)?)\s?mm/gu,
    read: ([, across = "0", long = "0"]) =>
      Number(across) >= CUT.across && Number(long) >= CUT.long
        ? flag("machinable-to-120", true)
        : Number(across) < CUT.least
          ? flag("machinable-to-120", false)
          : [],
  },
  {
    // "2,500 A/mm² at 4.2 K in 12 T".
    only: ["superconducting-wire"],
    expression: /(?<![\d.,])(\d{1,3},\d{3}|\d{2,5})\s?a\/mm(?:²|2)(?!\p{L})/gu,
    read: ([, written = "0"], { everything }) =>
      /4[.,]2\s?k/.test(everything) && /(?<![\d.,])12\s?t(?!\p{L})/u.test(everything)
        ? flag("critical-current-density-12-t", Number(written.replace(",", "")) > AMPERES)
        : [],
  },
  {
    // "Supermalloy tape 0.025 mm": the thickness right behind the form.
    only: ["magnetic-material"],
    expression: /(?:tape|strip|foil|ribbon|lamination)s?,?\s(\d?\.\d{1,4}|0,\d{1,4})\s?mm(?!\s?(?:wide|x|×))/gu,
    read: ([, written = "0"]) => [quantity("strip-thickness", written.replace(",", ".").replace(/^\./, "0."), "mm")],
  },
  {
    // E-glass has a modulus of 69 to 76 GPa and a density of 2.54 to 2.62: below 1C210.b and 1C990.
    only: ["glass-fiber"],
    expression: /(?<!\p{L})e[- ]?(?:cr[- ]?)?glass(?!\p{L})/gu,
    read: (_, { everything }) =>
      /modulus|gpa|msi|s-glass|r-glass|high strength/.test(everything)
        ? []
        : [
            {
              name: "specific-modulus",
              value: { from: toDecimal("2600000"), to: toDecimal("3100000"), unit: toUnit("m") },
            },
          ],
  },
  {
    // A tube of 65 mm bore, 25 mm wall and 50 mm length (15 CFR 774 Supp. 1, 1C107.a.2).
    only: ["graphite-material"],
    expression:
      /(?:id|bore|inner diameter|inside diameter)\s?(?:of\s|:\s?)?(\d{2,4}(?:\.\d+)?)\s?mm[^;]{0,40}?wall[^\d;]{0,12}(\d{1,3}(?:\.\d+)?)\s?mm[^;]{0,40}?length[^\d;]{0,6}(\d{2,4}(?:\.\d+)?)\s?mm/gu,
    read: ([, bore = "0", wall = "0", long = "0"]) =>
      Number(bore) >= 65 && Number(wall) >= 25 && Number(long) >= 50 ? [{ name: "graphite-shape", value: "tube" }] : [],
  },
  {
    // Basalt softens near 1,450 °C and has about 52 percent of silica: far below 1C010.c.2.
    only: ["inorganic-fiber"],
    expression: /(?<!\p{L})basalt(?!\p{L})/gu,
    read: (_, { everything }) =>
      /melting|softening/.test(everything)
        ? []
        : [
            {
              name: "melting-point",
              value: { from: toDecimal("1300"), to: toDecimal("1550"), unit: toUnit("°C") },
            },
          ],
  },
  {
    // Silicon steel of transformers has an initial permeability of some hundreds to a few thousands.
    only: ["magnetic-material"],
    expression: /(?<!\p{L})(?:silicon steel|electrical steel|transformer steel|transformer laminations?)(?!\p{L})/gu,
    read: (_, { everything }) =>
      /permeability/.test(everything)
        ? []
        : [
            {
              name: "initial-permeability",
              value: { from: toDecimal("100"), to: toDecimal("20000"), unit: toUnit("count") },
            },
          ],
  },
];
