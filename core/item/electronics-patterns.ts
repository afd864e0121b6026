import { under } from "./bounds.ts";
import { readingsOfCount, readingsOfFigure } from "./number-marks.ts";
import { againstNoiseFormula } from "./phase-noise.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

/** Seconds of a written unit. */
const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1 };
/** `8e-4`, `8 x 10^-4`, `0.08 %` as percent; null where it is none of these. */
function asPercent(figure: string, power: string | undefined, percent: string | undefined): string | null {
  if (percent) return figure;
  if (power === undefined) return null;
  const digits = figure.replace(".", "");
  const places = (figure.split(".")[1]?.length ?? 0) + Number(power) - 2;
  if (places <= 0) return null;
  const padded = digits.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** Molded packages of chips. */
const PLASTIC =
  "soic|sop|hlqfp|htqfp|hvqfn|vfqfn|vfqfpn|ufqfpn|tqfn|tdfn|xqfn|ufdfn|vfdfn|x2dfn|eqfp|ftbga|ftgbga|csbga|cabga|fpbga|hsop|htsop|ssop|tssop|vssop|msop|htssop|tsop|qsop|sot-?23|sot-?223|sc-?70|sot|qfn|vqfn|wqfn|uqfn|dfn|wdfn|udfn|wson|uson|vson|lqfp|tqfp|pqfp|vqfp|htqfp|bga|fbga|tfbga|soj|bga|vfbga|ufbga|pbga|fcbga|fcpbga|wlbga|wlcsp|lfcsp|plcc|pdip";

/** "44-TSOP II", "8-SOIC (208 mil)", "52-lead LFCSP". */
export const MOLDED = new RegExp(String.raw`(?<!\p{L})(?:\d{1,4}[- ]?)?(?:${PLASTIC})(?:[- ]?\d{1,4})?(?!\p{L})`, "gu");

/** Written forms of electronics that a label and a unit do not catch; read only where the kind of thing is known. */
export const ELECTRONICS_PATTERNS: readonly Pattern[] = [
  {
    only: ["integrated-circuit"],
    expression: MOLDED,
    read: (_, { everything }) =>
      /ceramic|hermetic|keramik|céramique/.test(everything) ? [] : flag("hermetically-sealed", false),
  },
  {
    only: ["oscillator", "signal-generator"],
    expression: /dbc/g,
    // A table may stand in several passages; the carrier is often named in another one.
    read: (_match, { kinds, everything }) => againstNoiseFormula(everything, kinds.includes("signal-generator")),
  },
  {
    only: ["quantum-computer", "qubit-device", "qubit-control"],
    expression: /(?<![\d.,])(\d{1,3}(?:,\d{3})*|\d+)[ -](?:[\p{L}-]+,? ){0,6}?(?:qubits?|qubit)(?!\p{L})/gu,
    read: ([whole, written = ""], context, passage) =>
      /logical/.test(whole)
        ? []
        : readingsOfCount(written, context.markOf(passage.page)).map((value) =>
            quantity("physical-qubits", value, "count"),
          ),
  },
  {
    only: ["quantum-computer", "qubit-device", "qubit-control"],
    expression:
      /(?:c-?not|cz|two[- ]qubit|2[- ]?q(?:ubit)?|entangling)[^;.\n\d]{0,40}errors?[^;.\n\d]{0,20}?(\d+(?:\.\d+)?)(?:\s?(?:[x×·]\s?10\^?|e)\s?-(\d+)|\s?(%))/g,
    read: ([, figure = "", power, percent]) => {
      const value = asPercent(figure, power, percent);
      return value === null ? [] : [quantity("cnot-error", value, "%")];
    },
  },
  {
    // Fidelity is what error leaves: 99.9 % is an error of 0.1 %.
    only: ["quantum-computer", "qubit-device", "qubit-control"],
    expression:
      /(?:c-?not|cz|two[- ]qubit|2[- ]?q(?:ubit)?|entangling)[^;.\n\d]{0,30}fidelit(?:y|ies)[^;.\n\d]{0,20}?(9\d(?:\.\d+)?)\s?%/g,
    read: ([, figure = ""]) => {
      const places = figure.split(".")[1]?.length ?? 0;
      return [quantity("cnot-error", (100 - Number(figure)).toFixed(places), "%")];
    },
  },
  {
    only: ["direction-finder"],
    expression:
      /(?:signal|burst|emission|pulse)s?(?: durations?| lengths?)?[^;.\n\d]{0,24}?(\d+(?:\.\d+)?)\s?(ns|µs|us|ms|s)(?![\p{L}\d])/gu,
    // "Signals of under 1 ms" are shorter than that.
    read: ([written, figure = "", unit = ""]) => {
      const seconds = Number(figure) * (SECONDS[unit] ?? 1);
      return flag(
        "finds-short-signals",
        seconds < 1e-3 ||
          (seconds === 1e-3 && /under|below|less|shorter|kürzer|weniger|unter|moins|<(?!=)/.test(written)),
      );
    },
  },
  {
    // "256K x 16": words by width, where the capacity itself is not written.
    only: ["sram", "non-volatile-memory", "dram"],
    expression:
      /(?<![\w.,])(\d{1,4})\s?(k|m|g)\s?(?:words\s?)?[x×]\s?(4|8|9|16|18|32|36|64|72)(?:[- ]?bits?)?(?![\w.,]*\d)/g,
    read: ([, words = "0", scale = "", width = "0"], { everything }) =>
      /\d\s?-?[kmg]-?b(?:it|yte)?s?(?![\p{L}/])/u.test(everything)
        ? []
        : [
            quantity(
              "memory-capacity",
              String(Number(words) * Number(width)),
              { k: "kbit", m: "Mbit", g: "Gbit" }[scale] ?? "kbit",
            ),
          ],
  },
  {
    // "25GbE", "10GBASE-T", "400G ports".
    only: ["telecom-equipment", "network-card"],
    expression:
      /(?<![\w.,](?<!\d[x×]))(\d{1,3}(?:\.\d)?)\s?g(?:be|ige|ig-?e|base-?\w*|e)?(?=[\s,;./)-]|$)(?!\s?(?:hz|b\b|bytes?|lte|nr|network|mobile|cellular|phone|smartphone|core|modem|base|small|ran|radio))/g,
    read: ([whole, figure = ""], _context, passage) =>
      whole.endsWith("g") && !/port|sfp|ethernet|switch|uplink|base|nic|adapter/.test(passage.plain)
        ? []
        : readingsOfFigure(figure, "english").map((value) => quantity("port-rate", value, "Gbit/s")),
  },
  {
    only: ["telecom-equipment", "network-card"],
    expression:
      /(?<![\p{L}\d])(?:gigabit|gige|gbe|10\/100\/1000(?:\s?(?:base-?t|mbps|mbit\/s))?|1000base-?\w+)(?![\p{L}\d])/gu,
    read: () => [quantity("port-rate", "1", "Gbit/s")],
  },
  {
    only: ["telecom-equipment", "network-card"],
    expression:
      /(?<![\p{L}\d])(?:fast ethernet|10\/100(?:\s?(?:base-?tx?|mbps|mbit\/s|ethernet))?(?!\/)|100base-?\w+)(?![\p{L}\d/])/gu,
    read: () => [quantity("port-rate", "100", "Mbit/s")],
  },
  {
    // A converter's rate written as a frequency: "sampling frequency 500 MHz", "sample clock up to 3.2 GHz".
    only: ["adc", "digitizer", "data-acquisition-board", "mixed-signal-soc"],
    expression: /sampl\w+ (?:rate|frequency|speed|clock)[^,;.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(k|m|g)hz/g,
    read: ([, figure = "", scale = ""]) => [
      quantity("sample-rate", figure, { k: "kSPS", m: "MSPS", g: "GSPS" }[scale] ?? "MSPS"),
    ],
  },
  {
    only: ["dds"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(m|g)s(?:ps|\/s|a\/s)/g,
    read: ([, figure = "", scale = ""]) => [quantity("dac-clock-frequency", figure, scale === "g" ? "GHz" : "MHz")],
  },
  {
    // Of an arbitrary waveform generator the highest frequency is its sample rate divided by 2.5 (3A002.d Technical Note 1).
    only: ["signal-generator"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(m|g)s(?:ps|\/s|a\/s)/g,
    read: ([, figure = "", scale = ""], { everything }) =>
      /awg|arbitrary|function generator/.test(everything)
        ? [
            quantity(
              "instrument-frequency-max",
              String(Number((Number(figure) / 2.5).toFixed(6))),
              scale === "g" ? "GHz" : "MHz",
            ),
          ]
        : [],
  },
  {
    only: ["discrete-semiconductor"],
    expression:
      /(?<!\p{L})(?:t_?v?j|t ?vj|junction)(?:[ ,_(]*(?:max\.?|temperature|temp\.?|operating|rated|range)\)?)*[\s:=]*(?:up to )?(?:-?\d+\s?(?:to|~|\.\.\.|…|–)\s?)?\+?(\d{2,3})\s?c(?!\p{L})/gu,
    read: ([, figure = ""]) => [quantity("junction-max", figure, "°C")],
  },
  {
    only: ["capacitor"],
    expression: /single[- ]shot|single discharge/g,
    read: () => [quantity("repetition-rate", "1", "Hz")],
  },
  {
    only: ["absolute-encoder"],
    expression: /accuracy[^;.\n\d]{0,20}?(?:±|\+\/-)?\s?(\d+(?:\.\d+)?)\s?(?:"|″|''|arc ?-?sec)/g,
    read: ([, figure = ""]) => [quantity("encoder-accuracy", figure, "arcsec")],
  },
  {
    only: ["oscilloscope"],
    expression: /noise[^;.\n\d]{0,30}?(\d+(?:\.\d+)?)\s?% (?:of )?(?:full[- ]scale|fs)/g,
    read: (match, _context, passage) => {
      const [, figure = ""] = match;
      return under("scope-low-noise", { value: Number(figure), limit: 2 }, { match, figure, passage });
    },
  },
  {
    only: ["atomic-standard"],
    expression:
      /(?:aging|ageing|drift|stability)[^;\n\d]{0,30}?[<≤±]?\s?(\d+(?:\.\d+)?)\s?(?:[x×·]\s?10\^?|e)-(\d+)\s?(?:\/|per )\s?mo(?:nth)?/g,
    read: (match, _context, passage) => {
      const [, figure = "", power = ""] = match;
      const value = Number(figure) * 10 ** -Number(power);
      return under("stability-below-1e-11", { value, limit: 1e-11 }, { match, figure, passage });
    },
  },
  {
    // The isotropic figure is 2.15 dB above the effective one (5A001.d).
    only: ["phased-array-antenna"],
    expression: /eirp[^;.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?dbm|(?<![\d.])(\d+(?:\.\d+)?)\s?dbm eirp/g,
    read: ([, behind, before]) => [
      quantity("effective-radiated-power", String(Number((Number(behind ?? before) - 2.15).toFixed(4))), "dBm"),
    ],
  },
  {
    // Bandwidth over the area of the stack or its package, both stated once (3A090.c).
    only: ["hbm"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(g|t)b(?:yte)?\/s/g,
    read: ([, figure = "", scale = ""], { everything }) => {
      const side = /(?<![\d.])(\d+(?:\.\d+)?)\s?(?:mm)?\s?[x×]\s?(\d+(?:\.\d+)?)\s?mm(?![²2])/.exec(everything);
      const area = /(?<![\d.])(\d+(?:\.\d+)?)\s?(?:mm²|mm2|mm\^2|sq\.? ?mm)/.exec(everything);
      const square = side ? Number(side[1]) * Number(side[2]) : Number(area?.[1] ?? 0);
      if (square <= 0 || /density/.test(everything)) return [];
      const density = (Number(figure) * (scale === "t" ? 1000 : 1)) / square;
      return [quantity("memory-bandwidth-density", density.toFixed(3), "count")];
    },
  },
  {
    // "No chip with more than 4 TOPS": under 8 TOPS (3A991.p), and so far under the figures of 3A090.
    only: ["computer", "computer-module"],
    expression:
      /(?<!\p{L})no (?:\p{L}+ )?(?:chips?|processors?|accelerators?|soc)(?: \p{L}+){0,3}? (\d+(?:\.\d+)?)\s?tops/gu,
    read: ([, figure = ""]) =>
      Number(figure) <= 8 ? [...flag("contains-3a991p-chip", false), ...flag("advanced-computing", false)] : [],
  },
];
