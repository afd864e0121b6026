import { writeWorkbook, type Cell, type Sheet } from "../../adapters/workbook/write-workbook.ts";
import type { Bom, BomLine } from "../../core/bom/bom.ts";
import type { BomFinding } from "../../core/bom/findings.ts";
import type { RollUp } from "../../core/bom/roll-up.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import {
  bomWords,
  claimWords,
  countWords,
  lineOutcomeWords,
  lineSourceWords,
  rollUpWords,
  structureWords,
} from "../words/bom.ts";

export type BomResult = { readonly bom: Bom; readonly verdicts: readonly LineVerdict[]; readonly rollUp: RollUp };
/** What is said of the assembly itself, a row each. */
export type AboutAssembly = readonly { readonly label: string; readonly value: string }[];

const LINES: Sheet["columns"] = [
  { title: "Row", width: 7 },
  { title: "Level", width: 7 },
  { title: "Find", width: 8 },
  { title: "Part number", width: 20 },
  { title: "Maker", width: 24 },
  { title: "Maker's part number", width: 22 },
  { title: "Description", width: 52 },
  { title: "Quantity", width: 10 },
  { title: "Outcome", width: 26 },
  { title: "Jurisdiction", width: 13 },
  { title: "ECCN", width: 10 },
  { title: "Paragraph", width: 18 },
  { title: "Source", width: 18 },
  { title: "The list claims", width: 24 },
  { title: "Asked", width: 60 },
  { title: "Open", width: 34 },
  { title: "Findings", width: 60 },
];

/**
 * The result as a workbook: a summary, and the lines in the order of the list with what each came to. Every cell that
 * came from the list is a text, whatever it begins with. Proposals, not releases: the first row says so.
 */
export function bomWorkbook({ bom, verdicts, rollUp }: BomResult, about: AboutAssembly): Promise<Uint8Array> {
  const byLine = new Map(verdicts.map((verdict) => [verdict.line, verdict]));
  const found = findingsByLine([...bom.findings, ...rollUp.findings]);
  return writeWorkbook([
    {
      name: "Summary",
      columns: [
        { title: "Proposed, not released", width: 34 },
        { title: "", width: 100 },
      ],
      rows: summaryRows({ bom, verdicts, rollUp }, about),
    },
    {
      name: "Lines",
      columns: LINES,
      rows: bom.lines.map((line) => lineRow(line, byLine.get(line.id) ?? null, found.get(line.id) ?? [])),
    },
  ]);
}

function summaryRows({ bom, rollUp }: BomResult, about: AboutAssembly): Sheet["rows"] {
  return [
    ["List", `${bom.file}${bom.sheet ? `, ${bom.sheet}` : ""}: ${structureWords(bom)}`],
    ...about.map(({ label, value }) => [label, value]),
    ["Assembly by its lines", rollUpWords(rollUp.state)],
    ["Lines", countWords(rollUp)],
    ...rollUp.counts.byResult.map(({ result, lines }) => [result, lines]),
    ...(rollUp.counts.fromRegister > 0 ? [["From the item register", rollUp.counts.fromRegister] as const] : []),
    ...rollUp.findings.map((finding) => ["Decides", sentenceOf(finding)]),
    ...bom.findings.map((finding) => ["In the list", sentenceOf(finding)]),
    ...(bom.unused.length > 0 ? [["Columns not used", bom.unused.join(", ")]] : []),
  ];
}

const sentenceOf = (finding: BomFinding): string =>
  `${bomWords(finding) ?? finding.code}${finding.cite ? ` ${finding.cite}` : ""}`;

function lineRow(line: BomLine, verdict: LineVerdict | null, findings: readonly BomFinding[]): readonly Cell[] {
  return [
    Number(line.id),
    line.level,
    line.find,
    line.part,
    line.maker,
    line.makerPart,
    line.description,
    line.quantity === null ? null : Number(line.quantity),
    verdict ? lineOutcomeWords(verdict.outcome) : null,
    verdict?.jurisdiction ?? null,
    verdict?.eccn ?? null,
    verdict?.paragraph ?? null,
    verdict ? lineSourceWords(verdict) : null,
    verdict ? claimWords(verdict) : line.claim,
    verdict?.asks?.question ?? null,
    verdict && verdict.outcome !== "classified" ? verdict.open.slice(0, 3).join(", ") : null,
    findings.map((finding) => bomWords(finding) ?? finding.code).join(" "),
  ];
}

/** Findings of each line; what concerns most of a list stands in the summary alone. */
function findingsByLine(findings: readonly BomFinding[]): ReadonlyMap<string, readonly BomFinding[]> {
  const map = new Map<string, BomFinding[]>();
  for (const finding of findings) {
    const { lines } = finding.params;
    if (!Array.isArray(lines) || finding.code === "lines-not-known" || finding.code === "de-minimis") continue;
    for (const line of lines.map(String)) map.set(line, [...(map.get(line) ?? []), finding]);
  }
  return map;
}
