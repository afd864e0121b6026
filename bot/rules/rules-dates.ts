import { CCL } from "../../core/rulebook/editions/rule-part.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/** The date of the text that our own rules were written from, by the part that would replace it. */
export function rulesDates({ sections }: Rulebook): Readonly<Record<string, string>> {
  const ours = sections.licenceTables.filter(({ data }) => data.basis === "summary").map(({ data }) => data.from);
  const newest = ours.toSorted().at(-1);
  return newest === undefined ? {} : { [CCL]: newest };
}
