import type { CaseView } from "./view.ts";
import { bomWords, countWords, figure, lineOutcomeWords, rollUpWords } from "../words/bom.ts";
import type { CardBlock } from "../../core/ports/card.ts";

const MOST_FIRST = 8;
const MOST_RESULTS = 6;

/** A bill of material on a card: what its lines came to, those that hold it first, and what decides the assembly. */
export function listBlocks({ state, determination }: CaseView): readonly CardBlock[] {
  const rolled = determination?.result.rolledUp;
  const { bom } = state;
  if (!rolled || !bom) return [];
  const { counts, first, names, findings } = rolled;
  const results = counts.byResult.slice(0, MOST_RESULTS).map(({ result, lines }) => `${result} ×${figure(lines)}`);
  const more = counts.byResult.length - results.length;
  const held = first.slice(0, MOST_FIRST).map((id) => {
    const line = names[id];
    return line ? `line ${id}: ${line.name} · ${lineOutcomeWords(line.result)}` : `line ${id}`;
  });
  return [
    {
      block: "facts",
      rows: [
        { label: "List", value: `${bom.file}: ${figure(counts.lines)} lines of parts` },
        { label: "Lines", value: countWords(rolled) },
        ...(results.length > 0
          ? [{ label: "Classified", value: `${results.join(" · ")}${more > 0 ? ` · ${more} more results` : ""}` }]
          : []),
        ...(counts.fromRegister > 0
          ? [{ label: "On file", value: `${figure(counts.fromRegister)} from the item register` }]
          : []),
        { label: "Assembly", value: rollUpWords(rolled.state) },
      ],
    },
    ...(held.length > 0
      ? [
          {
            block: "list" as const,
            title: `Lines that hold it first${first.length > held.length ? ` (${held.length} of ${figure(first.length)})` : ""}`,
            items: held,
          },
        ]
      : []),
    {
      block: "list",
      title: "What decides the assembly",
      items: findings.map(
        (finding) => `${bomWords(finding) ?? finding.code}${finding.cite ? ` · ${finding.cite}` : ""}`,
      ),
    },
  ];
}
