import type { Fact } from "./fact.ts";
import type { Page } from "./passages.ts";

/** `when`: all of them stand in the text. */
type Rule = { readonly read: string; readonly is: string; readonly when: readonly RegExp[]; readonly not?: RegExp };

const FREQUENCY = /\d\s?[kmg]hz(?!\p{L})/u;
/** What is stated of a transistor that amplifies radio frequency only. */
const AMPLIFIES =
  /(?<!\p{L})(?:psat|p_?-?[13]\s?db|dbm|rf (?:output )?power|output power|power - output|power added efficiency|pae|small[- ]signal gain|power gain|drain efficiency|load[- ]pull)(?!\p{L})/u;

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
    // "Receiver, 20 MHz-6 GHz, scan 100 GHz/s" is no part of a firearm.
    read: "firearm-receiver",
    is: "radio-receiver",
    when: [FREQUENCY],
    not: /rifle|pistol|firearm|shotgun|ar-?15|ak-?47|caliber|calibre|barrel|forg(?:ed|ing)|7075/,
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
  { read: "integrated-circuit", is: "sram", when: [/memory (?:format|type|technology)\s?(?::|\t|\|)?\s?sram/] },
  { read: "integrated-circuit", is: "dram", when: [/memory (?:format|type|technology)\s?(?::|\t|\|)?\s?s?dram/] },
];

/** Kinds as read from names, with the one that the figures of the text make of it. */
export function kindByFigures(kinds: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  const [only] = kinds;
  if (kinds.length !== 1 || only === undefined) return kinds;
  const everything = pages.map(({ plain }) => plain).join("\n");
  const rule = RULES.find(
    ({ read, when, not }) =>
      read === only.value && when.every((said) => said.test(everything)) && !(not?.test(everything) ?? false),
  );
  return rule ? [{ ...only, value: rule.is }] : kinds;
}
