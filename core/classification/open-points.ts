import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition, type ConditionContext } from "../rulebook/condition.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import { isEntryOfOtherKind } from "../rulebook/kind-groups.ts";
import { allParagraphs, covers } from "../rulebook/paragraphs.ts";
import { entryOn, type Rulebook } from "../rulebook/rulebook.ts";
import type { CclEntry } from "../rulebook/schema.ts";
import { toFinding } from "./findings.ts";

/**
 * What of the official text no test has read for this item: paragraphs of an entry that are not modelled, where
 * everything that we test above them holds. They change no result; a reviewer sees by name what the desk passed over.
 */
export function untestedPoints(rulebook: Rulebook, context: ConditionContext, asOf: LawDate): readonly Finding[] {
  const history = rulebook.sections.textStructure.map(({ data }) => data);
  return Object.entries(inForceOn(history, asOf)?.untested ?? {}).flatMap(([eccn, paths]): readonly Finding[] => {
    const entry = entryOn(rulebook, eccn, asOf);
    if (!entry || isEntryOfOtherKind(entry, context.facts, context.words.classes)) return [];
    const paragraphs = paths.filter((path) => isPassedOver(entry, path, context)).map((path) => `${eccn}.${path}`);
    if (paragraphs.length === 0) return [];
    return [toFinding("paragraphs-not-tested", { paragraphs }, { cite: entry.source.cite, rule: entry.id })];
  });
}

/** Nothing of ours reads it by now, and what stands above it is met. */
function isPassedOver(entry: CclEntry, path: string, context: ConditionContext): boolean {
  const own = allParagraphs(entry);
  if (own.some((paragraph) => covers(path, paragraph.path))) return false;
  const above = [entry, ...own.filter((paragraph) => covers(paragraph.path, path))];
  return above.every(({ test }) => !test || testCondition(test, context).answer === "met");
}
