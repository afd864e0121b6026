import { readTable } from "../../core/rulebook/licence-table/read-table.ts";
import type { RulePart } from "../../core/rulebook/editions/rule-part.ts";

/** What a part holds, counted: the sum of a text that lost nothing is the sum of the text before. */
export function countPart({
  entries,
  around = [],
  provisions,
  chart,
  groups,
}: RulePart): Readonly<Record<string, number>> {
  if (chart)
    return {
      places: chart.rows.length,
      marks: chart.rows.flatMap(({ marks }) => marks).length,
      footnotes: chart.footnotes.length,
    };
  if (groups)
    return {
      groups: groups.groups.length,
      members: groups.groups.flatMap(({ members }) => members).length,
      footnotes: groups.footnotes.length,
    };
  if (!entries) return { provisions: provisions?.length ?? 0, lines: (provisions ?? []).flatMap(linesOf).length };
  const tables = entries.map(readTable);
  const requirements = tables.flatMap(({ rows, prose, notes }) => [...rows, ...prose, ...notes]);
  return {
    headings: entries.length,
    rows: tables.flatMap(({ rows }) => rows).length,
    prose: tables.flatMap(({ prose }) => prose).length,
    notes: tables.flatMap(({ notes }) => notes).length,
    reports: tables.flatMap(({ reporting }) => reporting).length,
    between: around.flatMap(({ lines }) => lines).length,
    needsReview: requirements.filter(({ fate }) => fate === "needs-review").length,
  };
}

const linesOf = ({ parts }: NonNullable<RulePart["provisions"]>[number]): readonly string[] =>
  Object.values(parts).flat();

/** Rows and sentences that no grammar reads, with their entry: a person reads them wherever the entry is asked about. */
export const unreadRows = ({ entries = [] }: RulePart): readonly { readonly eccn: string; readonly says: string }[] =>
  entries
    .map(readTable)
    .flatMap(({ eccn, rows, prose, notes }) =>
      [...rows, ...prose, ...notes]
        .filter(({ fate }) => fate === "needs-review")
        .map(({ cells }) => ({ eccn, says: cells.filter((cell) => cell !== "").join(" | ") })),
    );
