import type { FactValue } from "../item/fact.ts";
import type { FactReadings } from "./tested.ts";
import type { Classes } from "./classes.ts";
import type { Condition } from "./condition-schema.ts";
import type { CclEntry, Paragraph } from "./schema.ts";

/** Each group names kinds of which the thing must be one: a thing that is none of a group cannot meet the test. */
type KindGroups = readonly (readonly string[])[];
const ofConditions = new WeakMap<Condition, KindGroups>();
const ofEntries = new WeakMap<CclEntry, KindGroups>();
/** By the very kinds that were read: the answers tried for one item ask the same of the same conditions again and again. */
const answers = new WeakMap<readonly FactValue[], Map<KindGroups, boolean>>();

/**
 * True when the test is closed by the kind of thing alone, whatever else is known of it; then nothing else of it needs
 * to be tested. False while the kind is open, or where the test names none.
 */
export const isOfOtherKind = (test: Condition, facts: FactReadings, classes: Classes): boolean =>
  isNoneOf(groupsOf(test), facts, classes);

/** The same of a whole entry: its own test, or the tests of all its paragraphs. */
export const isEntryOfOtherKind = (entry: CclEntry, facts: FactReadings, classes: Classes): boolean =>
  isNoneOf(groupsOfEntry(entry), facts, classes);

function isNoneOf(groups: KindGroups, facts: FactReadings, classes: Classes): boolean {
  const kinds = facts.get("is");
  if (kinds === undefined || kinds.length === 0 || groups.length === 0) return false;
  const known = answers.get(kinds) ?? new Map<KindGroups, boolean>();
  answers.set(kinds, known);
  const before = known.get(groups);
  if (before !== undefined) return before;
  const isNone = groups.some((wanted) => {
    const reach = reachOf(wanted, classes);
    return kinds.every((kind) => typeof kind === "string" && !isReached(kind, reach, classes));
  });
  known.set(groups, isNone);
  return isNone;
}

type Reach = { readonly wanted: ReadonlySet<string>; readonly wider: ReadonlySet<string> };
const reaches = new WeakMap<readonly string[], Reach>();

/** The kinds of a group, and every kind above one of them: a wider kind may still be it. */
function reachOf(group: readonly string[], classes: Classes): Reach {
  const known = reaches.get(group);
  if (known) return known;
  const made = { wanted: new Set(group), wider: new Set(group.flatMap((name) => classes.lineage(name))) };
  reaches.set(group, made);
  return made;
}

/** What `isA` says of no kind of the group is "not met". */
const isReached = (kind: string, { wanted, wider }: Reach, classes: Classes): boolean =>
  wider.has(kind) || wanted.has(kind) || classes.lineage(kind).some((name) => wanted.has(name));

function groupsOf(condition: Condition): KindGroups {
  const known = ofConditions.get(condition);
  if (known) return known;
  const made = readGroups(condition);
  ofConditions.set(condition, made);
  return made;
}

function readGroups(condition: Condition): KindGroups {
  if ("all-of" in condition) return condition["all-of"].flatMap(groupsOf);
  if ("any-of" in condition) return oneOfEach(condition["any-of"].map(groupsOf));
  if (!("fact" in condition) || condition.fact !== "is") return [];
  const wanted: readonly unknown[] = [
    "is" in condition ? condition.is : [],
    "is-one-of" in condition ? condition["is-one-of"] : [],
    "is-named" in condition ? condition["is-named"] : [],
  ].flat();
  const kinds = wanted.filter((kind) => typeof kind === "string");
  return kinds.length > 0 ? [kinds] : [];
}

/** Alternatives are closed together where each of them names kinds: one group of them all. */
function oneOfEach(alternatives: readonly KindGroups[]): KindGroups {
  const firsts = alternatives.flatMap(([first]) => (first ? [first] : []));
  return firsts.length > 0 && firsts.length === alternatives.length ? [[...new Set(firsts.flat())]] : [];
}

function groupsOfEntry(entry: CclEntry): KindGroups {
  const known = ofEntries.get(entry);
  if (known) return known;
  const made = [...(entry.test ? groupsOf(entry.test) : []), ...oneOfEach(entry.paragraphs.map(groupsOfParagraph))];
  ofEntries.set(entry, made);
  return made;
}

function groupsOfParagraph({ test, paragraphs = [] }: Paragraph): KindGroups {
  return [...(test ? groupsOf(test) : []), ...oneOfEach(paragraphs.map(groupsOfParagraph))];
}
