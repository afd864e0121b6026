import type { Assembly } from "./roll-up.ts";
import type { Classification } from "../classification/classification.ts";

/** What the lines are held against, from the assembly's own classification. `said`: where somebody says it is made. */
export function assemblyOf(
  { facts, candidates, outcome, paragraph, eccn }: Classification,
  said: string | null,
): Assembly {
  return {
    is: facts.flatMap(({ name, value }) => (name === "is" && typeof value === "string" ? [value] : [])),
    open: candidates
      .filter(({ status, eccn: code }) => status !== "not-met" && code !== "EAR99")
      .map((candidate) => candidate.paragraph ?? candidate.eccn),
    result: outcome === "classified" ? (paragraph ?? eccn) : null,
    origin: said,
  };
}
