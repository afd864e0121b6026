import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";
import type { Reading } from "./reading.ts";

const SIZE = String.raw`(\d{1,4}(?:\.\d+)?)`;
const MM: Readonly<Record<string, number>> = { mm: 1, cm: 10, m: 1000, in: 25.4, inch: 25.4, '"': 25.4 };
const UNIT = String.raw`(mm|cm|m|inch|in|")`;

/** A cylinder or block of 120 x 50 mm; no tube of 65 mm bore and 25 mm wall below 115 mm (1C107.a, 1C117.c). */
const CUT = { across: 120, long: 50, least: 115 } as const;
/** Titanium-stabilized duplex steel: 100 mm in each dimension; 600 mm wide and 3 mm thin (1C118.b). */
const DUPLEX = { ingot: 100, wide: 600, thin: 3 } as const;
/** 0.25 percent of an ester based surface modifier (1C210.a, Note). */
const ESTER = 0.25;

/** What can be cut from a piece of these three sizes, in millimeters. */
function cutFrom(sizes: readonly number[], shape: "block" | "cylinder"): readonly Reading[] {
  const [, second = 0, third = 0] = sizes.toSorted((a, b) => b - a);
  if (second >= CUT.across && third >= CUT.long)
    return [...flag("machinable-to-120", true), { name: "graphite-shape", value: shape }];
  if (second < CUT.least || third < CUT.long)
    return [...flag("machinable-to-120", false), { name: "graphite-shape", value: "smaller" }];
  return [];
}

function duplexOf(sizes: readonly number[]): readonly Reading[] {
  const [, second = 0, third = 0] = sizes.toSorted((a, b) => b - a);
  const value =
    third >= DUPLEX.ingot ? "large-ingot" : third <= DUPLEX.thin && second >= DUPLEX.wide ? "wide-thin-sheet" : "other";
  return [{ name: "duplex-form", value }];
}

const BLOCK = new RegExp(
  String.raw`(?<![\d.x×]\s?|\d,|ø\s?)${SIZE}\s?${UNIT}?\s?[x×]\s?${SIZE}\s?${UNIT}?\s?[x×]\s?${SIZE}\s?${UNIT}(?![\p{L}\d])`,
  "gu",
);
const sizesOf = ([, a = "0", , b = "0", , c = "0", unit = "mm"]: RegExpExecArray): readonly number[] =>
  [a, b, c].map((one) => Number(one) * (MM[unit] ?? 1));

/** Sizes of stock as mills write them: "300 x 300 x 200 mm", "Ø200 x 100 mm", "200 mm diameter x 100 mm". */
export const STOCK_PATTERNS: readonly Pattern[] = [
  {
    only: ["tungsten-material", "graphite-material"],
    expression: BLOCK,
    read: (match) => cutFrom(sizesOf(match), "block"),
  },
  {
    // "1,000 mm wide x 2 mm thick", "width 1,250 mm, thickness 2.5 mm" (1C118.b.2).
    only: ["duplex-steel"],
    expression:
      /(?<![\d.,])(\d{1,2},\d{3}|\d{2,4}) ?mm (?:wide|width)[^;\d]{0,8}(\d{1,3}(?:\.\d+)?) ?mm (?:thick|gauge)|width[ :]{1,2}(\d{1,2},\d{3}|\d{2,4}) ?mm[^;\d]{0,16}thickness[ :]{1,2}(\d{1,3}(?:\.\d+)?) ?mm/gu,
    read: ([, wide, thin, width, thickness]) => {
      const [across, through] = [Number((wide ?? width ?? "0").replace(",", "")), Number(thin ?? thickness)];
      return [
        { name: "duplex-form", value: across >= DUPLEX.wide && through <= DUPLEX.thin ? "wide-thin-sheet" : "other" },
      ];
    },
  },
  { only: ["duplex-steel"], expression: BLOCK, read: (match) => duplexOf(sizesOf(match)) },
  {
    // The bore of a tube leaves less to cut from: tubes are read by their walls.
    only: ["tungsten-material", "graphite-material"],
    expression: new RegExp(
      String.raw`(?:(?:ø|⌀|(?<!\p{L})(?:dia(?:m|meter)?\.?|od))\s?${SIZE}\s?${UNIT}?|(?<![\d.,x×])${SIZE}\s?${UNIT} (?:dia(?:m|meter)?\.?|diameter|od|ø))\s?[x×,]\s?(?:length |l )?${SIZE}\s?${UNIT}(?! (?:bore|id|wall))(?![\p{L}\d])`,
      "gu",
    ),
    read: ([, a, first, b, second, long = "0", unit = "mm"], { everything }) => {
      if (/(?<!\p{L})(?:bore|id|tube|hollow|wall)(?!\p{L})/u.test(everything)) return [];
      const across = Number(a ?? b ?? 0) * (MM[first ?? second ?? unit] ?? 1);
      return cutFrom([across, across, Number(long) * (MM[unit] ?? 1)], "cylinder");
    },
  },
  {
    // "B < 5 ppm" of calcium, magnesium and graphite.
    only: ["magnesium-material", "calcium-material", "graphite-material"],
    expression: /(?<![\p{L}\d])b\s?[:=<≤|\t]{0,3}\s?(\d{1,4}(?:\.\d+)?)\s?ppm/gu,
    read: ([, share = "0"]) => [quantity("boron-content", share, "ppm")],
  },
  {
    // "0.4 % ester-based finish", "ester based surface modifier 0.3 %".
    only: ["organic-fiber"],
    expression:
      /(?<![\d.,])(\d(?:\.\d{1,3})?)\s?%[^.;\d]{0,24}(?<!poly)ester|(?<!\p{L})ester[^.;\d]{0,40}(\d(?:\.\d{1,3})?)\s?%/gu,
    read: ([, before, behind]) => flag("ester-finish", Number(before ?? behind) >= ESTER),
  },
  {
    // "Impurities Fe 0.04 %, Si 0.03 %, total 0.1 %": 1 percent is 10,000 ppm.
    only: ["magnesium-material", "calcium-material"],
    expression:
      /(?:total (?:metallic )?impurit\p{L}*|impurit(?:[^.;]|\.\d){0,60}?(?<!\p{L})total)[^\d;.]{0,12}(\d(?:\.\d{1,4})?)\s?(?:wt\.?\s?)?%/gu,
    read: ([, share = "0"]) => [quantity("metallic-impurities", String(Math.round(Number(share) * 1e4)), "ppm")],
  },
  {
    // "W-26Re", "tungsten-rhenium, 41 % Re": rhenium and tungsten together make the whole alloy (1C241.a).
    only: ["rhenium-material"],
    expression: /(?<!\p{L})(?:w\s?-?\s?\d{0,2}(?:\.\d+)?\s?%?\s?re|tungsten[- ]rhenium|rhenium[- ]tungsten)(?!\p{L})/gu,
    read: () => [quantity("rhenium-share", "100", "%")],
  },
  {
    // "Corrosion rate 0.5 mm/year in 3 % NaCl" (1C002.b, magnesium).
    only: ["magnesium-material"],
    expression: /corro[^\d;]{0,30}(\d{1,2}(?:\.\d+)?)\s?mm\s?(?:\/|per\s)\s?(?:y|yr|year|a)(?!\p{L})/gu,
    read: ([, rate = "9"], { everything }) =>
      /nacl|salt|seawater/.test(everything) ? flag("magnesium-corrosion-low", Number(rate) < 1) : [],
  },
  {
    // "Specific gravity 1.7" is grams per cubic centimeter of a liquid.
    only: ["fluid-material"],
    expression: /specific gravity[^\d;.]{0,14}([0-3]\.\d{1,3})(?![\d%])/gu,
    read: ([, density = "0"]) => [quantity("fluid-density", density, "g/cm³")],
  },
  {
    // "Total metallic impurities 0.3 %": 1 percent is 10,000 ppm.
    only: ["ceramic-material"],
    expression: /metallic impurit\p{L}*[^\d;.]{0,14}(\d(?:\.\d{1,4})?)\s?(?:wt\.?\s?)?%/gu,
    read: ([, share = "0"]) => [quantity("ceramic-impurities", String(Math.round(Number(share) * 1e4)), "ppm")],
  },
  {
    // "Maraging plate 5 mm": the figure right behind the form is its thickness.
    only: ["maraging-steel"],
    expression: /(?<!\p{L})(?:plate|sheet|strip)s?,?\s(\d{1,3}(?:\.\d+)?)\s?mm(?!\s?(?:wide|x|×|long|diameter))/gu,
    read: ([, wall = "0"]) => [quantity("maraging-wall", wall, "mm")],
  },
];
