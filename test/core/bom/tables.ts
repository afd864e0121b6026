import type { Bom } from "../../../core/bom/bom.ts";
import type { BomFinding } from "../../../core/bom/findings.ts";
import { readBom } from "../../../core/bom/read-bom.ts";
import type { SourceText } from "../../../core/item/document.ts";

export const table = (rows: readonly (readonly string[])[]): SourceText => ({
  name: "list.csv",
  kind: "csv",
  pages: [{ page: 1, text: rows.map((row) => row.join("\t")).join("\n") }],
});

export function bomOf(...rows: readonly (readonly string[])[]): Bom {
  const read = readBom(table(rows));
  if (!read.ok) throw new Error(read.fault.code);
  return read.bom;
}

export const linesOf = ({ params }: BomFinding): readonly string[] =>
  Array.isArray(params["lines"]) ? params["lines"].map(String) : [];
export const found = ({ findings }: { readonly findings: readonly BomFinding[] }) =>
  findings.map((finding) => [finding.code, linesOf(finding)]);
