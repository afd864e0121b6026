import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact, FactName, FactValue, StatedFact } from "./fact.ts";
import type { DroppedFact } from "./found-fact.ts";
import { NOT_LISTED } from "../rulebook/names.ts";
import { readingsOfFigure } from "./number-marks.ts";
import { plainText } from "./passages.ts";
import { namesIn } from "./read-names.ts";

export type Stated = {
  readonly facts: readonly Fact[];
  /** Asked and answered "I don't know": never asked again, never "no". */
  readonly notKnown: ReadonlySet<FactName>;
  readonly dropped: readonly DroppedFact[];
};

const YES = /^(true|yes|y)$/i;
const NO = /^(false|no|n)$/i;

/** Facts as people and programs state them, in the form of their definition; what does not fit is dropped and named. */
export function readStated(stated: readonly StatedFact[], words: Vocabulary): Stated {
  const facts: Fact[] = [];
  const dropped: DroppedFact[] = [];
  const notKnown = new Set<FactName>();
  for (const { name, value } of stated) {
    const definition = words.definitions.get(name);
    const taken = definition && value !== null ? fit(definition, value, words) : null;
    if (definition && value === null) notKnown.add(name);
    else if (taken !== null) facts.push({ name, value: taken, by: "stated" });
    else
      dropped.push({
        fact: name,
        value: typeof value === "object" ? JSON.stringify(value) : String(value),
        because: { code: definition ? "fact-does-not-fit" : "fact-not-known-here", params: { fact: name } },
      });
  }
  return { facts, notKnown, dropped };
}

function fit(definition: FactDefinition, value: FactValue, words: Vocabulary): FactValue | null {
  switch (definition.type) {
    case "flag": {
      if (typeof value === "boolean") return value;
      if (typeof value !== "string") return null;
      return YES.test(value) ? true : NO.test(value) ? false : null;
    }
    case "choice":
      return definition.choices?.some((choice) => choice.value === value) ? value : null;
    case "name":
      return typeof value === "string" ? nameOf(value, words) : null;
    case "class":
      return typeof value === "string" ? kindOf(value, words) : null;
    case "quantity":
      return typeof value === "object"
        ? figureOf(definition, value, words)
        : readFigure(definition, String(value), words);
  }
}

function figureOf(
  definition: FactDefinition,
  value: Exclude<FactValue, string | boolean>,
  words: Vocabulary,
): FactValue | null {
  const unit = words.units.findAll(value.unit).find(({ dimension }) => dimension === definition.dimension);
  return unit ? { ...value, unit: toUnit(unit.symbol) } : null;
}

/** `14 bit`, `3 GSPS`, or a bare number in the fact's own unit. */
function readFigure(definition: FactDefinition, text: string, words: Vocabulary): FactValue | null {
  const [, number = "", symbol = ""] = /^\s*([-+]?[\d.,]+)\s*(.*?)\s*$/.exec(text) ?? [];
  const [value, second] = readingsOfFigure(number, "point");
  const unit = words.units
    .findAll(symbol === "" ? (definition.unit ?? "count") : symbol)
    .find(({ dimension }) => dimension === definition.dimension);
  if (value === undefined || second !== undefined || !unit) return null;
  return { value: toDecimal(value), unit: toUnit(unit.symbol) };
}

/** A listed name, or that no table has what was stated; null when nothing was named. */
function nameOf(text: string, words: Vocabulary): string | null {
  const [first] = namesIn(plainText(text), words.names);
  return first ?? (/\p{L}{3}/u.test(text) ? NOT_LISTED : null);
}

/** The name of a kind, or a trade word of one. */
function kindOf(text: string, words: Vocabulary): string | null {
  const wanted = text.trim().toLowerCase();
  if (words.classes.find(wanted)) return wanted;
  return words.classes.all.find((entry) => entry.words?.includes(wanted))?.name ?? null;
}
