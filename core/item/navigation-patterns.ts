import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { quantity, rounded } from "./reading.ts";

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;

/** The bands of radars by their letters (IEEE 521), in GHz. */
const BANDS: Readonly<Record<string, readonly [string, string]>> = {
  l: ["1", "2"],
  s: ["2", "4"],
  c: ["4", "8"],
  x: ["8", "12"],
  ku: ["12", "18"],
  k: ["18", "27"],
  ka: ["27", "40"],
  v: ["40", "75"],
  w: ["75", "110"],
};

/** Written forms of inertial sensors and of what sails: noise density as random walk, "nm" as nautical miles. */
export const NAVIGATION_PATTERNS: readonly Pattern[] = [
  {
    // "SENSOR ACCEL 2-16G": titles in capitals write the unit so too; a small "g" is read with the other units.
    only: ["accelerometer"],
    expression: /(?<![\w.,])(?:±?\d+(?:\.\d+)?\s?[-~/,]\s?){0,3}±?(\d+(?:\.\d+)?)\s?g(?![\p{L}\d])/gu,
    read: ({ 0: whole, 1: figure = "", index }, _context, { page, from }) =>
      page.text[from + index + whole.length - 1] === "G" ? [quantity("accel-range", figure, "g₀")] : [],
  },
  {
    // White noise of a rate: 60 deg/h/√Hz is 1 deg/√h, 1/60 deg/s/√Hz as well.
    only: ["gyro", "inertial-system"],
    expression: new RegExp(
      String.raw`(?<![\d.,])${NUMBER}\s?(m?)(?:(?:°|º|deg(?:rees?)?)\s?\/\s?(h|hr|hour|s|sec|second)|(dps))\s?\/\s?\(?(?:√|sqrt|rt|root)[ -]?\(?hz\)?`,
      "gu",
    ),
    read: ([, figure = "", milli = "", per = ""], { everything }) => {
      if (/(?:√|sqrt|rt|root)[ -]?\(?h(?:r|our)?(?!z|\p{L})/u.test(everything)) return [];
      const rate = Number(figure) * (milli === "m" ? 1e-3 : 1);
      return [quantity("gyro-arw", rounded(per.startsWith("h") ? rate / 60 : rate * 60), "deg/√h")];
    },
  },
  {
    // "Accel ±6 g bias 5 mg": both ways the same is a range, whatever is named behind it.
    only: ["inertial-system"],
    expression:
      /(?<!\p{L})acc(?:el(?:erometer|eration)?s?)?(?: range)?\s?[:|]?\s?(?:±|\+\/-)\s?(\d{1,3})\s?g(?![\p{L}\d])/gu,
    read: ([, range = "0"]) => [quantity("accel-range", range, "g₀")],
  },
  {
    // "1 nm / 24 h", "1 nm in 24 hrs": sea miles, as no drift is in nanometers.
    only: ["inertial-system"],
    expression: new RegExp(
      String.raw`(?<![\d.,])${NUMBER}\s?n\.?m\.?\s?(?:\(?(?:cep|cep50|trms|rms)\)?\s?)?(?:\/|per|in|over|after|within)\s?(?:a )?(?:24\s?-?\s?h|day)`,
      "gu",
    ),
    read: ([, figure = ""]) => [quantity("ins-drift-day", figure, "nmi")],
  },
  {
    // "Drift in 24 h | 1 nm".
    only: ["inertial-system"],
    expression: new RegExp(
      String.raw`(?:24\s?-?\s?h(?:ours?|rs?)?|per day|daily)[^\d;.]{0,16}${NUMBER}\s?n\.?m\.?(?![\p{L}\d/])`,
      "gu",
    ),
    read: ([, figure = ""]) => [quantity("ins-drift-day", figure, "nmi")],
  },
  {
    // The longest of the ranges a radar shows: "0.0625 - 48 nm".
    only: ["radar"],
    expression: new RegExp(String.raw`(?<![\d.,])${NUMBER}\s?nm(?!\p{L})`, "gu"),
    read: ([whole, figure = ""], { everything }) => {
      const all = [...everything.matchAll(/(?<![\d.,])(\d+(?:\.\d+)?)\s?nm(?!\p{L})/gu)].map(([, one]) => Number(one));
      return whole.includes(figure) && Number(figure) === Math.max(...all)
        ? [quantity("radar-range", figure, "nmi")]
        : [];
    },
  },
  {
    // "X-band radar": where no frequency is said, the band says between which it lies.
    only: ["radar"],
    expression: /(?<![\p{L}\d-])(l|s|c|x|ku|k|ka|v|w)[- ]band(?!\p{L})/gu,
    read: ([, letter = ""], { everything }) => {
      const [from, to] = BANDS[letter] ?? [];
      if (from === undefined || to === undefined || /\d\s?[mg]hz(?!\p{L})/u.test(everything)) return [];
      return [{ name: "radar-frequency", value: { from: toDecimal(from), to: toDecimal(to), unit: toUnit("GHz") } }];
    },
  },
  {
    only: ["manned-submersible"],
    expression: new RegExp(
      String.raw`range[^.;,\d]{0,20}${NUMBER}\s?nm(?!\p{L})|(?<![\d.,])${NUMBER}\s?nm range`,
      "gu",
    ),
    read: ([, behind, before]) => [quantity("submersible-range", behind ?? before ?? "0", "nmi")],
  },
  {
    only: ["unmanned-submersible"],
    expression: new RegExp(
      String.raw`range[^.;,\d]{0,20}${NUMBER}\s?nm(?!\p{L})|(?<![\d.,])${NUMBER}\s?nm range`,
      "gu",
    ),
    read: ([, behind, before]) => [quantity("uncrewed-range", behind ?? before ?? "0", "nmi")],
  },
  {
    // Seconds of arc written with the mark of inches.
    only: ["star-tracker"],
    expression:
      /(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:"|″|'')(?=\s?(?:\(|rms|3|1|azimuth|pitch|yaw|cross|x\/y|xy|per axis|accuracy|cep|around|roll|boresight|$|[,;.]))/gu,
    read: ([, figure = ""]) => [quantity("star-accuracy", figure, "arcsec")],
  },
];
