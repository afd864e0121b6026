import { toDecimal, toUnit } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import { SPELLED, decimalOf } from "./figures.ts";
import type { Pattern } from "./read-patterns.ts";
import { fromInches, millimeters } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** The longest and the shortest of several travels decide. */
function travels(sizes: readonly (string | undefined)[]): readonly Reading[] {
  const sorted = sizes.filter((size) => size !== undefined).toSorted((a, b) => Number(a) - Number(b));
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  return shortest && longest ? [millimeters("shortest-travel", shortest), millimeters("longest-travel", longest)] : [];
}

/** `1 1/2` → 3/2 as a decimal fraction; halves, quarters, eighths, sixteenths only. */
function inchesOf(whole: string | undefined, over: string | undefined, under: string | undefined): Exact | null {
  if (over === undefined || under === undefined) return exactOf(whole ?? "");
  const parts = Number(under);
  if (![2, 4, 8, 16, 32].includes(parts)) return null;
  return { n: (BigInt(whole ?? "0") * BigInt(parts) + BigInt(over)) * (100_000n / BigInt(parts)), d: 100_000n };
}

const choice = (name: string, value: string): Reading => ({ name, value });
const mm = (written: string, unit = "mm"): number =>
  Number(written.replaceAll(",", "")) * (unit === "cm" ? 10 : unit === "m" ? 1000 : /^in|"/.test(unit) ? 25.4 : 1);

const PIPE = ["valve", "ordinary-piping", "multi-walled-piping"];

/** "Five programmable servo axes", "3 simultaneously controlled axes": what kind of axes they are stands in between. */
const AXES =
  /(?<![\d.,])(two|three|four|five|six|seven|\d)[\s-](?:(?:fully|simultaneous(?:ly)?|programmable|programmed|servo|servo-driven|primary|positioning|coordinated|co-ordinated|controlled|interpolat(?:ed|ing)|contouring|cnc|nc|numerically|driven|motion|machine|linear)[\s-]){1,4}(?:ax[ei]s|achsen)(?!\p{L})/gu;
/** "Simultaneous axes: 5", "number of controlled axes | 4", "axes: 3". */
const AXES_ROW =
  /(?<![\p{L}-])(?<!(?:rotary|rotational|rotating|tilting|linear) )(?:(?:max|no|number|of|simultaneous(?:ly)?|controlled|control|servo|cnc|nc|contouring|coordinated|interpolated|programmable|numerically|total|motion|anzahl|gesteuerte|simultane)\.?\s){0,4}(?:axes|achsen)\s?(?:\([^()\d]{2,24}\)\s?)?(?::|=|\t|\|)\s?(?:up to |max\.? )?(two|three|four|five|six|seven|\d)(?![\d.,]?\d|\s?[/x×]\s?\d|\s?(?:mm|µm|°|in)(?!\p{L}))/gu;
/** Which axes a kind of machine has. */
const AXES_OF: Readonly<Record<string, readonly string[]>> = {
  "winding-axes": ["filament-winder"],
  "forming-axes": ["forming-machine"],
  "table-axes": ["motion-simulator"],
  "inspection-axes": ["composite-inspection"],
  "contouring-axes": ["machine-tool", "gear-machine", "special-machine-tool", "laser-machine", "numerical-controller"],
};
const COUNT: Readonly<Record<string, string>> = { ...SPELLED, single: "1", dual: "2", triple: "3" };
const axes = (name: string, written: string): Reading => ({
  name,
  value: { value: toDecimal(COUNT[written] ?? written), unit: toUnit("axes") },
});

/** Written forms of the plant and machine trades: `DN 80`, `1 1/2"`, `800 x 500 x 400 mm` of travel. */
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
    // "KF25", "ISO-K 100", "CF40": flanges of vacuum trade say the nominal size.
    only: PIPE,
    expression:
      /(?<![\p{L}\d-])(?:dn\s?\d{2,3}\s)?(?:kf|nw|qf|iso[- ]?kf?|iso[- ]?f|cf|conflat)[- ]?(10|16|20|25|32|40|50|63|80|100|160|200|250|320|400|500|630)(?!\d)/gu,
    read: ([, size = ""]) => [millimeters("nominal-size", size), millimeters("pipe-bore", size)],
  },
  {
    // "Gate valve 2 in", "bellows valve 8 mm": the size right behind the name.
    only: PIPE,
    expression:
      /(?<!\p{L})(?:valves?|ventil|vanne),?\s(\d{1,3}(?:\.\d+)?)\s?(in|inch|inches|mm)(?![\p{L}\d.])(?!\s?[x×/])/gu,
    read: ([, written = "", unit = ""]) =>
      unit === "mm"
        ? [millimeters("nominal-size", written), millimeters("pipe-bore", written)]
        : [...fromInches("nominal-size", exactOf(written)), ...fromInches("pipe-bore", exactOf(written))],
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
    // Travel of the three axes in one go.
    only: ["machine-tool"],
    expression:
      /(?:travels?|strokes?|verfahrwege?|courses?|axes|x\s?[/,x×]\s?y\s?[/,x×]\s?z)[^.;\n]{0,30}?(\d{2,5})\s?(?:mm)?\s?[x×/,]\s?(\d{2,5})\s?(?:mm)?\s?(?:[x×/,]\s?(\d{2,5}))?\s?mm/g,
    read: ([, ...sizes]) => travels(sizes),
  },
  {
    // `Travels 40" x 20" x 25"`.
    only: ["machine-tool"],
    expression:
      /(?:travels?|strokes?)[^.;\n\d]{0,20}(\d{1,3}(?:\.\d{1,2})?)\s?(?:in|")?\s?[x×/,]\s?(\d{1,3}(?:\.\d{1,2})?)\s?(?:in|")?\s?[x×/,]\s?(\d{1,3}(?:\.\d{1,2})?)\s?(?:"|in(?:ch(?:es)?)?(?!\p{L}))/gu,
    read: ([, ...sizes]) => travels(sizes.map((size) => String(Math.round(Number(size) * 254) / 10))),
  },
  {
    // "Max. turning dia. Ø280 x 500 mm": the diameter, then the length.
    only: ["turning-machine"],
    expression: /(?:turning|machining|swing)[^\d;\n]{0,24}(\d{2,4})(?:\s?mm)?\s?[x×]\s?(?:l\s?)?\d{2,5}\s?mm/g,
    read: ([, size = ""]) => [millimeters("turning-diameter", size)],
  },
  {
    // "X 600 Y 500 Z 500": each axis with its travel.
    only: ["machine-tool"],
    expression:
      /(?<![\p{L}\d])x\s?[:=]?\s?(\d{1,2},\d{3}|\d{2,5})(?:\s?mm)?[\s,/]+y\s?[:=]?\s?(\d{1,2},\d{3}|\d{2,5})(?:\s?mm)?(?:[\s,/]+z\s?[:=]?\s?(\d{1,2},\d{3}|\d{2,5})(?:\s?mm)?)?(?![\d.])/gu,
    read: ([, ...sizes]) => travels(sizes.map((size) => size?.replace(",", ""))),
  },
  {
    // "X 700 mm": the one axis a short line names.
    only: ["machine-tool"],
    expression: /(?<![\p{L}\d]\s?)x\s?[:=]?\s?(\d{3,5})\s?mm(?![\p{L}\d])(?!\s?[x×/])/gu,
    read: ([, size = ""]) => [millimeters("longest-travel", size)],
  },
  ...Object.entries(AXES_OF).flatMap(([name, only]): readonly Pattern[] =>
    [AXES, AXES_ROW].map((expression) => ({
      only,
      expression,
      read: ([whole, written = ""]) => (/linear/.test(whole) ? [] : [axes(name, written)]),
    })),
  ),
  {
    // "CNC lathe, X/Z".
    only: ["turning-machine"],
    expression: /(?<![\p{L}/])x\s?(?:[/,&+]|and)\s?z(?![\p{L}/])(?!\s?(?:[/,]\s?[bcy](?!\p{L})|travel|axis travel))/gu,
    read: () => [axes("contouring-axes", "2")],
  },
  {
    // "CNC cylindrical grinder, X/Z/C".
    only: ["turning-machine", "cylindrical-grinder"],
    expression: /(?<![\p{L}/])x\s?[/,]\s?z\s?[/,]\s?[bcy](?![\p{L}/])/gu,
    read: () => [axes("contouring-axes", "3")],
  },
  {
    // "30 x 62 x 16 mm": bore, outer diameter and width of a bearing.
    only: ["bearing"],
    expression:
      /(?<![\d.,])(?:d\s?=?\s?)?(\d{1,4}(?:\.\d+)?)\s?(?:mm)?\s?(?:[x×]|,\sd\s?=)\s?(\d{1,4}(?:\.\d+)?)\s?(?:mm)?\s?(?:[x×]|,\s[bt]\s?=)\s?(\d{1,4}(?:\.\d+)?)(?![\d.]|\s?(?:in|"|″|cm|[x×])(?!\p{L}))/gu,
    read: ([, bore = "", outer = "", width = ""]) =>
      Number(bore) < Number(outer)
        ? [millimeters("inner-bore", bore), millimeters("outer-diameter", outer), millimeters("bearing-width", width)]
        : [],
  },
  {
    // The face width of a gear by its pitch diameter (15 CFR 774 Supp. 1, 2B003.b).
    only: ["gear-machine"],
    expression:
      /(\d{1,3}(?:,\d{3})|\d+)\s?mm\s(?:pitch|gear|wheel) diameter[^.;\n]{0,40}?(?:face|tooth) width\s?(?:up to\s|max\.?\s|of\s|:\s)?(\d{1,3}(?:,\d{3})|\d+)\s?mm/g,
    read: ([, across = "", wide = ""]) => [{ name: "face-width-wide", value: mm(wide) >= 0.15 * mm(across) }],
  },
  {
    // "D90 7 µm": nine tenths are no larger (1C007.a).
    only: ["ceramic-material"],
    expression: /(?<!\p{L})d ?\(?90\)?\s?(?::|=|<|≤|of|is)?\s?(\d+(?:\.\d+)?)\s?µm/gu,
    read: ([, size = ""]) => [{ name: "few-coarse-grains", value: Number(size) <= 10 }],
  },
  {
    // `E0,MPE = 0.9 + L/600 µm`, `MPEE (1.7 + 3L/1000) µm`, by ISO 10360-2.
    only: ["measuring-machine"],
    expression: /(\d+(?:\.\d+)?)\s?(?:µm|um)?\s?\+\s?(\d+(?:\.\d+)?)?\s?[×x·*]?\s?l\s?\/\s?(\d{1,3}(?:,\d{3})+|\d+)/gu,
    read: ([, base = "", times = "1", over = ""]) => {
      const [a, per] = [Number(base), Number(over.replaceAll(",", "")) / Number(times)];
      const constant: Reading = { name: "measuring-error-base", value: { value: toDecimal(base), unit: toUnit("µm") } };
      const within = withinOf(a, per);
      return within === null ? [constant] : [constant, choice("measuring-uncertainty-length", within)];
    },
  },
  {
    // "Hf < 100 ppm": parts per million as percent.
    only: ["zirconium-material"],
    expression:
      /(?<!\p{L})(?:hafnium|hf)(?: content)?\s?(?::|=|<|≤|max\.?|of|below|under|less than)*\s?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?ppm/gu,
    read: ([, written = ""]) => {
      const parts = exactOf(written.replaceAll(",", ""));
      const percent = parts ? decimalOf(times(parts, { n: 1n, d: 10_000n })) : null;
      return percent ? [{ name: "hafnium-share", value: { value: percent, unit: toUnit("%") } }] : [];
    },
  },
  {
    // Of particles with a mean of 56 µm or less no more than eight ninths can be over 63 µm (1C111.a.1).
    only: ["energetic-material"],
    expression:
      /(?<!\p{L})(?:d ?\(?50\)?|mean|average|median)(?: particle)?(?: size| diameter)?\s?(?::|=|of|is|≈|~)?\s?(\d+(?:\.\d+)?)\s?µm/gu,
    read: ([, mean = ""]) => (Number(mean) <= 56 ? [{ name: "fine-aluminum-share", value: true }] : []),
  },
  {
    // "Pour point -57 °C": what pours below 0 °C is liquid at it.
    only: ["fluid-material"],
    expression: /(?:pour|freezing|melting|solidification) point\s?(?::|=|of|is|<|≤)?\s?-\d/g,
    read: () => [{ name: "liquid-at-0", value: true }],
  },
  {
    // Blocks and cylinders of graphite, by what can be machined from them (15 CFR 774 Supp. 1, 1C107.a).
    only: ["graphite-material"],
    expression:
      /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?(mm|cm)?\s?[x×]\s?(\d{1,4}(?:\.\d+)?)\s?(?:mm|cm)?\s?[x×]\s?(\d{1,4}(?:\.\d+)?)\s?(mm|cm|in|")/gu,
    read: ([, a = "", , b = "", c = "", unit = "mm"]) => {
      const [long = 0, wide = 0, thick = 0] = [a, b, c].map((one) => mm(one, unit)).toSorted((x, y) => y - x);
      return [choice("graphite-shape", long >= 120 && wide >= 120 && thick >= 50 ? "block" : "smaller")];
    },
  },
  {
    only: ["graphite-material"],
    expression:
      /(?:ø|⌀|dia(?:meter)?\.?|od)\s?:?\s?(\d{1,4}(?:\.\d+)?)\s?(mm|cm)?\s?(?:[x×,]|and|by)\s?(?:length|l|height|h)?\.?\s?:?\s?(\d{1,5}(?:,\d{3})?(?:\.\d+)?)\s?(mm|cm|m)(?!\p{L})/gu,
    read: ([, across = "", acrossUnit, long = "", longUnit = "mm"]) => [
      choice(
        "graphite-shape",
        mm(across, acrossUnit ?? longUnit) >= 120 && mm(long, longUnit) >= 50 ? "cylinder" : "smaller",
      ),
    ],
  },
];

/**
 * The measuring machines of 2B006.a (1.7 + L/1000) and 2B206.a.2 (1.7 + L/800): at or under the line at any length.
 * Null where the two lines cross within a machine's range and the length decides.
 */
function withinOf(base: number, per: number): string | null {
  if (base < 1.7 || (base === 1.7 && per >= 1000)) return "within-2b006";
  if (base === 1.7 && per >= 800) return "within-2b206";
  if (base === 1.7 || per > 800) return null;
  return base <= 3 && per >= 300 ? "within-2b996" : "outside";
}
