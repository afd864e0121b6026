import type { BomResult } from "../bom/workbook.ts";
import { lineResultWords } from "../words/bom.ts";
import type { BomLine } from "../../core/bom/bom.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import type { Classification } from "../../core/classification/classification.ts";
import type { EditionPart } from "../../core/rulebook/pins.ts";
import { because } from "./because.ts";
import { presentClassification } from "./present-classification.ts";

/** A line of a list and what it came to. */
export const presentBomLine = (line: BomLine, verdict: LineVerdict) => ({
  line: Number(line.id),
  level: line.level,
  find: line.find,
  partNumber: line.part,
  manufacturer: line.maker,
  manufacturerPartNumber: line.makerPart,
  description: line.description,
  quantity: line.quantity,
  outcome: verdict.outcome,
  jurisdiction: verdict.jurisdiction,
  eccn: verdict.eccn,
  paragraph: verdict.paragraph,
  source: verdict.source,
  filed: verdict.filed,
  claim: verdict.claim,
  missing: verdict.asks ? [verdict.asks] : [],
  open: verdict.open,
});

/** The assembly: its own classification, what its lines decide of it, and what is wrong with the list. */
export const presentBom = ({ bom, rollUp }: BomResult, own: Classification, editions: readonly EditionPart[]) => ({
  assembly: presentClassification(own, editions),
  state: rollUp.state,
  because: because(rollUp.findings),
  first: rollUp.first.map(Number),
  counts: rollUp.counts,
  list: {
    file: bom.file,
    sheet: bom.sheet,
    structure: bom.structure,
    top: bom.top === null ? null : Number(bom.top),
    columns: bom.columns,
    unusedColumns: bom.unused,
    findings: because(bom.findings),
  },
});

const cut = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

/** `    12  RES-10012             Resistor 10 kohm …   3A001.a.5.a.4`. */
export const tableLine = (line: BomLine, verdict: LineVerdict): string =>
  [
    line.id.padStart(6),
    cut(line.part ?? line.makerPart ?? "", 20),
    cut(line.description, 44),
    cut(lineResultWords(verdict), 26),
    verdict.source === "register" ? `on file: ${verdict.filed ?? ""}` : (verdict.asks?.question ?? ""),
  ]
    .join("  ")
    .trimEnd();
