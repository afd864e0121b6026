import { VERDICTS, type Compared, type Verdict } from "../../core/rulebook/second-source/compare-structure.ts";
import type { StructureAgainst } from "../../core/rulebook/second-source/structure-against.ts";

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  agree: "agree",
  differ: "differ",
  lacks: "agree and leave alternatives untested",
  "asked-as-one": "are one question for all",
  partial: "are a person's",
  unclear: "contradict themselves in the text",
  "not-modelled": "have no test",
};

/** How the "and" and "or" of the text stand to our tests, by category, and what no test reads. */
export function structureLines({ compared, untested }: StructureAgainst): readonly string[] {
  const byCategory = Map.groupBy(compared, ({ eccn }) => eccn.charAt(0));
  const off = compared.filter(({ verdict }) => verdict === "differ" || verdict === "unclear");
  const gaps = Object.entries(untested);
  return [
    `${compared.length} paragraphs join others by "and", "or" or a list; against the tests of this rulebook they`,
    ...[...byCategory].map(([category, rows]) => `  category ${category}: ${countsOf(rows)}`),
    `  in all: ${countsOf(compared)}`,
    ...off.map(({ eccn, path, operator }) => `  to be settled: ${eccn}.${path} reads "${operator}"`),
    `${gaps.flatMap(([, paths]) => paths).length} paragraphs of ${gaps.length} entries that no test reads:`,
    ...gaps.map(([eccn, paths]) => `  ${eccn}: ${paths.join(", ")}`),
  ];
}

function countsOf(rows: readonly Compared[]): string {
  const counts = Map.groupBy(rows, ({ verdict }) => verdict);
  return VERDICTS.flatMap((verdict) => {
    const count = counts.get(verdict)?.length ?? 0;
    return count > 0 ? [`${count} ${VERDICT_WORDS[verdict]}`] : [];
  }).join(", ");
}
