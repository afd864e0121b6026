import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

/** `5x10^-7`, `1e-6`, `10⁻⁵`, `0.001`: the power of ten in group 2 or 3, a plain figure in group 4. */
const SMALL = String.raw`(?:(\d(?:\.\d+)?)\s?[x×·*]\s?)?(?:10\s?\^?\s?([-−–⁻]\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\d(?:\.\d+)?e([-−]\d{1,2})|(\d{1,4}(?:\.\d+)?))`;
/** 10^-4 Torr in each unit. */
const TORR_LIMIT: Readonly<Record<string, number>> = {
  torr: 1e-4,
  mbar: 1.333_22e-4,
  hpa: 1.333_22e-4,
  pa: 1.333_22e-2,
};
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const powerOf = (written: string): number =>
  -Number(written.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (raised) => String(RAISED.indexOf(raised))).replaceAll(/\D/gu, ""));

/** The pressure that a match of SMALL states. */
function pressureOf([whole, factor, power, exponent, plain]: RegExpExecArray): number {
  if (plain !== undefined) return Number(plain);
  if (exponent !== undefined) return Number(/\d(?:\.\d+)?(?=e)/.exec(whole)?.[0] ?? "1") * 10 ** powerOf(exponent);
  return Number(factor ?? "1") * 10 ** powerOf(power ?? "0");
}

/** 841,000 Ns, the limit of 9A515 and 9A106, in each unit. */
const NEWTON_SECONDS: Readonly<Record<string, number>> = {
  n: 1,
  kn: 1000,
  mn: 1_000_000,
  lbf: 4.448_221_615,
  lb: 4.448_221_615,
};

/** Specific fuel consumption in kilograms per newton and hour, from what the mass, the force and the time are written in. */
const SFC_FACTOR: Readonly<Record<string, number>> = {
  "kg/n": 1,
  "kg/dan": 0.1,
  "kg/kgf": 1 / 9.806_65,
  "lb/lbf": 1 / 9.806_65,
  "lb/lb": 1 / 9.806_65,
  "lbm/lbf": 1 / 9.806_65,
  "g/kn": 0.0036,
  "mg/n": 0.0036,
};

/** Written forms of equipment of the sea, the air and space, and of their test stands. */
export const FIELD_PATTERNS: readonly Pattern[] = [
  {
    // "Dual frequency 900/1800 kHz": the first of a pair has no unit of its own.
    only: ["sonar"],
    expression: /(?<![\d.,/])(\d{2,4})\s?\/\s?\d{2,4}(?:\s?\/\s?\d{2,4})?\s?khz/gu,
    read: ([, first = ""]) => [quantity("sonar-frequency", first, "kHz")],
  },
  {
    // "Side lobes -26 dB", "side lobe suppression better than 26 dB": by how much, whatever the sign.
    only: ["acoustic-projector"],
    expression: /(?<!\p{L})side[\s-]?lobes?(?!\p{L})[^.;,\d]{0,30}?(?:[-−–]\s?)?(\d{2}(?:\.\d)?)\s?db(?!\p{L})/gu,
    read: ([, level = ""]) => [quantity("sidelobe-suppression", level, "dB")],
  },
  {
    // "-165 dBV re µPa".
    only: ["hydrophone"],
    expression: /(?<![\d.,])[-−–]\s?(\d{3}(?:\.\d)?)\s?dbv(?!\p{L})/gu,
    read: ([, level = ""]) => [quantity("hydrophone-sensitivity", `-${level}`, "dB")],
  },
  {
    // "Range 50 nm" of a vehicle: nautical miles.
    only: ["submersible"],
    expression: /(?:(?<!\p{L})range[^.;\d]{0,15}|(?=\d{1,3}\s?nm range))(\d{1,3})\s?nm(?!\p{L})/gu,
    read: ([, miles = ""]) => [quantity("submersible-range", miles, "nmi")],
  },
  {
    // "Endurance 10 days submerged".
    only: ["submersible"],
    expression:
      /(?<!\p{L})(?:endurance|autonomy|submerged|mission)(?: time| duration)?[^.;\d]{0,12}(\d{1,3})\s?days?(?!\p{L})/gu,
    read: ([, days = ""]) => [quantity("submersible-autonomy", String(Number(days) * 24), "h")],
  },
  {
    // "Test section M 0.3", "M6".
    only: ["wind-tunnel", "wind-tunnel-system"],
    expression: /(?<![\p{L}\d.])ma?\s?=?\s?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d|\s?[\p{L}²³])/gu,
    read: ([, mach = ""]) => [{ name: "wind-tunnel-mach", value: { value: toDecimal(mach), unit: toUnit("count") } }],
  },
  {
    // "Ultimate pressure 5x10^-7 mbar", "vacuum: 1e-6 Torr".
    only: ["vibration-test-equipment"],
    expression: new RegExp(String.raw`(?<![\d.,])${SMALL}\s?(torr|mbar|hpa|pa)(?!\p{L})`, "gu"),
    read: (match) => {
      const [limit, pressure] = [TORR_LIMIT[match[5] ?? ""], pressureOf(match)];
      return limit !== undefined && pressure > 0 && pressure < limit ? flag("chamber-under-1e-4-torr", true) : [];
    },
  },
  {
    // "Total impulse 135,000 Ns", "1.2 MNs".
    only: ["rocket-motor"],
    expression:
      /(?<!\p{L})total impulse(?: capacity| capability)?[^.;\d]{0,12}(\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?)\s?(k|m)?(n|lbf|lb)[\s·.-]?s(?:ec)?(?!\p{L})/gu,
    read: ([, figure = "", big = "", unit = ""]) => {
      const impulse = Number(figure.replaceAll(/[ ,]/g, "")) * (NEWTON_SECONDS[`${big}${unit}`] ?? 0);
      return impulse > 0 ? flag("thruster-total-impulse", impulse >= 841_000) : [];
    },
  },
  {
    // "SFC: 0.12 kg/N/h", "TSFC 0.6 lb/lbf/h", "18 g/kN s": the limit of 9A001 and 9A101 is 0.15 kg/N/h.
    only: ["gas-turbine"],
    expression:
      /(?<!\p{L})(?:t?sfc|specific (?:fuel )?consumption|fuel consumption)(?!\p{L})[^.;\d]{0,20}(\d{1,3}(?:\.\d{1,4})?)\s?(kg|lbm?|m?g)\s?\/\s?\(?(da|k)?(n|gf|lbf?|lb)(?!\p{L}{2})/gu,
    read: ([, figure = "", mass = "", many = "", force = ""]) => {
      const factor = SFC_FACTOR[`${mass}/${many}${force}`];
      return factor === undefined ? [] : flag("engine-sfc-low", Number(figure) * factor <= 0.15);
    },
  },
  {
    // "Neutron 1e14 n/cm2": displacement damage.
    only: ["electronic-component"],
    expression: /(?<![\d.,])(\d(?:\.\d+)?)\s?(?:[x×·]\s?10\s?\^?|e)\s?(1[0-9])\s?(?:n|neutrons?)\s?\/\s?cm/gu,
    read: ([, figure = "", power = ""]) => flag("neutron-1e14", Number(figure) * 10 ** Number(power) >= 1e14),
  },
  {
    // "Vibration 12 g rms, 20 to 2000 Hz".
    only: ["valve", "rocket-motor", "rocket-control", "actuator"],
    expression: /(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s?g[\s-]?\(?rms\)?(?!\p{L})/gu,
    read: ([, level = ""]) => (Number(level) > 10 ? flag("works-in-10-g", true) : []),
  },
  {
    // "Trained with 3x10^26 FLOP", "5e24 FLOPs".
    only: ["model-weights"],
    expression:
      /(?<![\d.,])(?:(\d(?:\.\d+)?)\s?(?:[x×·*]\s?10\s?\^?|e)|10\s?\^)\s?(2\d)\s?(?:flops?|operations|ops)(?!\p{L})/gu,
    read: ([, figure = "1", power = ""]) => flag("trained-over-1e26", Number(figure) * 10 ** Number(power) >= 1e26),
  },
  {
    // "Gearbox for a 60 t tank", "armored vehicles of 18 tons".
    only: ["engine"],
    expression:
      /(?<![\d.,])(\d{2})(?:\.\d)?[\s-]?(?:t|tons?|tonnes?)(?=\s(?:main battle |battle |armou?red |combat |class )*(?:tank|vehicle|mbt|howitzer))/gu,
    read: ([, mass = ""]) => (Number(mass) > 40 ? flag("armored-over-40-tons", true) : []),
  },
];
