import type { Vocabulary } from "../rulebook/condition.ts";
import type { CclEntry } from "../rulebook/schema.ts";
import { isSeries, opensSeries } from "../rulebook/series.ts";
import { LIMBS } from "../rulebook/specially-designed.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import type { UsmlStep } from "./jurisdiction.ts";
import type { Leaf, TestedEntry } from "./test-entry.ts";

/**
 * True when the first is the answer where both are met: the 600 series and 9x515 go before every other entry (15 CFR 774
 * Supp. 4), and an entry says itself what else goes before it.
 */
export const goesFirst = (first: CclEntry, entry: CclEntry): boolean =>
  [...(entry["yields-to"] ?? []), ...(entry["gives-way-to"] ?? [])].includes(first.eccn) ||
  (isSeries(first.eccn) && !isSeries(entry.eccn));

/**
 * True while the paragraph waits for the first question of its series ("made for a military use?"). It is asked once for
 * all of them, and holds up nothing that is met: a catalog part says nothing of armies.
 */
export const waitsForSeries = ({ entry, missing }: Leaf, words: Vocabulary): boolean =>
  isSeries(entry.eccn) && opensSeries(missing, words);

/** True for a paragraph outside the series while one inside it is open beyond that question: the earlier step goes first. */
export const isBehindSeries = (open: readonly Leaf[], words: Vocabulary): ((leaf: Leaf) => boolean) => {
  const series = open.some((leaf) => isSeries(leaf.entry.eccn) && !leaf.partial && !waitsForSeries(leaf, words));
  return ({ entry }) => series && !isSeries(entry.eccn);
};

/** The name of the thing says that it is military: the first question of the series is asked then, whatever is met. */
export const CALLED_MILITARY = "called-military";

/** What a person answers who has looked: whether a paragraph of the Munitions List names the thing. */
export const NAMED_IN_USML = "usml-named";

/**
 * What is left to look at: nothing once a person has said that no paragraph names it, or it is one of the parts that a
 * paragraph `.y` of the series lists by name. A paragraph of the Munitions List that is met stands.
 */
export function leftToLook(looked: UsmlStep, facts: FactReadings, entries: readonly TestedEntry[]): UsmlStep {
  const said = facts.get(NAMED_IN_USML) ?? [];
  const ruledOut = said.length === 1 && said[0] === false;
  return ruledOut || entries.some(({ leaves }) => leaves.some(isListedByName)) ? { ...looked, looks: [] } : looked;
}

/** Met, or open in nothing but the question whether it was specially designed. */
const isListedByName = ({ entry, paragraph, answer, missing }: Leaf): boolean =>
  isSeries(entry.eccn) &&
  paragraph.startsWith(`${entry.eccn}.y`) &&
  (answer === "met" || (answer === "unknown" && missing.length > 0 && missing.every((name) => LIMBS.has(name))));
