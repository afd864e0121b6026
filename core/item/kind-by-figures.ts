import type { Fact } from "./fact.ts";
import { passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";

/** `when`: all of them stand in the text; `called`: the words that the kind was read from. */
type Rule = {
  readonly read: string;
  readonly is: string;
  readonly called?: RegExp;
  readonly when: readonly RegExp[];
  readonly not?: RegExp;
};

const FREQUENCY = /\d\s?[kmg]hz(?!\p{L})/u;
/** What is stated of a transistor that amplifies radio frequency only. */
const AMPLIFIES =
  /(?<!\p{L})(?:psat|p_?-?[13]\s?db|dbm|rf (?:output )?power|output power|power - output|power added efficiency|pae|small[- ]signal gain|power gain|drain efficiency|load[- ]pull)(?!\p{L})/u;

const LOOKED_THROUGH = /monocular|binocular|goggle|spotting scope|fernglas|jumelles|bino/u;

/** A wider or another name that the figures beside it tell apart: what is sold stays what the text says of it. */
const RULES: readonly Rule[] = [
  {
    // "GaN power transistor, DC to 6 GHz, Psat 47 dBm".
    read: "power-switch",
    is: "rf-transistor",
    when: [FREQUENCY, AMPLIFIES],
    not: /rds_?\s?\(?on|on[- ]resistance|switching frequency|gate charge|(?<!\p{L})q_?g(?!\p{L})/u,
  },
  {
    // "Safety vest with NIJ IIIA panels" is body armor.
    read: "ordinary-protection",
    is: "body-armor",
    when: [/(?<!\p{L})(?:nij|ballistic|bullet-?\s?(?:proof|resistant))(?!\p{L})/u],
    not: /(?:no|non|not|without|ohne|sans)[- ](?:\p{L}+ ){0,2}(?:nij|ballistic|bullet)|ballistic nylon|ballistic polyester|ballistic fabric|(?:glasses|goggles|spectacles|eyewear|lens|visor)/u,
  },
  {
    // "Receiver, 20 MHz-6 GHz, scan 100 GHz/s" is no part of a firearm.
    read: "firearm-receiver",
    is: "radio-receiver",
    when: [FREQUENCY],
    not: /rifle|pistol|firearm|shotgun|ar-?15|ak-?47|caliber|calibre|barrel|forg(?:ed|ing)|7075/,
  },
  // "Monocular, night vision, generation 3": what a person looks through is told apart by what is in it.
  {
    read: "optics",
    is: "night-vision-device",
    called: LOOKED_THROUGH,
    when: [
      /night[- ]vision|image intensif|intensifier tube|(?<!\p{L})gen(?:eration)?\.?[ -]?(?:1|2|3|i{1,3})\+?(?![\p{L}\d])|nachtsicht|vision nocturne/u,
    ],
    not: /(?<!\p{L})(?:no|not|without) night[- ]vision|thermal|microbolometer/u,
  },
  {
    read: "optics",
    is: "thermal-viewer",
    called: LOOKED_THROUGH,
    when: [
      /(?<!\p{L})(?:thermal imag\w+|thermal|microbolometer|uncooled|lwir|vox)(?!\p{L})/u,
      /\d\s?[x×]\s?\d{3}|netd|microbolometer|thermal imag/u,
    ],
  },
  {
    // "Unmanned crop duster helicopter".
    read: "aircraft",
    is: "unmanned-aircraft",
    when: [
      /(?<!\p{L})(?:unmanned|uncrewed|unpiloted|remotely piloted|pilotless|unbemannt\p{L}*|sans pilote)(?!\p{L})/u,
    ],
    not: /(?:to|into|and|or|for) (?:an? )?(?:unmanned|uncrewed)|optionally|conver(?:t|sion)/,
  },
  {
    // "Braiding machine for composite preforms": what braids or weaves reinforcement is no ordinary textile machine.
    read: "ordinary-machine-tool",
    is: "filament-winder",
    when: [
      /(?<!\p{L})(?:looms?|braid\p{L}*|weav\p{L}*|knitting|interlac\p{L}*)(?!\p{L})/u,
      /composite|carbon fib|prepreg|preform/,
    ],
  },
  {
    // "Fiber 2 km spool, SMF".
    read: "fiber-material",
    is: "optical-fiber",
    when: [
      /(?<![\p{L}\d])(?:single-?\s?mode|multi-?\s?mode|smf(?:-28)?|mmf|om[1-5]|os[12]|g\.65\d|9\/125|50\/125|62\.5\/125)(?![\p{L}\d])/u,
    ],
    not: /carbon|aramid|glass cloth|prepreg/,
  },
  {
    read: "integrated-circuit",
    is: "non-volatile-memory",
    when: [/memory (?:format|type|technology)\s?(?::|\t|\|)?\s?(?:non-?volatile|flash|eeprom|fram|mram)/],
  },
  {
    // "PVD chamber for tungsten into features of 4:1": what fills the features of a chip works on wafers.
    read: "coating-machine",
    is: "deposition-tool",
    when: [
      /(?<!\p{L})(?:tungsten|cobalt|ruthenium|molybdenum|copper|tan|tin) /u,
      /(?<!\p{L})(?:features|interconnects?|vias?|trenches|beol|feol|middle-of-line|contact holes|wafers?)(?!\p{L})/u,
    ],
    not: /cutting tools?|inserts?|drills|turbine|blades?|jewel|eyeglass|lens/,
  },
  { read: "integrated-circuit", is: "sram", when: [/memory (?:format|type|technology)\s?(?::|\t|\|)?\s?sram/] },
  { read: "integrated-circuit", is: "dram", when: [/memory (?:format|type|technology)\s?(?::|\t|\|)?\s?s?dram/] },
];

/** Names of many things that a figure right behind them makes one of: "CRYSTAL 16.0000MHZ" is no crystal of a laser. */
const WITH_FIGURE: readonly { readonly is: string; readonly expression: RegExp }[] = [
  {
    is: "crystal-oscillator",
    expression: /(?<![\p{L}-])(?:crystal|quartz|quarz)s?,?\s\d+(?:\.\d+)?\s?[km]hz(?!\p{L})/u,
  },
];

function namedWithFigure(pages: readonly Page[]): readonly Fact[] {
  for (const passage of pages.filter(({ own }) => own).flatMap(passagesOf))
    for (const { is, expression } of WITH_FIGURE) {
      const match = expression.exec(passage.plain);
      if (match)
        return [
          {
            name: "is",
            value: is,
            by: "grammar",
            span: spanIn(passage, match.index, match.index + match[0].length),
          },
        ];
    }
  return [];
}

/** Kinds as read from names, with the one that the figures of the text make of it. */
export function kindByFigures(kinds: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  if (kinds.length === 0) return namedWithFigure(pages);
  const [only] = kinds;
  if (kinds.length !== 1 || only === undefined) return kinds;
  const everything = pages.map(({ plain }) => plain).join("\n");
  const rule = RULES.find(
    ({ read, called, when, not }) =>
      read === only.value &&
      (called?.test(only.span?.quote.toLowerCase() ?? "") ?? true) &&
      when.every((said) => said.test(everything)) &&
      !(not?.test(everything) ?? false),
  );
  return rule ? [{ ...only, value: rule.is }] : kinds;
}
