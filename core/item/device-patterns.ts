import { under } from "./bounds.ts";
import { readingsOfCount } from "./number-marks.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity, rounded } from "./reading.ts";

const SECONDS: Readonly<Record<string, number>> = {
  ms: 1e-3,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  min: 60,
  minutes: 60,
};
const THOUSANDS: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };
/** "Transceivers: 24", "number of transceivers 24". */
const LINKS =
  /(?:transceivers?|serdes)(?: channels?| lanes?| count| quantity)?\s?(?::|=|\t|\|)\s?(\d{1,3})(?![\d.]|\s?(?:g|x|×))|(?:number|no\.|qty|quantity) of (?:[\p{L}-]+ )?(?:transceivers?|serdes(?: lanes)?)\s?(?::|=|\t|\|)?\s?(\d{1,3})(?![\d.])/u;
/** "Max transceiver speed 16.3 Gb/s", "SerDes data rate (Gbps): 12.5". */
const LINK_RATE =
  /(?:transceivers?|serdes|serial|lane) (?:max(?:imum|\.)? )?(?:line |data |link )?(?:speed|rate|performance)s?(?: \(?(?:gb\/s|gbps)\)?)?[^;,.\n\d]{0,12}(\d{1,3}(?:\.\d+)?)(?:\s?g(?:b\/s|bps|bit\/s)|(?=[;,\n]|$))/;
const INTERPOLATES = /interpolat[^;\n]{0,60}/g;
const FACTOR = /(?<![\w.,])(\d{1,2})\s?[x×](?![\w])|(?<![\w.,])[x×]\s?(\d{1,2})(?![\w.])/g;

/** Data sheet rows of chips and of other electronics that a label and a unit do not catch; read only where the kind is known. */
export const DEVICE_PATTERNS: readonly Pattern[] = [
  {
    // "No. of bits: 14", "Bits | 16".
    only: ["adc", "dac", "mixed-signal-soc", "data-acquisition-board", "digitizer", "oscilloscope"],
    expression:
      /(?<!effective )(?:(?:number|no\.?|#) of bits|(?<![\p{L}\d-] ?)bits)\)?\s?(?::|=|\t|\||of)?\s?(\d{1,2})(?![\w.,]*\d|\s?(?:x|×|-?channel|ch\b))/gu,
    read: ([, bits = ""]) => (Number(bits) >= 4 && Number(bits) <= 32 ? [quantity("resolution", bits, "bit")] : []),
  },
  {
    only: ["adc", "digitizer", "data-acquisition-board"],
    expression:
      /(?:encode|conversion|convert) (?:rate|frequency|clock|speed)[^,;.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(k|m|g)hz/g,
    read: ([, figure = "", scale = ""]) => [
      quantity("sample-rate", figure, { k: "kSPS", m: "MSPS", g: "GSPS" }[scale] ?? "MSPS"),
    ],
  },
  {
    // The shop's attribute "Sampling Rate (Per Second): 3.2G", "80M".
    only: ["adc", "digitizer", "data-acquisition-board", "oscilloscope"],
    expression:
      /(?:sampling|sample|data) rate \(?(?:per second|sps)\)?\s?(?::|\t|\|)?\s?(\d+(?:\.\d+)?)\s?(k|m|g)?(?=[\s,;]|$)/g,
    read: ([, figure = "", scale = ""]) => [
      quantity("sample-rate", figure, { k: "kSPS", m: "MSPS", g: "GSPS" }[scale] ?? "SPS"),
    ],
  },
  {
    // "25M points per channel", "62.5 Mpoints".
    only: ["oscilloscope", "digitizer", "data-acquisition-board"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k|m|g) ?(?:points|samples|pts|point)(?!\p{L}|\s?\/\s?s|\s?per s)/gu,
    read: ([, figure = "", scale = ""]) => [
      quantity("stored-samples", figure, { k: "kpts", m: "Mpts", g: "Gpts" }[scale] ?? "pts"),
    ],
  },
  {
    // The update rate over the smallest interpolation factor (3A001.a.5.b Technical Note), where one rate and the factors are said.
    only: ["dac"],
    expression: INTERPOLATES,
    read: (_match, { everything }) => {
      if (/input (?:data |word |sample )?rate|adjusted update/.test(everything)) return [];
      const rates = [...everything.matchAll(/(?<![\w.,])(\d+(?:\.\d+)?)\s?(m|g)(?:s\/s|sps|sa\/s)/g)];
      const factors = [...everything.matchAll(INTERPOLATES)].flatMap(([said]) =>
        [...said.matchAll(FACTOR)].map(([, before, behind]) => Number(before ?? behind)),
      );
      const before = [
        ...everything.matchAll(/(?<![\w.,])(?:(up to |max\.? ?)?)(\d{1,2})\s?[x×] (?:[\p{L}-]+ )?interpolat/gu),
      ];
      const all = [...factors, ...before.map(([, , factor]) => Number(factor))].filter((factor) => factor >= 1);
      const open = /up to|max|selectable|programmable/.test(everything) && new Set(all).size < 2;
      const [rate] = rates;
      if (!rate || rates.length > 1 || all.length === 0 || open || /non-?interpolat|bypass/.test(everything)) return [];
      return [
        quantity(
          "adjusted-update-rate",
          rounded(Number(rate[1]) / Math.min(...all)),
          rate[2] === "g" ? "GSPS" : "MSPS",
        ),
      ];
    },
  },
  {
    // The shop's attribute "Number of I/O 504", "I/O pins: 361".
    only: ["fpga", "mixed-signal-soc"],
    expression:
      /(?:(?:total )?(?:number|no\.|qty) of (?:user )?i\/?os?(?: pins| lines)?|i\/o (?:pins?|count|lines)|i\/os|(?<=^|[;\n] ?)(?:max\.? )?i\/o)\)?\s?(?::|=|\t|\|)?\s?(\d{1,2},\d{3}|\d{2,4})(?![\d.]|\s?(?:v|mv|mhz|g|m)(?!\p{L}))/gu,
    read: ([, written = ""], context, passage) =>
      readingsOfCount(written, context.markOf(passage.page)).map((value) => quantity("user-io", value, "count")),
  },
  {
    only: ["fpga", "mixed-signal-soc"],
    expression: new RegExp(LINKS, "gu"),
    read: ([, behind, counted], { everything }) => {
      const [, rate] = LINK_RATE.exec(everything) ?? [];
      return rate === undefined
        ? []
        : [quantity("aggregate-transceiver-rate", rounded(Number(behind ?? counted) * Number(rate)), "Gbit/s")];
    },
  },
  {
    // "Transceivers: 48 x 16.3 Gb/s", "SerDes: 16 @ 12.5 Gbps".
    only: ["fpga", "mixed-signal-soc"],
    expression:
      /(?:transceivers?|serdes)(?: lanes| channels)?\s?(?::|=|\t|\|)\s?(\d{1,3})\s?(?:x|×|@|at|\()\s?(?:up to )?(\d{1,3}(?:\.\d+)?)\s?g(?:b\/s|bps|bit\/s)/g,
    read: ([, number = "", rate = ""]) => [
      quantity("aggregate-transceiver-rate", rounded(Number(number) * Number(rate)), "Gbit/s"),
    ],
  },
  {
    // "Pin count: 208", "number of pins 144"; of a package "QFP-208", "FBGA400".
    only: ["custom-ic"],
    expression:
      /(?:(?:pin|ball|lead|terminal)s?(?: count)?|(?:number|no\.) of (?:pins|balls|leads|terminals))\s?(?::|=|\t|\||of)?\s?(\d{1,4})(?![\d.]|\s?(?:mm|v|ma))|(?<!\p{L})\p{L}{0,4}(?:bga|qfp|pga|lga|qfn)[- ]?(\d{2,4})(?![\d.x])/gu,
    read: ([, counted, named]) => [quantity("terminals", counted ?? named ?? "0", "count")],
  },
  {
    only: ["integrated-circuit"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k|m|thousand|million)\s?(?:[\p{L}-]+ ){0,2}gates(?!\p{L})/gu,
    read: ([, figure = "", scale = ""]) => [
      quantity("gate-count", rounded(Number(figure) * (THOUSANDS[scale] ?? 1)), "count"),
    ],
  },
  {
    // 3A001.a.1.c: 5 x 10^13 n/cm².
    only: ["integrated-circuit"],
    expression: /(?<![\w.,])(?:(\d+(?:\.\d+)?)\s?(?:[x×·]\s?10\s?\^?|e)\+?|10\s?\^)(\d{2})\s?(?:n|neutrons)\s?\/\s?cm/g,
    read: ([, figure = "1", power = "0"]) => flag("neutron-hardened", Number(figure) * 10 ** Number(power) >= 5e13),
  },
  {
    // 3A001.a.6: all three in one, for signal processing.
    only: ["optical-ic"],
    expression: /signal processing/g,
    read: (_match, { everything }) =>
      /laser/.test(everything) &&
      /detector|photodiode/.test(everything) &&
      /waveguide/.test(everything) &&
      !/(?:no|without|external|off-chip) (?:integrated |on-chip )?(?:laser|detector|photo|waveguide)/.test(everything)
        ? flag("optical-ic-complete", true)
        : [],
  },
  {
    // The shop's "Operating Temperature: -55°C ~ 150°C (TJ)".
    only: ["discrete-semiconductor"],
    expression: /(?<![\d.])(\d{2,3})\s?(?:°\s?c|℃|c)\s?\(t_?v?j\)/g,
    read: ([, figure = ""]) => [quantity("junction-max", figure, "°C")],
  },
  {
    // What changes so little in a day changes less than 1 x 10^-11 in a month.
    only: ["atomic-standard"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(?:[x×·]\s?10\s?\^?|e)\s?-(\d{1,2})\s?(?:\/|per )\s?day(?!\p{L})/gu,
    read: ([, figure = "", power = ""]) =>
      Number(figure) * 10 ** -Number(power) * 31 < 1e-11 ? flag("stability-below-1e-11", true) : [],
  },
  {
    // 3A001.b.1.c: rated power in less than three seconds.
    only: ["vacuum-tube"],
    expression:
      /(?:warm[- ]?up|heater|cathode|pre-?heat|heat-?up|turn[- ]?on)[^;,.\n\d]{0,36}?(?<![\d.])(\d+(?:\.\d+)?)\s?(ms|s|sec|seconds?|min|minutes)(?!\p{L})/gu,
    read: (match, _context, passage) => {
      const [, figure = "", unit = ""] = match;
      const value = Number(figure) * (SECONDS[unit] ?? 1);
      return under("fast-heater", { value, limit: 3 }, { match, figure, passage });
    },
  },
  {
    // "RF bandwidth 18 GHz to 40 GHz", "3 dB power bandwidth 9.0-10.0 GHz".
    only: ["mmic", "rf-transistor", "microwave-assembly", "vacuum-tube"],
    expression:
      /band(?:width)?\)?\s?(?::|=|\t|\||of)?\s?(?:from )?(\d+(?:\.\d+)?)\s?(mhz|ghz)?\s?(?:to|-|–|~|\.{2,3}|…)\s?(\d+(?:\.\d+)?)\s?(mhz|ghz)/g,
    read: ([, low = "", lowUnit, high = "", highUnit = ""]) => {
      const unit = (written: string): string => (written === "mhz" ? "MHz" : "GHz");
      return [
        quantity("rf-frequency-min", low, unit(lowUnit ?? highUnit)),
        quantity("rf-frequency-max", high, unit(highUnit)),
      ];
    },
  },
  {
    // "DANL -148 dBm (1 Hz)", "-151 dBm in 1 Hz bandwidth".
    only: ["signal-analyzer"],
    expression:
      /(?<![\d.])(-\d{2,3}(?:\.\d+)?)\s?dbm\s?(?:\(1 ?hz(?: rbw| bandwidth)?\)|in (?:a )?1 ?hz|@ ?1 ?hz|at 1 ?hz|,? ?1 ?hz rbw|\/1 ?hz)/g,
    read: ([, figure = ""], { everything }) =>
      /danl|displayed|noise/.test(everything) ? [quantity("displayed-noise", figure, "dBm/Hz")] : [],
  },
  {
    // "RTSA 510 MHz option", "510 MHz RTSA": the band it analyzes in real time; "RTSA 9 kHz - 26.5 GHz" is where it is tuned.
    only: ["signal-analyzer"],
    expression:
      /(?:rtsa|real[- ]time(?: spectrum)?(?: analysis)?)(?: (?:option|bandwidth|bw|span|up to|to|of|max\.?))*\s?:?\s?(\d+(?:\.\d+)?)\s?mhz(?!\s?(?:to|-|–|~))|(?<![\w.,]|(?:to|-|–|~)\s?)(\d+(?:\.\d+)?)\s?mhz (?:rtsa|real[- ]time)/g,
    read: ([, behind, before]) => [quantity("real-time-bandwidth", behind ?? before ?? "0", "MHz")],
  },
  {
    // A synthesizer whose text has one time: how fast it changes its frequency.
    only: ["frequency-synthesizer"],
    expression:
      /(?:fast|agile|switch|hop|tun)\w*[^;\n]{0,40}?(?<![\w.,])(\d+(?:\.\d+)?)\s?(ns|µs|us|ms)(?![\p{L}\d])/gu,
    read: ([, figure = "", unit = ""], { everything }) => {
      const times = [...everything.matchAll(/(?<![\w.,])\d+(?:\.\d+)?\s?(?:ns|µs|us|ms)(?![\p{L}\d])/gu)];
      return times.length === 1 && !/warm|pulse|aging|delay|rise time/.test(everything)
        ? [quantity("frequency-switching-time", figure, unit === "us" ? "µs" : unit)]
        : [];
    },
  },
  {
    // "GPU with 194 AI TOPS", "NPU: 40 TOPS": of a chip inside (3A991.p).
    only: ["computer", "computer-module"],
    expression:
      /(?:npu|gpu|accelerator|ai (?:chip|engine|processor|performance))[^;,.\n\d]{0,24}(\d+(?:\.\d+)?)\s?(?:ai )?tops|(?<![\w.,])(\d+(?:\.\d+)?)\s?(?:ai )?tops (?:npu|gpu|accelerator|ai)/g,
    read: ([, behind, before]) => (Number(behind ?? before) >= 8 ? flag("contains-3a991p-chip", true) : []),
  },
  {
    // "DES 56-bit", "56-bit keys": a symmetric key; the long ones are of RSA.
    only: ["telecom-equipment", "computer", "software", "security-equipment"],
    expression:
      /(?<!\p{L})des[-, (]{1,2}(40|56)(?:[- ]?bits?)?(?!\d)|(?<![\w.,])(40|56|64|128|192|256)[- ]bit keys(?!\p{L})/gu,
    read: ([, des, keys], { everything }) =>
      keys !== undefined && /elliptic|ecc(?!\p{L})|ecdsa|ecdh/u.test(everything)
        ? []
        : [quantity("symmetric-key", des ?? keys ?? "0", "bit")],
  },
];
