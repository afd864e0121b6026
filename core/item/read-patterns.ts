import { toDecimal, toUnit } from "../quantity.ts";
import { asBound } from "./bounds.ts";
import type { Quantity } from "../quantity.ts";
import { exactOf, plus, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";
import { readingsOfCount, readingsOfFigure } from "./number-marks.ts";
import { passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { CHIP_PATTERNS } from "./chip-patterns.ts";
import { COMPONENT_PATTERNS } from "./component-patterns.ts";
import { COMMUNICATION_PATTERNS } from "./communication-patterns.ts";
import { DEVICE_PATTERNS } from "./device-patterns.ts";
import { DRONE_PATTERNS } from "./drone-patterns.ts";
import { ELECTRONICS_PATTERNS } from "./electronics-patterns.ts";
import { IMAGER_PATTERNS } from "./imager-patterns.ts";
import { FIELD_PATTERNS } from "./field-patterns.ts";
import { FIREARM_PATTERNS } from "./firearm-patterns.ts";
import { FIBER_PATTERNS } from "./fiber-patterns.ts";
import { INSTRUMENT_PATTERNS } from "./instrument-patterns.ts";
import { MACHINE_PATTERNS } from "./machine-patterns.ts";
import { PLANT_PATTERNS } from "./plant-patterns.ts";
import { MARINE_PATTERNS } from "./marine-patterns.ts";
import { MATERIAL_PATTERNS } from "./material-patterns.ts";
import { NAVIGATION_PATTERNS } from "./navigation-patterns.ts";
import { OPTICS_PATTERNS } from "./optics-patterns.ts";
import { PACKAGE_PATTERNS } from "./package-patterns.ts";
import { isForKind } from "./reading-context.ts";
import type { ReadingContext } from "./reading-context.ts";
import { SENSOR_PATTERNS } from "./sensor-patterns.ts";
import { STOCK_PATTERNS } from "./stock-patterns.ts";
import { SUBSTANCE_PATTERNS } from "./substance-patterns.ts";
import { TRADE_PATTERNS } from "./trade-patterns.ts";
import { WAFER_PATTERNS } from "./wafer-patterns.ts";

const COUNTS: Readonly<Record<string, string>> = {
  single: "1",
  one: "1",
  dual: "2",
  two: "2",
  three: "3",
  quad: "4",
  four: "4",
  six: "6",
  octal: "8",
  eight: "8",
};

export type Pattern = {
  readonly only?: readonly string[];
  readonly expression: RegExp;
  readonly read: (
    match: RegExpExecArray,
    context: ReadingContext,
    passage: Passage,
  ) => readonly Pick<Fact, "name" | "value">[];
};

const count = (text: string): Quantity => ({ value: toDecimal(text), unit: toUnit("count") });

/** "16 transceivers at 12.5 Gb/s", "24 lanes of 16.3 Gbps", "4x 10G SERDES". */
const SERIAL_LINKS =
  /(?<![\w.,])(\d{1,3})\s?(?:x|×)?\s?(?:(?:serial|high-speed|multi-gigabit|gt\w?|gth|gty|gtx|gtp|gtm|serdes|full-duplex) )*(?:transceivers?|lanes|serdes|channels?)?\s?(?:at|up to|with|of|,|x|×|@|running at|each up to)?\s?(?:up to )?(\d+(?:\.\d+)?)\s?g(?:b\/s|bps|bit\/s)?(?![\p{L}\d])(?: each)?(?: (?:(?:serial |gt\w )?(?:transceivers?|serdes|lanes)|gt[hxymp](?!\p{L})))?/gu;

/** Forms that a label and a unit do not catch: `640 × 480`, `quad-channel`, `-40 °C to +85 °C`, `AES-256`, `720 user I/Os`. */
const PATTERNS: readonly Pattern[] = [
  {
    expression: /\b(single|dual|quad|octal|one|two|three|four|six|eight|(?<![\d.,])\d{1,3})[- ]?channels?\b/g,
    read: ([, written = ""]) => [{ name: "channels", value: count(COUNTS[written] ?? written) }],
  },
  {
    // "Dual 12-bit ADC" is two converters.
    expression: /\b(dual|quad|octal)\b(?=[^,.;:\n]{0,30}\b(?:adcs?|a\/d|analog-to-digital|digitizers?)\b)/g,
    read: ([, written = ""]) => [{ name: "channels", value: count(COUNTS[written] ?? "1") }],
  },
  {
    // Shop shorthand: `12b`. Written together only; a "b" by itself is a list mark.
    only: ["adc", "dac", "mixed-signal-soc", "data-acquisition-board", "digitizer", "oscilloscope"],
    expression: /(?<![\w.,-])(\d{1,2})b(?![\w/])/g,
    read: ([, written = ""]) => [{ name: "resolution", value: { value: toDecimal(written), unit: toUnit("bit") } }],
  },
  {
    only: ["camera", "detector"],
    // "25 x 500 µm" is how large one element is, "1024 x 768 OLED eyepiece" what a person looks at.
    expression:
      /(?<![\d.,])(\d{2,5})\s?[x×]\s?(\d{2,5})(?![\d.,]*\d|\s?(?:[µμu]m|nm|mm|cm|m|in|inch|")(?![\p{L}\d])|[^,;()]{0,25}\b(?:oled|amoled|lcos|lcd|tft|display|screen|eyepiece|viewfinder|evf|micro-?display)\b)/gu,
    read: ([, width = "0", height = "0"]) => [
      {
        name: "array-elements",
        value: { value: toDecimal(String(BigInt(width) * BigInt(height))), unit: toUnit("pixel") },
      },
      { name: "two-dimensional-array", value: true },
    ],
  },
  {
    expression:
      /(?<![\w.,])((?:minus |plus |[-+]|(?<=^|[:(,;=] ?|\t)[–−])?\d+(?:[.,]\d+)?)\s?(?:°\s?c|º\s?c|℃|deg\.? ?c|c)?(?:\s?(?:to|bis|à|through|~|–|\.\.\.?|…|\/)\s?|(?<=\d)-(?=\d))((?:minus |plus |[-+])?\d+(?:[.,]\d+)?)\s?(?:°\s?c|º\s?c|℃|deg\.? ?c|c)(?![a-z])/g,
    read: (match, context, passage) => {
      const [whole, low = "", high = ""] = match;
      return aboutOtherTemperature(labelsAround(passage.plain, match.index, match.index + whole.length))
        ? []
        : [
            ...temperatures("ambient-min", low, { context, passage }),
            ...temperatures("ambient-max", high, { context, passage }),
          ];
    },
  },
  {
    // A table row with the low and the high figure in cells of their own.
    expression:
      /(?:operating|ambient)[^\t\n]*(?:\t[^\t\d\n]*)?\t\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:\t\s*[-+]?\d*)?\t\s*([-+]?\d+(?:[.,]\d+)?)\s*\t\s*°\s?c/g,
    read: ([, low = "", high = ""], context, passage) =>
      aboutOtherTemperature(passage.plain)
        ? []
        : [
            ...temperatures("ambient-min", low, { context, passage }),
            ...temperatures("ambient-max", high, { context, passage }),
          ],
  },
  {
    expression:
      /(?:operat\w*|ambient|rated|industrial)[^.;\n]{0,40}?(?:up to|max(?:imum)?\.?)\)?:?\s?([-+]?\d+(?:[.,]\d+)?)\s?(?:°\s?c|º\s?c|℃)/g,
    read: ([, high = ""], context, passage) =>
      aboutOtherTemperature(passage.plain) ? [] : temperatures("ambient-max", high, { context, passage }),
  },
  {
    expression: /\baes[- ]?(128|192|256)\b|\b(\d{2,4})[- ]?bit (?:aes|encryption|symmetric|key|des)\b/g,
    read: ([, aes, bits]) => [
      { name: "symmetric-key", value: { value: toDecimal(aes ?? bits ?? "0"), unit: toUnit("bit") } },
    ],
  },
  {
    only: ["fpga", "mixed-signal-soc"],
    expression:
      // "MAX 10", "Arria 10": the number belongs to the name of the family.
      /(?<![\w.,])((?<!-|(?:max|cyclone|arria|stratix|agilex) )\d{1,2}[,. ]\d{3}|\d{1,5}) (?:max(?:imum)? )?(?:user |single-ended |digital |select)*(?:i\/?os?|gpios?|input\/outputs?|inputs\/outputs|inputs and outputs)\b/g,
    read: ([, written = ""], context, passage) =>
      readingsOfCount(written, context.markOf(passage.page)).map((value) => ({
        name: "user-io",
        value: count(value),
      })),
  },
  {
    only: ["fpga", "mixed-signal-soc"],
    expression:
      /(?:user |single-ended |digital |maximum |max )+(?:i\/os?|ios|input\/outputs?)\s?(?::|=|\t|of)?\s?(\d{1,2}[,.]\d{3}|\d{1,5})\b/g,
    read: ([, written = ""], context, passage) =>
      readingsOfCount(written, context.markOf(passage.page)).map((value) => ({
        name: "user-io",
        value: count(value),
      })),
  },
  {
    // Several groups of transceivers count together.
    only: ["fpga", "mixed-signal-soc"],
    expression: SERIAL_LINKS,
    read: (_, { everything }) => {
      const groups = new Map<string, Exact>();
      for (const [whole, number = "", rate = ""] of everything.matchAll(SERIAL_LINKS)) {
        const [n, each] = [exactOf(number), exactOf(rate)];
        if (n && each && /transceiver|serdes|lane|gt[hxymp]?/.test(whole))
          groups.set(`${number} x ${rate}`, times(n, each));
      }
      const total = groups.size === 0 ? null : decimalOf([...groups.values()].reduce(plus));
      return total ? [{ name: "aggregate-transceiver-rate", value: { value: total, unit: toUnit("Gbit/s") } }] : [];
    },
  },
  {
    only: ["custom-ic", "integrated-circuit"],
    expression: /\b(\d{2,5})[- ](?:pins?|balls?|terminals?|leads?)\b/g,
    read: ([, written = ""]) => [{ name: "terminals", value: count(written) }],
  },
];

/** Facts of fixed written forms, each with its span. */
export function readPatterns(pages: readonly Page[], context: ReadingContext): readonly Fact[] {
  const forKnown =
    context.kinds.length > 0
      ? [
          ...ELECTRONICS_PATTERNS,
          ...SENSOR_PATTERNS,
          ...IMAGER_PATTERNS,
          ...NAVIGATION_PATTERNS,
          ...MARINE_PATTERNS,
          ...DRONE_PATTERNS,
          ...OPTICS_PATTERNS,
          ...CHIP_PATTERNS,
          ...COMPONENT_PATTERNS,
          ...PACKAGE_PATTERNS,
          ...DEVICE_PATTERNS,
          ...INSTRUMENT_PATTERNS,
          ...WAFER_PATTERNS,
          ...COMMUNICATION_PATTERNS,
        ]
      : [];
  const open = [
    ...PATTERNS,
    ...TRADE_PATTERNS,
    ...FIREARM_PATTERNS,
    ...FIELD_PATTERNS,
    ...FIBER_PATTERNS,
    ...MACHINE_PATTERNS,
    ...PLANT_PATTERNS,
    ...MATERIAL_PATTERNS,
    ...STOCK_PATTERNS,
    ...SUBSTANCE_PATTERNS,
    ...forKnown,
  ].filter(({ only }) => isForKind(only, context));
  return pages.flatMap((page) =>
    passagesOf(page).flatMap((passage) =>
      open.flatMap(({ expression, read }) =>
        [...passage.plain.matchAll(expression)].flatMap((match) =>
          read(match, context, passage).map((reading): Fact => ({
            ...asBound(reading, match, passage),
            by: "grammar",
            span: spanIn(passage, match.index, match.index + match[0].length),
          })),
        ),
      ),
    ),
  );
}

/** The words a temperature belongs to: its own clause, and the label in front of it where that stands by itself. */
function labelsAround(plain: string, from: number, to: number): string {
  if (plain.includes("\t")) return plain;
  const clauses = plain.slice(0, from).split(/[,;()]/);
  const own = clauses.at(-1) ?? "";
  const label = /\p{L}/u.test(own) ? "" : (clauses.at(-2) ?? "");
  return `${/\d/.test(label) ? "" : label} ${own} ${/^[^,;()]*(?:\([^)]*\))?/.exec(plain.slice(to))?.[0] ?? ""}`;
}

const aboutOtherTemperature = (plain: string): boolean =>
  /\b(storage|junction|t_?j|solder\w*|reflow|lead temperature|measurement range|measures|scene|object temperature|colou?r temperature|detection range|temperature measurement)\b/.test(
    plain,
  );

function temperatures(
  name: "ambient-min" | "ambient-max",
  written: string,
  { context, passage }: { readonly context: ReadingContext; readonly passage: Passage },
): readonly Pick<Fact, "name" | "value">[] {
  const signed = written.replace(/^(?:minus |[–−])/, "-").replace(/^plus /, "");
  return readingsOfFigure(signed, context.markOf(passage.page)).map((value) => ({
    name,
    value: { value: toDecimal(value), unit: toUnit("°C") },
  }));
}
