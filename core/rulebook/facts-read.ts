import type { FactName } from "../item/fact.ts";
import type { Condition } from "./condition-schema.ts";
import type { CclEntry, Paragraph } from "./schema.ts";
import { LIMBS } from "./specially-designed.ts";

/** Null: the entry walks other entries, and reads whatever those read. */
type FactsRead = ReadonlySet<FactName> | null;
const known = new WeakMap<CclEntry, { readonly facts: FactsRead }>();

/** False when the answer of the entry is the same whatever is said of this fact. */
export function readsFact(entry: CclEntry, fact: FactName): boolean {
  const { facts } = known.get(entry) ?? { facts: factsRead(entry) };
  known.set(entry, { facts });
  return facts === null || facts.has(fact);
}

function factsRead(entry: CclEntry): FactsRead {
  const conditions = [entry, ...flat(entry.paragraphs)].flatMap(({ test, decontrols = [] }) => [
    ...(test ? [test] : []),
    ...decontrols.map((note) => note.test),
  ]);
  const names = conditions.map(factsIn);
  return names.includes(null) ? null : new Set(names.flatMap((some) => some ?? []));
}

const flat = (paragraphs: readonly Paragraph[]): readonly Paragraph[] =>
  paragraphs.flatMap((paragraph) => [paragraph, ...flat(paragraph.paragraphs ?? [])]);

function factsIn(condition: Condition): readonly FactName[] | null {
  if ("all-of" in condition) return factsInAll(condition["all-of"]);
  if ("any-of" in condition) return factsInAll(condition["any-of"]);
  if ("not" in condition) return factsIn(condition.not);
  if ("core-test" in condition) return [...LIMBS, "is-end-item"];
  return "fact" in condition ? [condition.fact] : null;
}

function factsInAll(conditions: readonly Condition[]): readonly FactName[] | null {
  const each = conditions.map(factsIn);
  return each.includes(null) ? null : each.flatMap((some) => some ?? []);
}
