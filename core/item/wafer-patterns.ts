import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { PASCALS, flag } from "./reading.ts";
import type { Reading } from "./reading.ts";

const count = (name: string, value: string): readonly Reading[] => [
  { name, value: { value: toDecimal(value), unit: toUnit("count") } },
];

/** Square meters of a round wafer of so many millimeters. */
const areaOf = (millimeters: number): number => Math.PI * (millimeters / 2000) ** 2;
const MICROMETERS: Readonly<Record<string, number>> = { nm: 1e-3, µm: 1, um: 1, micron: 1, microns: 1 };

/** Of 3B001.f.1.b and 3B993.f.1: the smallest feature is this factor times the wavelength by the numerical aperture. */
const K_FACTOR = 0.25;

/** Written forms of the trade that makes chips; read only where the kind of tool is known. */
export const WAFER_PATTERNS: readonly Pattern[] = [
  {
    only: ["lithography-tool"],
    expression: /(?<![\p{L}\d])(?:na|numerical aperture)(?:\)| of|:|=|\t|\|| up to| max\.?)*\s?([01]\.\d{1,3})(?!\d)/gu,
    read: ([, aperture = ""], { everything }) => {
      const [, nanometers] = /(?<![\d.,])(1\d\d|2[0-4]\d|365|436)(?:\.\d)?\s?nm(?!\p{L})/u.exec(everything) ?? [];
      if (nanometers === undefined || Number(aperture) === 0) return [];
      const feature = ((K_FACTOR * Number(nanometers)) / Number(aperture)).toFixed(3);
      return [{ name: "smallest-feature", value: { value: toDecimal(feature), unit: toUnit("nm") } }];
    },
  },
  {
    only: ["etch-tool"],
    expression:
      /(?:sige ?[:/] ?si|sige to si|silicon[- ]germanium (?:to|over) silicon|sige over si)(?:\s?\(.{0,24}?\))?[^;.\n\d]{0,24}?(\d{1,4}(?:\.\d+)?)\s?(?::|to|\/)\s?1(?!\d)|(\d{1,4}(?:\.\d+)?)\s?:\s?1[^;,.\n]{0,12}sige/g,
    read: ([, behind, before]) => count("sige-selectivity", behind ?? before ?? "0"),
  },
  {
    only: ["etch-tool"],
    expression:
      /(?<![\d.,:])(\d{1,4})\+?\s?(?:or more |plus )?(?:(?:individually|independently|independent|individual|controlled|controllable|tunable|variable|heated|heater|thermal|temperature|addressable)[ -]){1,4}(?:zones?|elements?|heaters?|pixels?)(?!\p{L})/gu,
    read: ([, figure = ""]) => count("chuck-zones", figure),
  },
  {
    // "ESC, 4 zones", "4-zone electrostatic chuck".
    only: ["etch-tool"],
    expression:
      /(?<![\d.,:])(\d{1,4})[ -]zones? (?:esc|e-chuck|electrostatic chuck|chuck)(?!\p{L})|(?<!\p{L})(?:esc|e-chuck|electrostatic chuck)[^;.\n\d]{0,16}?(\d{1,4})[ -]zones?(?!\p{L})/gu,
    read: ([, before, behind]) => count("chuck-zones", before ?? behind ?? "0"),
  },
  {
    only: ["etch-tool"],
    expression:
      /(?:aspect ratios?|(?<!\p{L})ar(?!\p{L}))[^;.\n\d]{0,24}?(\d{1,4})\s?:\s?1(?!\d)|(?<![\d.,:])(\d{1,4})\s?:\s?1 aspect/gu,
    read: ([, behind, before]) => count("etch-aspect-ratio", behind ?? before ?? "0"),
  },
  {
    // 3B001.c.4: all three figures of the sheet.
    only: ["etch-tool"],
    expression: /(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:µm|um|microns?)\s?(?:\/|per )\s?min/g,
    read: ([, rate = ""], { everything }) => {
      const [, even] = /(?:uniformity|wiw)[^;.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?%/.exec(everything) ?? [];
      const [, ratio] = /(?:aspect ratio[^;.\n\d]{0,24}?)(\d{1,3})\s?:\s?1/.exec(everything) ?? [];
      if (Number(rate) <= 7) return flag("tsv-etch-deep", false);
      return even === undefined || ratio === undefined
        ? []
        : flag("tsv-etch-deep", Number(even) <= 2 && Number(ratio) >= 10);
    },
  },
  {
    // 3B001.a.1: another material than silicon, uniform to less than 2.5 % over 75 mm or more.
    only: ["epitaxy-tool", "mocvd-reactor"],
    expression:
      /uniform\w*[^;.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?%[^;,.\n]{0,24}?(?:over|across|on)[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)\s?mm/g,
    read: ([, uneven = "", across = ""], { everything }) =>
      Number(across) < 75 || (/silicon layer|silicon epitaxy/.test(everything) && !/carbide|iii-v|gan/.test(everything))
        ? []
        : flag("layer-uniform", Number(uneven) < 2.5),
  },
  {
    only: ["anneal-tool"],
    expression: /(?<![\d.,])(\d{1,3})\s?(?:wafers?\s?(?:\/|per )\s?h(?:our|r)?|wph)(?!\p{L})/gu,
    read: ([, each = ""], { everything }) => {
      const [, size] = /(?<![\d.,])(100|125|150|200|300)\s?mm/.exec(everything) ?? [];
      return size === undefined ? [] : flag("anneals-fast-area", (areaOf(Number(size)) * Number(each)) / 60 > 0.005);
    },
  },
  {
    only: ["epitaxy-tool"],
    expression: /(?<![\d.,])(\d{3,4})\s?(?:°\s?c|℃|deg\.? ?c|c)(?!\p{L})/gu,
    read: ([, figure = ""], { everything }) =>
      /pre-?clean/.test(everything) &&
      /sige|silicon|(?<!\p{L})si(?!\p{L})/u.test(everything) &&
      !/sic|gan/.test(everything)
        ? flag("silicon-epitaxy-low-temperature", Number(figure) <= 685)
        : [],
  },
  {
    // 0.01 microcoulomb per square millimeter is 1 per square centimeter (3C002.b).
    only: ["photoresist"],
    expression:
      /(?<![\d.,])(\d+(?:\.\d+)?)(?:\s?[-–~]\s?\d+(?:\.\d+)?)?\s?(?:µ|u|micro)c(?:oulombs?)?\s?\/\s?(m|c)m(?:²|2|\^2)/g,
    read: ([, figure = "", scale = ""]) =>
      flag("beam-resist-sensitive", Number(figure) / (scale === "c" ? 100 : 1) <= 0.01),
  },
  {
    // 3B903.d to .f: more than 2 x 10^8 pixels, less than 5 percent overlap, stitched within 50 nm.
    only: ["electron-microscope"],
    expression:
      /(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:(giga|mega|g|m)[ -]?|[x×]\s?10\s?\^?\s?([5-9]|1[0-2])\s)(?:pixels?|px|pix)(?!\p{L})/gu,
    read: ([, figure = "", scale, power], { everything }) => {
      const pixels =
        Number(figure) * (power === undefined ? (scale?.startsWith("g") ? 1e9 : 1e6) : 10 ** Number(power));
      const [, overlap] =
        /(\d+(?:\.\d+)?)\s?% (?:field |fov |image |tile )?overlap|overlap[^;,.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?%/.exec(
          everything,
        ) ?? [];
      const [, stitch] = /stitch\w*[^;,.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?nm/.exec(everything) ?? [];
      if (pixels <= 2e8) return flag("sem-large-images", false);
      return overlap === undefined || stitch === undefined
        ? []
        : flag("sem-large-images", Number(overlap) < 5 && Number(stitch) < 50);
    },
  },
  {
    only: ["laser-trimmer"],
    expression:
      /(?:spot|kerf|beam|position\w*|accuracy)[^;,.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?(nm|µm|um|microns?)(?!\p{L})/gu,
    read: ([whole, figure = "", unit = ""]) => {
      const size = Number(figure) * (MICROMETERS[unit] ?? 1);
      return /position|accuracy/.test(whole)
        ? size < 1
          ? flag("laser-repair-fine", true)
          : []
        : flag("laser-repair-fine", size < 3);
    },
  },
  {
    // Below atmospheric pressure; a plasma tool below 60 Pa (3B991.b.1.i).
    only: ["deposition-tool"],
    expression:
      /(?<!base )(?<!ultimate )pressure[^;,\n\d]{0,24}?(\d+(?:\.\d+)?)[^;,\n]{0,12}?\s?(pa|kpa|mbar|m?torr)(?!\p{L})/gu,
    read: ([, figure = "", unit = ""], { everything }) => {
      const pressure = Number(figure) * (PASCALS[unit] ?? 1);
      if (/plasma|pecvd/.test(everything)) return pressure < 60 ? flag("below-atmospheric-cvd", true) : [];
      return flag("below-atmospheric-cvd", pressure < 1e5);
    },
  },
  {
    only: ["epitaxial-wafer"],
    expression:
      /(?:substrate|n\+|wafer)[^;,.\n\d]{0,16}?(\d+(?:\.\d+)?)(?:\s?[-–~]\s?\d+(?:\.\d+)?)?\s?m?(?:ohm|Ω|ω)[ ·*-]?cm/gu,
    read: ([, figure = ""]) => (Number(figure) <= 10_000 ? flag("epi-on-3c005", false) : flag("epi-on-3c005", true)),
  },
];
