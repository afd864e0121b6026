import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { quantity, rounded } from "./reading.ts";

const numberOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.replace(",", "."));

/** 1 meq/g is 56.1 mg of potassium hydroxide a gram; a poise is 100 mPa·s. */
const MG_KOH_PER_MEQ = 56.1;
const PER_POISE: Readonly<Record<string, number>> = {
  poise: 1,
  p: 1,
  pa·s: 0.1,
  "pa.s": 0.1,
  "pa s": 0.1,
  mpa·s: 100,
  "mpa.s": 100,
  "mpa s": 100,
  cp: 100,
  cps: 100,
};

/** The three figures of 22 CFR 121.1, V(e)(7): one outside its limits is enough to leave it, all three to be it. */
function htpbOfUsml(plain: string): boolean | null {
  const functionality = numberOf(/functionality[^\d;,]{0,16}(\d(?:[.,]\d+)?)/u.exec(plain)?.[1]);
  const hydroxyl =
    /(?:hydroxyl|oh)[ -](?:value|number|content)[^\d;,]{0,12}(\d+(?:[.,]\d+)?)\s?(meq|mmol|mg)/u.exec(plain) ?? [];
  const viscosity =
    /viscosity[^\d;,]{0,16}(\d+(?:[.,]\d+)?)\s?(poise|p|m?pa[·. ]s|cps?)(?![\p{L}])[^;,]{0,12}30\s?°/u.exec(plain) ??
    [];
  const value = numberOf(hydroxyl[1]);
  const meq = value === null ? null : value / (hydroxyl[2] === "mg" ? MG_KOH_PER_MEQ : 1);
  const thickness = numberOf(viscosity[1]);
  const poise = thickness === null ? null : thickness / (PER_POISE[viscosity[2] ?? ""] ?? 1);
  const within = [
    functionality === null ? null : functionality >= 2.2 && functionality <= 2.4,
    meq === null ? null : meq < 0.77,
    poise === null ? null : poise < 47,
  ];
  if (within.includes(false)) return false;
  return within.includes(null) ? null : true;
}

const INCH = 25.4;

/** A conical liner of at most 90 degrees in a charge of at most 4.5 inches (15 CFR 774 Supp. 1, 1C992.a). */
function conicalLiner(plain: string): boolean | null {
  const angle = numberOf(
    /conical[^.;\d]{0,20}(\d{2,3})\s?(?:°|deg)|(\d{2,3})\s?(?:°|deg\w*) (?:apex |included )?(?:conical|cone|liner)/u
      .exec(plain)
      ?.slice(1)
      .find((one) => one !== undefined),
  );
  const wide =
    /(?:charge|case|outer)?\s?(?:od|o\.d\.|diameter|dia\.?|ø)[^\d;,]{0,8}(\d+(?:[.,]\d+)?)\s?(mm|in|inch|")/u.exec(
      plain,
    ) ?? [];
  const size = numberOf(wide[1]);
  if (angle !== null && angle > 90) return false;
  if (angle === null || size === null) return null;
  return size * (wide[2] === "mm" ? 1 : INCH) <= 4.5 * INCH;
}

/** Written forms of chemicals, films, charges and common bearings. */
export const SUBSTANCE_PATTERNS: readonly Pattern[] = [
  {
    // "NPK 15-15-15 without ammonium nitrate".
    only: ["ammonium-nitrate"],
    expression: /(?<!\p{L})(?:without|free of|contains? no|no) ammonium nitrate|ammonium[ -]nitrate[- ]free(?!\p{L})/gu,
    read: () => [quantity("ammonium-nitrate-share", "0", "%")],
  },
  {
    only: ["propellant-chemical"],
    expression: /htpb|hydroxyl?[ -]terminated polybutadiene/g,
    read: (_, { everything }) => {
      const listed = htpbOfUsml(everything);
      return listed === null ? [] : [{ name: "htpb-of-usml", value: listed }];
    },
  },
  {
    only: ["shaped-charge"],
    expression: /conical|\d{2,3}\s?(?:°|deg\w*) (?:apex |included )?(?:cone|liner)/g,
    read: (_, { everything }) => {
      const listed = conicalLiner(everything);
      return listed === null ? [] : [{ name: "conical-liner-90", value: listed }];
    },
  },
  {
    // A film is sold by thickness in µm or mil: "25 µm x 500 mm", "5 mil".
    only: ["polyimide-film"],
    expression:
      /(?<![\d.,])(\d{1,4}(?:\.\d+)?)[ -]?(µm|μm|um|microns?|mils?)(?!\p{L})(?! (?:adhesive|acrylic|silicone|copper|cu\b|glue|aluminum|aluminium))/gu,
    // A mil is a thousandth of an inch.
    read: ([, written = "", unit = ""]) => [
      unit.startsWith("mil")
        ? quantity("film-thickness", rounded(Number(written) * 0.0254), "mm")
        : quantity("film-thickness", written, "µm"),
    ],
  },
  {
    // "250 x 250 x 1.6 mm": the smallest of three.
    only: ["polyimide-film"],
    expression:
      /(?<![\d.,])(\d+(?:\.\d+)?)(?:\s?mm)?\s?[x×]\s?(\d+(?:\.\d+)?)(?:\s?mm)?\s?[x×]\s?(\d+(?:\.\d+)?)\s?mm(?!\p{L})/gu,
    read: ([, ...sides]) => [quantity("film-thickness", String(Math.min(...sides.slice(0, 3).map(Number))), "mm")],
  },
  {
    // "Tensile 930 MPa", "tensile min. 130 ksi".
    only: ["metal-material"],
    expression:
      /(?<!\p{L})tensile(?: \(?(?:min|minimum|typ|typical|ultimate)\.?\)?)?\s?[:=≥>]?\s?(\d{2,4})\s?(mpa|n\/mm²|n\/mm2|ksi)(?!\p{L})/gu,
    read: ([, written = "", unit = ""]) => [quantity("tensile-strength", written, unit === "ksi" ? "ksi" : "MPa")],
  },
  {
    // A designation without a suffix for the tolerance class is of the class normal: "6204-2RS C3", "UCP205".
    only: ["bearing"],
    expression:
      /(?<![\p{L}\d])(?:6[0-4]\d{2,3}|16\d{3}|uc(?:[pft]|fl|fc|pa)?\s?2\d{2})(?:[- ]?(?:2rs\w?|2rsr|zz|2z|ddu|llu|rs|z))?(?:[- ]?\/?c[34])?(?![\p{L}\d])/gu,
    read: (_, { everything }) =>
      /(?<![\p{L}\d])(?:abec|rbec|p[2456]a?s?|class [2456]|super.?precision|high.?precision|spindle|monel|beryllium)(?![\p{L}])/u.test(
        everything,
      )
        ? []
        : [
            { name: "bearing-precision", value: "normal" },
            { name: "bearing-type", value: "ball-or-solid-roller" },
          ],
  },
  {
    // "1-18 GHz", "300 MHz to 40 GHz": what it is tuned to absorb, between 2 x 10^8 and 3 x 10^12 Hz.
    only: ["radar-absorber"],
    expression: /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?([mgt]hz)(?!\p{L})/gu,
    read: ([, written = "0", unit = ""]) => {
      const hertz = Number(written) * ({ mhz: 1e6, ghz: 1e9, thz: 1e12 }[unit] ?? 0);
      return hertz > 2e8 && hertz < 3e12 ? [{ name: "absorbing-frequencies", value: true }] : [];
    },
  },
  {
    // "3 kg/24h", "20 kg ice in 24 hours".
    only: ["freeze-dryer"],
    expression:
      /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?(?:kg|l)(?: of)?(?: ice| water)?\s?(?:\/|per|in|a)\s?(?:24\s?h(?:ours|rs?)?|day|d)(?!\p{L})/gu,
    read: ([, written = ""]) => [quantity("ice-capacity", written, "kg")],
  },
  {
    // "Up to 2 kb", "1,800 bases": over 1.5 kilobases in one run.
    only: ["peptide-synthesizer"],
    expression: /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s?(kb|kbp|kilobases?|bases|nt|bp)(?!\p{L})/gu,
    read: ([, written = "0", unit = ""]) => [
      {
        name: "synthesis-over-1500-bases",
        value:
          (unit.startsWith("k") ? Number(written.replace(",", ".")) * 1000 : Number(written.replace(",", ""))) > 1500,
      },
    ],
  },
  {
    only: ["peptide-synthesizer"],
    expression: /error(?: rate)?[^\d;,.]{0,14}(\d{1,2}(?:\.\d+)?)\s?%/gu,
    read: ([, written = "100"]) => [{ name: "assembly-error-rate-low", value: Number(written) < 5 }],
  },
  {
    // "0.8 % CS", "CN (1 %)": up to 1 percent is 1A984, more is 1C607.a.
    only: ["irritant-spray"],
    expression:
      /(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s?%\s?(?:w\/w |by weight |of )?(?:cs|cn)(?!\p{L})|(?<!\p{L})(?:cs|cn)(?: gas| tear gas| irritant)?[ (:]{1,3}(\d{1,2}(?:\.\d+)?)\s?%/gu,
    read: ([, before, behind]) => [
      { name: "irritant-kind", value: Number(before ?? behind) <= 1 ? "cs-cn-dilute" : "cs-cn-strong" },
    ],
  },
  {
    // No spray is heavier than 1.3 g a milliliter: a can of 15 ml holds at most 19.5 g.
    only: ["irritant-spray"],
    expression: /(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?ml(?!\p{L})/gu,
    read: ([, written = "0"]) => [
      {
        name: "container-net-weight",
        value: { from: toDecimal("0"), to: toDecimal((Number(written) * 1.3).toFixed(1)), unit: toUnit("g") },
      },
    ],
  },
];
