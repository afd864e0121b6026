import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact } from "./fact.ts";
import { MOLDED } from "./electronics-patterns.ts";
import type { Pattern } from "./read-patterns.ts";

type Reading = Pick<Fact, "name" | "value">;
const flag = (name: string, value: boolean): readonly Reading[] => [{ name, value }];
const quantity = (name: string, value: string, unit: string): Reading => ({
  name,
  value: { value: toDecimal(value), unit: toUnit(unit) },
});
const rounded = (value: number): string => String(Number(value.toFixed(6)));

const GHZ: Readonly<Record<string, number>> = { mhz: 1e-3, ghz: 1 };
const CM: Readonly<Record<string, number>> = { mm: 0.1, cm: 1, in: 2.54, inch: 2.54 };
/** "8 - 12 GHz", "800 MHz to 2.7 GHz". */
const BAND = /(?<![\d.,])(\d+(?:\.\d+)?)\s?(mhz|ghz)?\s?(?:to|-|–|~|\.{2,3}|…)\s?(\d+(?:\.\d+)?)\s?(mhz|ghz)/;
/** "50 x 45 x 6 mm", "50 mm x 45 mm". */
const SIDES =
  /(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:mm|cm|in|inch)?\s?[x×]\s?(\d+(?:\.\d+)?)(?:\s?(?:mm|cm|in|inch)?\s?[x×]\s?(\d+(?:\.\d+)?))?\s?(mm|cm|in|inch)(?![a-z])/;
const COUNTS: Readonly<Record<string, number>> = {
  single: 1,
  dual: 2,
  quad: 4,
  octal: 8,
  two: 2,
  four: 4,
  eight: 8,
  sixteen: 16,
};
const NUMBERS: Readonly<Record<string, number>> = { five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12 };
const CHANNELS =
  /(?<![\d.,])(\d{1,3}|single|dual|quad|octal|two|four|eight|sixteen)[- ]?(?:channels?|ch|elements?|t\/r)(?!\p{L})/u;

/** The shorter planar side against 15 cm·GHz for each channel over the lowest frequency, not below 2.7 GHz (3A001.b.12.c). */
function smallSide(everything: string): readonly Reading[] {
  const [, first = "", second = "", , unit = ""] = SIDES.exec(everything) ?? [];
  const [, low = "", lowUnit, , highUnit = ""] = BAND.exec(everything) ?? [];
  const [, written] = CHANNELS.exec(everything) ?? [];
  if (unit === "" || low === "") return [];
  const channels = written === undefined ? 1 : (COUNTS[written] ?? Number(written));
  const side = Math.min(Number(first), Number(second)) * (CM[unit] ?? 1);
  const lowest = Math.max(2.7, Number(low) * (GHZ[lowUnit ?? highUnit] ?? 1));
  return flag("tr-small-side", side <= (15 * channels) / lowest);
}

const FARADS: Readonly<Record<string, number>> = { pf: 1e-12, nf: 1e-9, µf: 1e-6, uf: 1e-6, mf: 1e-3 };
const JOULES: Readonly<Record<string, number>> = { j: 1, kj: 1e3, mj: 1e6 };

/** What a capacitor stores (half of C times V squared) and what that is for each kilogram, where it is not stated. */
function energyOf(everything: string): readonly Reading[] {
  const [, capacitance = "", farads = ""] =
    /(?<![\w.,])(\d+(?:\.\d+)?)\s?(pf|nf|µf|uf|mf)(?![\p{L}/])/u.exec(everything) ?? [];
  const voltages = [...everything.matchAll(/(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?v)(?:dc)?(?![\p{L}/])/gu)].map(
    ([, figure, unit]) => Number(figure) * (unit === "kv" ? 1000 : 1),
  );
  const [, stated = "", joules = ""] = /(?<![\w.,])(\d+(?:\.\d+)?)\s?([km]?j)(?![\p{L}/])/u.exec(everything) ?? [];
  const [, mass = "", kilo = ""] = /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?g)(?![\p{L}/])/u.exec(everything) ?? [];
  const computed =
    capacitance !== "" && new Set(voltages).size === 1
      ? (Number(capacitance) * (FARADS[farads] ?? 0) * (voltages[0] ?? 0) ** 2) / 2
      : undefined;
  const energy = stated === "" ? computed : Number(stated) * (JOULES[joules] ?? 1);
  if (energy === undefined) return [];
  const perKilogram =
    mass === "" || /j\/k?g/.test(everything) ? undefined : energy / (Number(mass) * (kilo === "g" ? 1e-3 : 1));
  return [
    ...(stated === "" ? [quantity("stored-energy", rounded(energy), "J")] : []),
    ...(perKilogram === undefined ? [] : [quantity("specific-energy", rounded(perKilogram), "J/kg")]),
  ];
}

/** The trade's grades of temperature: "0 to 70 °C" is the commercial one, "-40 to 85 °C" the industrial one. */
const GRADE =
  /(?<![\d.])(0|-20|-25|-40)\s?(?:°?\s?c|℃|deg\.? ?c)?\s?(?:to|~|–|…|\.{2,3}|\/|bis|-)\s?\+?(?:70|85|105)\s?(?:°\s?c|º\s?c|℃|deg\.? ?c|c)(?!\p{L})/u;

const LINES: Readonly<Record<string, string>> = {
  "i-line": "365",
  "g-line": "436",
  "h-line": "405",
  krf: "248",
  arf: "193",
  euv: "13.5",
};

/** Written forms of microwave parts, instruments, coolers and wafer tools; read only where the kind of thing is known. */
export const INSTRUMENT_PATTERNS: readonly Pattern[] = [
  {
    // "6 to 18 GHz instantaneous bandwidth" is the band it works in.
    only: ["mmic", "rf-transistor", "microwave-assembly", "vacuum-tube"],
    expression: new RegExp(String.raw`${BAND.source}(?=\s(?:[\p{L}-]+\s){0,2}band(?:width)?(?!\p{L}))`, "gu"),
    read: ([, low = "", lowUnit, high = "", highUnit = ""]) => [
      quantity("rf-frequency-min", rounded(Number(low) * (GHZ[lowUnit ?? highUnit] ?? 1)), "GHz"),
      quantity("rf-frequency-max", rounded(Number(high) * (GHZ[highUnit] ?? 1)), "GHz"),
    ],
  },
  {
    // A chip of the commercial grade, or a molded one of the industrial grade; a circuit made to order says nothing by that.
    only: ["integrated-circuit"],
    expression: new RegExp(GRADE, "gu"),
    read: ([, low], { kinds, everything }) =>
      kinds.includes("custom-ic") ||
      /ceramic|hermetic|\bqml\b|mil-prf|mil-std/.test(everything) ||
      (low !== "0" && everything.search(MOLDED) === -1 && !everything.includes("plastic"))
        ? []
        : flag("ordinary-commercial", true),
  },
  {
    only: ["rf-tunable-filter"],
    expression:
      /(?<![\w.,])(\d{1,2}|five|six|seven|eight|nine|ten|twelve)[- ](?:tuned |tunable |coupled |yig )*(?:resonators?|poles?|sections?|stages?|cavit(?:y|ies)|spheres?)(?!\p{L})/gu,
    read: ([, written = ""]) => [quantity("filter-resonators", String(NUMBERS[written] ?? written), "count")],
  },
  {
    // "10 % PH3 in H2", "phosphine 5 % in hydrogen", "500 ppm arsine, balance N2": the rest of the mixture is the gas named behind.
    only: ["hydride-gas"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(%|ppm)\s?(?:mol\.?\s?|vol\.?\s?)?(?:\(?\p{L}+\d?\)?\s)?(?:in|balance|bal\.?|rest|dans)\s(?:uhp |ultra pure |pure )?(?:h2|hydrogen|n2|nitrogen|argon|ar|helium|he|wasserstoff|stickstoff)(?![\p{L}\d])/gu,
    read: ([, figure = "", unit = ""]) => {
      const share = Number(figure) / (unit === "ppm" ? 10_000 : 1);
      return [quantity("hydride-dilution", rounded(100 - share), "%")];
    },
  },
  {
    only: ["tr-module", "tr-mmic"],
    expression: new RegExp(SIDES, "g"),
    read: (_match, { everything }) => smallSide(everything),
  },
  {
    // The energy of an electron in a tube of 450 kV is 450 keV.
    only: ["flash-x-ray", "electron-accelerator"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k|m)vp?(?![\p{L}/])/gu,
    read: ([, figure = "", scale = ""], { everything }) =>
      /\d\s?[km]ev(?!\p{L})/u.test(everything)
        ? []
        : [quantity("electron-energy", figure, scale === "k" ? "keV" : "MeV")],
  },
  {
    only: ["capacitor"],
    expression: /(?<![\w.,])\d+(?:\.\d+)?\s?k?v(?:dc)?(?![\p{L}/])/gu,
    read: (_match, { everything }) => energyOf(everything),
  },
  {
    only: ["lithography-tool", "mask-aligner"],
    expression: /(?<![\p{L}\d])(i-line|g-line|h-line|krf|arf|euv)(?![\p{L}\d])/gu,
    read: ([, line = ""], { everything }) =>
      /(?<![\d.])(?:13\.5|193|248|365|405|436)\s?nm/.test(everything)
        ? []
        : [quantity("light-wavelength", LINES[line] ?? "0", "nm")],
  },
  {
    only: ["cryogenic-cooler", "cryocooler"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(m?)w\s?(?:of cooling(?: power)?\s?)?(?:@|at|bei|à|\()\s?4(?:\.\d+)?\s?k(?!\p{L})/gu,
    read: ([, figure = "", milli = ""]) => [quantity("pulse-tube-power", figure, `${milli}W`)],
  },
  {
    only: ["cryogenic-cooler"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(µ|u|m)w\s?(?:of cooling(?: power)?\s?)?(?:@|at|bei|à|\()\s?(?:100\s?mk|0\.1\s?k)(?!\p{L})/gu,
    read: ([, figure = "", scale = ""]) => [quantity("cooling-power-at-base", figure, scale === "m" ? "mW" : "µW")],
  },
  {
    only: ["flow-cytometer"],
    expression:
      /(?<![\d.,])(\d{1,3})\s?(?:[\p{L}-]+\s){0,2}(?:detectors|channels|detection channels|pmts|apds)(?!\p{L})/gu,
    read: ([, figure = ""]) => [quantity("cytometer-channels", figure, "count")],
  },
  {
    only: ["oscilloscope"],
    expression:
      /noise[^;.\n\d]{0,30}?(\d+(?:\.\d+)?)\s?%[^;,\n\d]{0,16}?(?:full[- ]scale|fsr?|vertical scale)(?!\p{L})/gu,
    read: ([, figure = ""]) => flag("scope-low-noise", Number(figure) < 2),
  },
  {
    // Volume against ten cubic centimeters for each watt of rated power (3A001.b.9.b).
    only: ["microwave-power-module"],
    expression: new RegExp(SIDES, "g"),
    read: ([, a = "", b = "", c, unit = ""], { everything }) => {
      const [, power = "", kilo = ""] = /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?)w(?![\p{L}/])/u.exec(everything) ?? [];
      if (c === undefined || power === "") return [];
      const volume = Number(a) * Number(b) * Number(c) * (CM[unit] ?? 1) ** 3;
      return flag("mpm-compact", volume < Number(power) * (kilo === "k" ? 1000 : 1) * 10);
    },
  },
];
