import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { Decided } from "./decide.ts";
import { toFinding } from "./findings.ts";

/** What the record says of every entry that was walked: met, open or closed; which are met together; what has two texts. */
export function reviewOf({ entries, firsts }: Decided, asOf: LawDate): readonly Finding[] {
  const several = new Set(firsts.map(({ paragraph }) => paragraph));
  return [
    ...entries.map(({ entry, answer, leaves }) => {
      const about = { cite: entry.source.cite, rule: entry.id };
      const met = leaves.find((leaf) => leaf.answer === "met");
      if (answer === "met" && met) return toFinding("entry-met", { paragraph: met.paragraph }, about);
      return answer === "unknown"
        ? toFinding("entry-open", { entry: entry.eccn }, about)
        : toFinding("entry-closed", { entry: entry.eccn }, about);
    }),
    ...(several.size > 1 ? [toFinding("several-met", { paragraphs: [...several] })] : []),
    ...firsts.flatMap(({ entry, reading }) =>
      reading !== null && entry.unsettled && entry.unsettled.from <= asOf
        ? [
            toFinding(
              "two-texts",
              { cite: entry.unsettled.cite, since: entry.unsettled.from, reading },
              { cite: entry.unsettled.cite, rule: entry.id },
            ),
          ]
        : [],
    ),
  ];
}
