import type { FactName } from "../item/fact.ts";
import type { Condition } from "./condition-schema.ts";
import type { CclEntry, Paragraph } from "./schema.ts";
import { LIMBS } from "./specially-designed.ts";

export type FactsRead = {
  /** Named in the tests and notes of the entry. */
  readonly facts: ReadonlySet<FactName>;
  /** It walks other entries too, and reads whatever those read. */
  readonly walks: boolean;
};
const known = new WeakMap<CclEntry, FactsRead>();

/** The facts that an entry's tests and notes name, on all its paragraphs. */
export function factsReadBy(entry: CclEntry): FactsRead {
  const read = known.get(entry) ?? readEntry(entry);
  known.set(entry, read);
  return read;
}

/** False when the answer of the entry is the same whatever is said of this fact. */
export function readsFact(entry: CclEntry, fact: FactName): boolean {
  const { facts, walks } = factsReadBy(entry);
  return walks || facts.has(fact);
}

function readEntry(entry: CclEntry): FactsRead {
  const conditions = [entry, ...flat(entry.paragraphs)].flatMap(({ test, decontrols = [] }) => [
    ...(test ? [test] : []),
    ...decontrols.map((note) => note.test),
  ]);
  const leaves = conditions.flatMap(leavesOf);
  return { facts: new Set(leaves.flatMap(factsIn)), walks: leaves.some((leaf) => "controlled-by" in leaf) };
}

const flat = (paragraphs: readonly Paragraph[]): readonly Paragraph[] =>
  paragraphs.flatMap((paragraph) => [paragraph, ...flat(paragraph.paragraphs ?? [])]);

function leavesOf(condition: Condition): readonly Condition[] {
  if ("all-of" in condition) return condition["all-of"].flatMap(leavesOf);
  if ("any-of" in condition) return condition["any-of"].flatMap(leavesOf);
  return "not" in condition ? leavesOf(condition.not) : [condition];
}

function factsIn(leaf: Condition): readonly FactName[] {
  if ("core-test" in leaf) return [...LIMBS, "is-end-item"];
  return "fact" in leaf ? [leaf.fact] : [];
}
