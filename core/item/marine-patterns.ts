import type { Pattern } from "./read-patterns.ts";
import { flag, quantity, rounded } from "./reading.ts";

/** 15 CFR 774 Supp. 1, 6A001.a.1.c.1: the level at a frequency, for pulses and for sound without a break. */
const LEVEL = { pulsed: 169.77, continuous: 159.77 } as const;
/** 15 CFR 774 Supp. 1, 6A006.b. */
const NANOVOLTS_PER_METER = 8;
const CONTINUOUS =
  /(?<!\p{L})(?:100\s?%\s?(?:duty|continuous)|continuous(?:ly)?(?: duty| operation| wave| rated)?|cw)(?!\p{L})/u;
const PULSED =
  /(?<![\p{L}\d])(?:\d{1,2}(?:\.\d+)?\s?%\s?(?:max\.? |maximum )?duty|duty cycle(?: of|:)?\s?\d{1,2}(?:\.\d+)?\s?%|pulsed?|chirps?|bursts?|pings?)(?!\p{L})/u;
const HERTZ: Readonly<Record<string, number>> = { hz: 1, khz: 1e3 };

/** Written forms of what works at sea and under it: how loud a projector is, how deep, how often. */
export const MARINE_PATTERNS: readonly Pattern[] = [
  {
    // "Resonance 900 Hz, source level 202 dB": the limit grows with the frequency of the loudest response.
    only: ["acoustic-projector"],
    expression: /(?<![\d.,])(\d{2,3}(?:\.\d+)?)\s?db(?! ?\/)(?=[^.;]{0,20}(?:re|ref|\/\/)[^.;]{0,6}1\s?[µμu]pa)/gu,
    read: ([, level = ""], { everything }) => {
      const heard = [...everything.matchAll(/(?<![\d.,–-])(\d+(?:\.\d+)?)\s?(k?hz)(?!\p{L})/gu)].map(
        ([, figure = "0", unit = "hz"]) => Number(figure) * (HERTZ[unit] ?? 1),
      );
      const [frequency, other] = [...new Set(heard)];
      if (frequency === undefined || other !== undefined || /bandwidth|receiv/.test(everything)) return [];
      const above = Number(level) - 10 * Math.log10(frequency);
      if (above > LEVEL.pulsed) return flag("projector-loud", true);
      if (above <= LEVEL.continuous) return flag("projector-loud", false);
      if (CONTINUOUS.test(everything)) return flag("projector-loud", true);
      return PULSED.test(everything) ? flag("projector-loud", false) : [];
    },
  },
  {
    // "1 nV/m/√Hz": what the sensor of a field in water hears.
    only: ["underwater-field-sensor"],
    expression: /(?<![\d.,])(\d+(?:\.\d+)?)\s?(n|[µμu]|p)v\s?\/\s?\(?m\s?(?:\/\s?|[·*]\s?|\s)?(?:√|sqrt|rt|root)/gu,
    read: ([, figure = "", prefix = "n"]) =>
      flag(
        "electric-field-sensitive",
        Number(figure) * (prefix === "n" ? 1 : prefix === "p" ? 1e-3 : 1e3) < NANOVOLTS_PER_METER,
      ),
  },
  {
    // "2.1 m inside diameter for submersibles of 6500 m depth".
    only: ["submersible", "submersible-part", "underwater-light", "underwater-camera", "underwater-vision"],
    expression:
      /(?<![\d.,])(\d{1,2}[, ]?\d{3}|\d{2,3})\s?-?(?:m|meters?|metres?)[ -](?:(?:water|operating|working|rated|design|max\.?|maximum) )?depth(?!\p{L})/gu,
    read: ([, depth = ""]) => [quantity("dive-depth", depth.replaceAll(/[, ]/g, ""), "m")],
  },
  {
    // "1 flash every 2 s".
    only: ["underwater-light"],
    expression: /(?:1|one|a) flash (?:every|per|each) (\d+(?:\.\d+)?)\s?(?:s|sec|seconds?)(?!\p{L})/gu,
    read: ([, seconds = "1"]) =>
      Number(seconds) > 0 ? [quantity("flash-rate", rounded(1 / Number(seconds)), "Hz")] : [],
  },
];
