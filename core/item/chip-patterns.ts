import { toDecimal, toUnit } from "../quantity.ts";
import { MOLDED } from "./electronics-patterns.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity, rounded } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** Gigahertz of a written unit. */
export const GHZ: Readonly<Record<string, number>> = { mhz: 1e-3, ghz: 1 };
/** "8 - 12 GHz", "800 MHz to 2.7 GHz". */
export const BAND = /(?<![\d.,])(\d+(?:\.\d+)?)\s?(mhz|ghz)?\s?(?:to|-|–|~|\.{2,3}|…)\s?(\d+(?:\.\d+)?)\s?(mhz|ghz)/;

const FARADS: Readonly<Record<string, number>> = { pf: 1e-12, nf: 1e-9, µf: 1e-6, uf: 1e-6, mf: 1e-3 };
const JOULES: Readonly<Record<string, number>> = { j: 1, kj: 1e3, mj: 1e6 };

/** What a capacitor stores (half of C times V squared), its capacitance, and what it stores for each kilogram, where not stated. */
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
  const [voltage = 0] = new Set(voltages).size === 1 ? voltages : [];
  const farad = capacitance === "" && stated !== "" && voltage > 0 ? (2 * energy) / voltage ** 2 : undefined;
  const perKilogram =
    mass === "" || /j\/k?g/.test(everything) ? undefined : energy / (Number(mass) * (kilo === "g" ? 1e-3 : 1));
  return [
    ...(stated === "" ? [quantity("stored-energy", rounded(energy), "J")] : []),
    ...(farad === undefined ? [] : [quantity("capacitance", rounded(farad * 1e6), "µF")]),
    ...(perKilogram === undefined ? [] : [quantity("specific-energy", rounded(perKilogram), "J/kg")]),
  ];
}

/** The trade's grades of temperature: "0 to 70 °C" is the commercial one, "-40 to 85 °C" the industrial one. */
const GRADE =
  /(?<![\d.])(0|-20|-25|-40)\s?(?:°?\s?c|℃|deg\.? ?c)?\s?(?:to|~|–|…|\.{2,3}|\/|bis|-)\s?\+?(?:70|85|100|105|125)\s?(?:°\s?c|º\s?c|℃|deg\.? ?c|c)(?!\p{L})/u;

const GRADES: Readonly<Record<string, readonly [string, string]>> = {
  commercial: ["0", "70"],
  industrial: ["-40", "85"],
  military: ["-55", "125"],
};

/** Written forms of chips and of other electronic components; read only where the kind of thing is known. */
export const CHIP_PATTERNS: readonly Pattern[] = [
  {
    // "P1dB 20 dBm Psat 21 dBm" in one clause.
    only: ["mmic", "rf-transistor", "microwave-assembly"],
    expression: /(?<!\p{L})psat\)?\s?(?:=|:|of|typ\.?)?\s?\+?(\d+(?:\.\d+)?)\s?(dbm|w|mw)(?!\p{L})/gu,
    read: ([, figure = "", unit = ""]) => [
      quantity("rf-output-power", figure, unit === "dbm" ? "dBm" : unit === "mw" ? "mW" : "W"),
    ],
  },
  {
    // What it gives at 1 dB of compression, where nothing else is said of its power: saturated it gives that and up to 6 dB more.
    only: ["mmic", "rf-transistor", "microwave-assembly"],
    expression:
      /(?<!\p{L})p_?-?1\s?db\)?\s?(?:=|:|of|typ\.?)?\s?\+?(\d+(?:\.\d+)?)\s?(dbm|w|mw)(?!\p{L})|(?<![\d.,])\+?(\d+(?:\.\d+)?)\s?(dbm|w|mw) \(?(?:output )?p_?-?1\s?db(?!\p{L})/gu,
    read: ([, behind, behindUnit, before, beforeUnit], { everything }) => {
      if (/psat|saturat|p_?3\s?db|p_?out|output power|peak power|rf power/.test(everything)) return [];
      const unit = behindUnit ?? beforeUnit ?? "w";
      const figure = Number(behind ?? before);
      const watt = unit === "dbm" ? 10 ** (figure / 10 - 3) : unit === "mw" ? figure / 1000 : figure;
      return [
        {
          name: "rf-output-power",
          value: { from: toDecimal(rounded(watt)), to: toDecimal(rounded(watt * 4)), unit: toUnit("W") },
        },
      ];
    },
  },
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
      (low !== "0" &&
        everything.search(MOLDED) === -1 &&
        !/plastic|(?<!\p{L})\d{0,3}[- ]?s?dip(?!\p{L})/u.test(everything))
        ? []
        : flag("ordinary-commercial", true),
  },
  {
    only: ["capacitor"],
    expression: /(?<![\w.,])\d+(?:\.\d+)?\s?k?v(?:dc)?(?![\p{L}/])/gu,
    read: (_match, { everything }) => energyOf(everything),
  },
  {
    // A junction is never colder than the air around it: a rating of the junction bounds that of the ambient.
    only: ["integrated-circuit"],
    expression:
      /(?<![\w.,])(-?\d{1,3})\s?(?:°?\s?c\s?)?(?:to|~|–|…|\.{2,3}|\/|-)\s?\+?(\d{2,3})\s?(?:°?\s?c|℃)?\s?\(?(?:t_?j|junction)|(?:t_?j|junction(?: temperature)?)(?: range)?\s?(?:=|:|\()?\s?(-?\d{1,3})\s?(?:°?\s?c\s?)?(?:to|~|–|…|\.{2,3}|\/)\s?\+?(\d{2,3})/g,
    read: ([, low, high, lowBehind, highBehind], { everything }) =>
      /ambient|(?<!\p{L})t_?a(?!\p{L})/u.test(everything)
        ? []
        : [
            { name: "ambient-min", value: { from: toDecimal(low ?? lowBehind ?? "0"), to: null, unit: toUnit("°C") } },
            {
              name: "ambient-max",
              value: { from: null, to: toDecimal(high ?? highBehind ?? "0"), unit: toUnit("°C") },
            },
          ],
  },
  {
    // Grades by name, and "-40 to +85" without its unit.
    only: ["integrated-circuit"],
    expression:
      /(?<!\p{L})(commercial|industrial|(?:full )?military) (?:temperature|temp)(?!\p{L})(?!\s(?:sensor|controller|transmitter|monitor|measure|probe|switch))|(?<![\d.])(-55|-40|-25|-20)\s?(?:to|~|\/|\.{2,3}|…)\s?\+?(70|85|105|125)(?!\s?(?:°|℃|c(?!\p{L})|deg|[\d.%]|(?:db\w*|m?v|m?a|[kmg]?hz)(?!\p{L})))/gu,
    read: ([, grade = "", low, high], { everything }) => {
      const named = Object.entries(GRADES).find(([name]) => grade.endsWith(name))?.[1];
      if (named && /\d\s?(?:°\s?c|℃|deg\.? ?c)/.test(everything)) return [];
      const [from, to] = named ?? [low ?? "0", high ?? "0"];
      return [quantity("ambient-min", from, "°C"), quantity("ambient-max", to, "°C")];
    },
  },
  {
    // "DC-4 GHz" begins at nothing.
    only: ["mmic", "microwave-assembly", "rf-transistor"],
    expression: /(?<!\p{L})dc\s?(?:-|–|to|~)\s?\d+(?:\.\d+)?\s?[mg]hz/gu,
    read: () => [quantity("rf-frequency-min", "0", "GHz"), quantity("fractional-bandwidth", "200", "%")],
  },
  {
    only: ["acoustic-wave-device"],
    expression: /(?<![\d.,])(\d+(?:\.\d+)?)\s?(mhz|ghz)(?=\s(?:carrier|cent(?:er|re)))/g,
    read: ([, figure = "", unit = ""]) => [quantity("acoustic-wave-frequency", figure, unit === "ghz" ? "GHz" : "MHz")],
  },
  {
    // Delay in µs times bandwidth in MHz (3A001.c.1.b.2, c.1.c.1).
    only: ["acoustic-wave-device"],
    expression:
      /delay[^;,.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(ns|µs|us)(?!\p{L})|(?<![\d.,])(\d+(?:\.\d+)?)\s?(ns|µs|us) delay/gu,
    read: ([, behind, behindUnit, before, beforeUnit], { everything }) => {
      const [, wide, wideUnit, width, widthUnit] =
        /bandwidth[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)\s?(mhz|ghz)|(\d+(?:\.\d+)?)\s?(mhz|ghz) bandwidth/.exec(
          everything,
        ) ?? [];
      if (wide === undefined && width === undefined) return [];
      const delay = Number(behind ?? before) * ((behindUnit ?? beforeUnit) === "ns" ? 1e-3 : 1);
      const megahertz = Number(width ?? wide) * ((widthUnit ?? wideUnit) === "ghz" ? 1000 : 1);
      return flag("delay-bandwidth-over-100", delay * megahertz > 100);
    },
  },
  {
    only: ["capacitor"],
    expression:
      /(?<![\w.,])(?:(\d+(?:\.\d+)?)\s?(?:e|[x×]\s?10\^?)\+?|10\^)(\d)\s?(?:(?:charge[-/ ](?:and )?)?discharge |discharging )?(?:shots?|cycles?|discharges?|pulses?)(?!\p{L})/gu,
    read: ([, figure = "1", power = ""]) => [
      quantity("discharge-life", rounded(Number(figure) * 10 ** Number(power)), "count"),
    ],
  },
  {
    // "1 million shots", "5,000 discharges", "2 million cycles".
    only: ["capacitor"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(million|thousand|k|m)\s?(?:(?:charge[-/ ](?:and )?)?discharge )?(?:shots?|cycles?|discharges?|pulses?)(?!\p{L})/gu,
    read: ([, figure = "", scale = ""]) => [
      quantity("discharge-life", rounded(Number(figure) * (scale.startsWith("m") ? 1e6 : 1e3)), "count"),
    ],
  },
  {
    // With its own label a rate of the mains is a rate of discharge too.
    only: ["capacitor"],
    expression:
      /(?<!\p{L})(?:rep(?:etition|\.)?[- ](?:rate|frequency)|pulse (?:rate|repetition frequency)|prf)\)?\s?(?::|=|of|up to|max\.?|\t|<|≤)?\s?(?:up to )?(\d+(?:\.\d+)?)\s?(k?)(?:hz|pps)(?!\p{L})|(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?)(?:hz|pps) (?:rep(?:etition|\.)?[- ]rate|repetitive|repetition)/gu,
    read: ([, behind, kilo, before, kiloBefore]) => [
      quantity("repetition-rate", behind ?? before ?? "0", (kilo ?? kiloBefore) === "k" ? "kHz" : "Hz"),
    ],
  },
  {
    // "Operates at 4 K", "works down to 100 mK".
    only: ["integrated-circuit"],
    expression:
      /(?:operat\w*|works?|designed|characteri[sz]ed|qualified|cooled|functional)[^;.\n\d]{0,24}?(?:at|to|below)\s(?:as low as )?(\d+(?:\.\d+)?)\s?(m?k)(?!\p{L})/gu,
    read: ([, figure = "", unit = ""]) => [quantity("ambient-min", figure, unit === "mk" ? "mK" : "K")],
  },
];
