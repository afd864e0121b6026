import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

const short = (value: number): string => String(Number(value.toPrecision(9)));

/** "5N5" is 99.9995 percent: so many nines, and the digit behind them. */
function nines(count: number, last: string | undefined): string {
  const digits = "9".repeat(count) + (last ?? "");
  return `${digits.slice(0, 2)}.${digits.slice(2)}`.replace(/\.$/, "");
}

/** A total dose of more than 5 x 10^4 Gy (15 CFR 774 Supp. 1, 6A203.d). */
const GRAYS = 5e4;
const GRAYS_PER: Readonly<Record<string, number>> = { gy: 1, rad: 0.01 };
const PREFIX: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };

/** 13.43 gigapixels a second (15 CFR 774 Supp. 1, 6A293). */
const GIGAPIXELS = 13.43;

/** A radiant sensitivity of more than 10 mA/W beyond 760 nm (15 CFR 774 Supp. 1, 6A002.a.2). */
const SENSITIVE = { milliamperes: 10, nanometers: 760 } as const;

/** Cores of active fibers are 3 to 110 µm, their claddings 80 to 1,000 µm. */
const FIBER = { core: [3, 110], clad: [80, 1000] } as const;

/** Short forms of lasers, optics and detectors: "7x1", "20/400", "6N", "f/2.5", "Cd0.96Zn0.04Te". */
export const OPTICS_PATTERNS: readonly Pattern[] = [
  {
    // "7x1", "(6+1)x1": the signal fiber is an input too.
    only: ["laser-optic"],
    expression:
      /(?<![\d.,x×])\(?(\d{1,2})(?:\s?\+\s?(\d))?\)?\s?[x×]\s?1(?![\d.,]*\d)(?=[^.;]{0,60}combiner)|combiner[^.;\d]{0,20}(?<![\d.,x×])\(?(\d{1,2})(?:\s?\+\s?(\d))?\)?\s?[x×]\s?1(?![\d.,]*\d)/gu,
    read: ([, before, one, behind, other]) => [
      quantity("fiber-combiner-inputs", String(Number(before ?? behind) + Number(one ?? other ?? 0)), "count"),
    ],
  },
  {
    // "f/2.5", "f:4".
    only: ["optics"],
    expression: /(?<![\p{L}\d])f\s?[/:#]\s?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d|\s?(?:[x×]|mm|nm|[µμu]m))/gu,
    read: ([, figure = ""]) => [quantity("focal-ratio", figure, "count")],
  },
  {
    // "20/400", "25/250 µm", behind or before "NA 0.06/0.46".
    only: ["laser-fiber"],
    expression: /(?<![\d.,/])(\d{1,3}(?:\.\d)?)\s?\/\s?(\d{2,4})(?!\d|[.,/]\d|%|\s?nm)/gu,
    read: ([, core = "", clad = ""]) =>
      Number(core) >= FIBER.core[0] &&
      Number(core) <= FIBER.core[1] &&
      Number(clad) >= FIBER.clad[0] &&
      Number(clad) <= FIBER.clad[1] &&
      Number(core) < Number(clad)
        ? [quantity("fiber-core-diameter", core, "µm"), quantity("fiber-clad-diameter", clad, "µm")]
        : [],
  },
  {
    // "0.06/0.46 NA": the core's comes first.
    only: ["laser-fiber"],
    expression: /(?<![\d.,])(0\.\d{1,3})\s?\/\s?0\.\d{1,3} (?:na|numerical aperture)(?!\p{L})/gu,
    read: ([, core = ""]) => [quantity("fiber-core-na", core, "count")],
  },
  {
    // "Tellurium 6N", "bismuth 5N5".
    only: ["detector-material", "metal-material"],
    expression: /(?<![\p{L}\d.,-])([2-9])n(\d)?(?![\p{L}\d])/gu,
    read: ([, count = "0", last]) => {
      const written = nines(Number(count), last);
      return [quantity("purity", written, "%"), quantity("material-purity", written, "%")];
    },
  },
  {
    // "Cd0.96Zn0.04Te".
    only: ["detector-material"],
    expression: /cd\s?0?\.\d{1,3}\s?zn\s?0?\.(\d{1,3})\s?te/gu,
    read: ([, share = "0"]) => [quantity("zinc-content", short(Number(`0.${share}`) * 100), "%")],
  },
  {
    // "CdZnTe, x = 0.04".
    only: ["detector-material"],
    expression: /(?<!\p{L})x\s?=\s?0?\.(\d{1,3})(?!\d)/gu,
    read: ([, share = "0"], { everything }) =>
      /cdznte|czt|cadmium zinc telluride/.test(everything)
        ? [quantity("zinc-content", short(Number(`0.${share}`) * 100), "%")]
        : [],
  },
  {
    // "70 mA/W at 850 nm", "radiant sensitivity @850 nm | 70 mA/W". A low figure at one wavelength says nothing of the others.
    only: ["image-intensifier-tube"],
    expression:
      /(\d{3,4})\s?nm\)?\s?[:|\t=]?\s?[≥>]?\s?(\d{1,3}(?:\.\d+)?)\s?ma\/w|(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?ma\/w\s?\(?(?:@|at)\s?(\d{3,4})\s?nm/gu,
    read: ([, first, behind, before, last]) =>
      Number(first ?? last) > SENSITIVE.nanometers && Number(behind ?? before) > SENSITIVE.milliamperes
        ? flag("radiant-sensitivity-high", true)
        : [],
  },
  {
    // "Total dose 1 MGy", "withstands 10^8 rad", "2 x 10^6 rad".
    only: ["camera", "optics"],
    expression:
      /(?<![\d.,^])(\d{1,4}(?:\.\d+)?)(?:\s?[x×·]\s?10\^?(\d{1,2})|\^(\d{1,2})|e(\d{1,2}))?\s?(k|m|g)?(gy|rad)(?:s)?(?:\s?\(?si\)?)?(?![\p{L}\d/])/gu,
    read: ([, figure = "0", times, power, exponent, prefix = "", unit = "gy"], { everything }) => {
      // "±10 mrad" is an angle: a dose in rad is said to be one.
      if (unit === "rad" && !/dose|radiation|rad-?hard|rad-?toleran|withstand|ionizing|ionising/.test(everything))
        return [];
      const value =
        power === undefined ? Number(figure) * 10 ** Number(times ?? exponent ?? 0) : Number(figure) ** Number(power);
      const grays = value * (PREFIX[prefix] ?? 1) * (GRAYS_PER[unit] ?? 1);
      return grays > GRAYS ? flag("camera-radiation-hardened", true) : [];
    },
  },
  {
    // "15 Gpx/s".
    only: ["camera"],
    expression: /(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:gpx|gpix|gpixels?|gigapixels?)(?:\s?\/\s?s(?:ec)?| per second)/gu,
    read: ([, figure = "0"]) => flag("fast-throughput", Number(figure) >= GIGAPIXELS),
  },
  {
    // "TX power 10 dBm"; what is radiated (EIRP) has the antenna's gain in it.
    only: ["radar"],
    expression:
      /(?:tx|transmit(?:ted|ter)?|output|average) (?:output )?power[^\d;.]{0,12}(?<![\d.,-])(\d{1,2}(?:\.\d+)?)\s?dbm(?! eirp)/gu,
    read: ([, level = "0"]) => [quantity("radar-power", short(10 ** (Number(level) / 10)), "mW")],
  },
  {
    // "OD7+ at 1064 nm".
    only: ["laser-eyewear", "flash-visor"],
    expression: /(?<!\p{L})od\s?[:≥>=]?\s?(\d{1,2}(?:\.\d)?)\s?\+?(?![\p{L}\d])/gu,
    read: ([, density = "0"]) => [quantity("eyewear-density", density, "count")],
  },
  {
    // "5 W @ 50 kHz, < 15 ns": a rate with a duration behind it is one of pulses.
    only: ["laser"],
    expression:
      /(?<![\d.,])\d+(?:\.\d+)?\s?[km]?hz\s?[,;/|]\s?[<≤~]?\s?\d+(?:\.\d+)?\s?(?:ns|ps)(?! (?:rise|jitter))(?!\p{L})/gu,
    read: () => [{ name: "laser-operation", value: "pulsed" }],
  },
  {
    // "t = 10 mm".
    only: ["optics", "optical-material"],
    expression: /(?<![\p{L}\d])t\s?[=:]\s?(\d{1,3}(?:\.\d+)?)\s?(mm|cm)(?!\p{L})/gu,
    read: ([, thick = "0", unit = "mm"]) => [quantity("optic-thickness", thick, unit)],
  },
  {
    // "Zn 5 at.%".
    only: ["detector-material"],
    expression: /(?<!\p{L})(?:zn|zinc)\s?[:=]?\s?(\d{1,2}(?:\.\d+)?)\s?(?:at|mol)\.?\s?%/gu,
    read: ([, share = "0"]) => [quantity("zinc-content", share, "%")],
  },
];
