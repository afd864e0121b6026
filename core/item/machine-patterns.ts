import type { Pattern } from "./read-patterns.ts";
import { quantity } from "./reading.ts";

const numberOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.replace(",", "."));

/** Materials of 2.0 T or more and a yield strength over 414 MPa (15 CFR 774 Supp. 1, 2A001.c.1). */
function strongMagnet(plain: string): boolean {
  const tesla = numberOf(/(\d(?:[.,]\d{1,2})?)\s?t(?:esla)?(?![\p{L}\d])/u.exec(plain)?.[1]);
  const yields = numberOf(
    /yield(?: strength| stress| point)?[^\d;]{0,16}(\d{3,4})\s?mpa/u.exec(plain)?.[1] ??
      /(\d{3,4})\s?mpa[^\d;,]{0,6}yield/u.exec(plain)?.[1],
  );
  return tesla !== null && yields !== null && tesla >= 2 && yields > 414;
}

/** Over 100 A into less than 40 ohms within 15 µs, under 30 kg, from -50 °C or lower to 100 °C or for aerospace. */
function isRuggedPulser(plain: string): boolean {
  const amperes = numberOf(/(?<![\d.,])(\d{2,5}(?:\.\d+)?)\s?a(?![\p{L}\d])/u.exec(plain)?.[1]);
  const ohms = numberOf(/(\d{1,3}(?:[.,]\d+)?)\s?(?:ohms?|ω)/u.exec(plain)?.[1]);
  const micros = numberOf(/(\d{1,3}(?:[.,]\d+)?)\s?(?:µs|us)(?!\p{L})/u.exec(plain)?.[1]);
  const mass = numberOf(/(\d{1,3}(?:[.,]\d+)?)\s?kg/u.exec(plain)?.[1]);
  const cold = numberOf(/-\s?(\d{2,3})\s?(?:°\s?c)?\s?(?:to|…|\.\.|~|–)/u.exec(plain)?.[1]);
  const hot = numberOf(/(?:to|…|\.\.|~|–)\s?\+?\s?(\d{2,3})\s?°\s?c/u.exec(plain)?.[1]);
  const wide = (cold !== null && hot !== null && cold >= 50 && hot >= 100) || /aerospace/.test(plain);
  return (
    wide &&
    amperes !== null &&
    amperes > 100 &&
    ohms !== null &&
    ohms < 40 &&
    micros !== null &&
    micros < 15 &&
    (mass === null || mass < 30)
  );
}

/** Written forms of machines and plant that a label and a unit do not catch. */
export const MACHINE_PATTERNS: readonly Pattern[] = [
  {
    // "C and B rotary axes", "rotary axes A/C", "B- and C-axis": two letters, two rotary axes.
    only: ["machine-tool", "edm-machine", "laser-machine"],
    expression:
      /(?<![\p{L}\d])([abc])(?:[- ]axis)?\s?(?:and|&|\+|\/|,)\s?([abc])[ -](?:rotary |rotational |simultaneous )?ax[ei]s(?!\p{L})|rotary axes:?\s\(?([abc])\s?(?:and|&|\+|\/|,)\s?([abc])(?![\p{L}\d])/gu,
    read: ([, first, second, third, fourth]) =>
      (first ?? third) === (second ?? fourth) ? [] : [quantity("contouring-rotary-axes", "2", "axes")],
  },
  {
    // "90 g fluorine per hour", "1.2 kg F2/h".
    only: ["fluorine-cell"],
    expression:
      /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?(g|kg)\s(?:of\s)?(?:fluorine|f2|f₂)(?: gas)?\s?(?:per|an|\/|each)\s?h(?:our|r)?(?!\p{L})/gu,
    read: ([, written = "", unit = ""]) => [
      quantity("fluorine-rate", unit === "kg" ? String(Number(written) * 1000) : written, "g/h"),
    ],
  },
  {
    only: ["magnetic-bearing"],
    expression: /yield/g,
    read: (_, { everything }) =>
      strongMagnet(everything) ? [{ name: "magnetic-bearing-kind", value: "strong-material" }] : [],
  },
  {
    // Loaded with magnetic powder and too strong for Note 1.c of 1C001.a: "carbonyl iron loaded, tensile strength 8 MPa".
    only: ["radar-absorber"],
    expression: /tensile ?strength[^\d;,.]{0,12}(\d{1,3}(?:\.\d+)?)\s?(?:mpa|n\/mm²|n\/mm2)(?!\p{L})/gu,
    read: ([, written = "0"], { everything }) =>
      Number(written) >= 7 &&
      /(?:magnetic|carbonyl iron|iron[- ](?:loaded|filled)|ferrite[- ](?:loaded|filled))/.test(everything) &&
      !/(?:sintered|non-?magnetic|hair type|pyramid|(?<!\p{L})cones?|wedge)/u.test(everything)
        ? [{ name: "absorber-excluded", value: false }]
        : [],
  },
  {
    // "Capacity 18", "18-shot": what a magazine holds.
    only: ["firearm-magazine"],
    expression:
      /(?<!\p{L})capacity(?: of|:)?\s(\d{1,3})(?![\d.]|\s?(?:mm|g|oz|lb|in)(?!\p{L}))|(?<![\d.,])(\d{1,3})[- ](?:shot|rounder|cartridges?)(?!\p{L})/gu,
    read: ([, capacity, shots]) => [quantity("magazine-capacity", capacity ?? shots ?? "0", "rounds")],
  },
  {
    // "Pitch diameter 1,400 mm, face width 220 mm" (2B003.b).
    only: ["gear-machine"],
    expression:
      /(?:pitch|gear|wheel|workpiece) diameter[^\d;]{0,12}(\d{1,2},\d{3}|\d{2,4})\s?mm[^;\n]{0,40}?(?:face|tooth) width[^\d;]{0,12}(\d{1,2},\d{3}|\d{2,4})\s?mm/gu,
    read: ([, across = "0", wide = "0"]) => {
      const [whole, part] = [across, wide].map((written) => Number(written.replace(",", "")));
      return whole && part ? [{ name: "face-width-wide", value: part >= 0.15 * whole }] : [];
    },
  },
  {
    // "Rate stability 0.01% over 10 degrees" (2B120.c.2).
    only: ["motion-simulator"],
    expression: /rate (?:stability|accuracy)[^\d;]{0,8}(0?\.\d{1,5})\s?%/gu,
    read: ([, written = "1"]) => (Number(written) <= 0.05 ? [{ name: "simulator-rate-fine", value: true }] : []),
  },
  {
    // "UAV-mounted, VMD 30 microns, 3 l/min": finer than 50 µm and more than 2 liters a minute (2B352.i).
    only: ["aerosol-sprayer", "aerosol-dispenser"],
    expression:
      /(?:vmd|droplets?|drop size|mass median)[^\d;]{0,20}(\d{1,3}(?:\.\d+)?)\s?(?:µm|um|microns?|micrometers?)/gu,
    read: ([, size = "0"], { everything }) => {
      if (!/(?:uav|drone|unmanned|aircraft|aerial|helicopter|airship|airplane)/.test(everything)) return [];
      if (Number(size) >= 50) return [{ name: "drop-size-and-uav", value: false }];
      const flow = /(\d{1,3}(?:\.\d+)?)\s?(?:l|lit(?:er|re)s?)\s?(?:\/|per |a )\s?min/.exec(everything)?.[1];
      return flow === undefined ? [] : [{ name: "drop-size-and-uav", value: Number(flow) > 2 }];
    },
  },
  {
    // "Ruggedized, 300 A into 10 ohm, 5 µs, 4 kg, -55 to +100 °C" (3A229.b); any figure outside leaves it open.
    only: ["pulse-generator", "firing-set"],
    expression: /(?<!\p{L})(?:rugged\w*|portable|mobile)(?!\p{L})/gu,
    read: (_, { everything }) => (isRuggedPulser(everything) ? [{ name: "rugged-pulser", value: true }] : []),
  },
  {
    // "-10 V into 50 ohms": a negative pulse is as high as it is deep.
    only: ["pulse-generator"],
    expression: /(?<![\d.,\p{L}])[-–]\s?(\d{1,4}(?:\.\d+)?)\s?v(?:olts?)?\s(?:pulse |output )?(?:into|in|to)\s\d/gu,
    read: ([, written = "0"]) => [quantity("pulser-voltage", written, "V")],
  },
  {
    // "4-axis (X, Y, Z, B)": the letters behind the linear ones are rotary axes.
    only: ["machine-tool"],
    expression: /(?<![\p{L}\d])x\s?[,/ ]\s?y\s?[,/ ]\s?z((?:\s?(?:[,/ +&]|and)\s?[abc](?![\p{L}\d°]))+)/gu,
    read: ([, letters = ""]) => [
      quantity("contouring-rotary-axes", String(new Set(letters.replaceAll(/[^abc]/g, "")).size), "axes"),
    ],
  },
  {
    // "120 mm x 800 x 500 mm": the smallest side of a shielding window is its thickness.
    only: ["radiation-window"],
    expression: /(?<![\d.,])(\d{2,4})(?:\s?mm)?\s?[x×]\s?(\d{2,4})(?:\s?mm)?\s?[x×]\s?(\d{2,4})\s?mm(?!\p{L})/gu,
    read: ([, ...sides]) => [quantity("window-thickness", String(Math.min(...sides.slice(0, 3).map(Number))), "mm")],
  },
];
