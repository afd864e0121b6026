import type { BomRole } from "./column-names.ts";
import { bomColumnsOf, namesColumn, type BomColumns } from "./columns.ts";
import type { Bom, BomFault, BomLine } from "./bom.ts";
import { readRow, type RowFault } from "./read-row.ts";
import { structureOf } from "./structure.ts";
import { aboutLines } from "./findings.ts";
import type { SourceText } from "../item/document.ts";
import { markOf } from "../item/number-marks.ts";

/** Rows below the header of one sheet. */
export const MOST_BOM_LINES = 100_000;
const HEADER_WITHIN = 30;

type Page = SourceText["pages"][number];
type Header = { readonly at: number; readonly cells: readonly string[]; readonly columns: BomColumns };
type Sheet = { readonly page: Page; readonly rows: readonly (readonly string[])[]; readonly header: Header };

export type ReadBom = { readonly ok: true; readonly bom: Bom } | { readonly ok: false; readonly fault: BomFault };

/**
 * Reads a bill of material from a table's text: a row a line, cells divided by tabs, the header among the first rows of
 * its sheet, in one row or in two with merged cells. Rows count from 1. Nothing is guessed: a figure that reads two ways
 * is not read. `sheet`: the one to read where several have the columns.
 */
export function readBom(source: SourceText, sheet: string | null = null): ReadBom {
  const found = sheetsOf(source).filter(({ page }) => sheet === null || page.title === sheet);
  const [first, ...others] = found;
  if (!first) return refuse("no-columns", { file: source.name });
  const second = others.find(({ rows, header }) => rows.length > header.at + 1);
  if (second) return refuse("several-sheets", { first: first.page.title ?? "1", second: second.page.title ?? "2" });
  const { page, rows, header } = first;
  const count = rows.length - header.at - 1;
  if (count > MOST_BOM_LINES) return refuse("too-many-lines", { count, most: MOST_BOM_LINES });
  const missing = page.uncalculated?.find((cell) => isUsed(cell, header));
  if (missing !== undefined) return refuse("formula-without-value", { cell: missing, sheet: page.title ?? "" });
  const body = rows.slice(header.at + 1);
  const { lines, faults } = readLines(body, header, markOf(page.text));
  if (lines.length === 0) return refuse("no-lines", { file: source.name });
  const { structure, top, above, findings } = structureOf(lines);
  const empty = body.findLastIndex((cells) => cells.some((cell) => cell !== "")) + 1 - filled(body);
  const words = [...rows.slice(0, header.at).map((cells) => cells.filter((cell) => cell !== "").join("\t")), ""];
  const own = lines.find(({ id }) => id === top);
  return {
    ok: true,
    bom: {
      file: source.name,
      sheet: page.title ?? null,
      columns: headersOf(header),
      unused: header.columns.unused,
      structure,
      top,
      lines,
      above,
      words: [...words.filter((line) => line !== ""), ...(own ? [own.description] : [])].join("\n"),
      findings: [
        ...findings,
        ...faults,
        ...(empty > 0 ? [{ code: "empty-lines" as const, params: { count: empty } }] : []),
      ],
    },
  };
}

/** Whether a file is a bill of material: it has a column that nothing else has, or it calls itself one. */
export function looksLikeBom(source: SourceText): boolean {
  if (source.kind !== "xlsx" && source.kind !== "csv") return false;
  if (LISTS.test(source.name) && !OFFERS.test(source.name)) return true;
  return sheetsOf(headOf(source)).some(({ rows, header: { at, columns } }) => {
    const head = [source.name, ...rows.slice(0, at).flat()].join(" ");
    if (OFFERS.test(head)) return false;
    return DECIDES.some((role) => columns.roles.has(role)) || LISTS.test(head);
  });
}
/** The first rows of each sheet: enough to find a header. */
const headOf = (source: SourceText): SourceText => ({
  ...source,
  pages: source.pages.map((page) => ({ ...page, text: page.text.split("\n", HEADER_WITHIN + 1).join("\n") })),
});
const DECIDES: readonly BomRole[] = ["level", "parent", "references"];
const LISTS = /\bbom\b|bill[ _-]of[ _-]materials?|parts?[ _-]?list|st(?:ü|ue?)ckliste|nomenclature/iu;
const OFFERS =
  /\b(?:quot(?:e|ation)|offer|invoice|order confirmation|price list|angebot|rechnung|preisliste|devis|facture)\b/iu;

const refuse = (code: BomFault["code"], params: BomFault["params"]): ReadBom => ({
  ok: false,
  fault: { code, params },
});
const filled = (rows: readonly (readonly string[])[]): number =>
  rows.filter((cells) => cells.some((cell) => cell !== "")).length;

function sheetsOf(source: SourceText): readonly Sheet[] {
  return source.pages.flatMap((page): readonly Sheet[] => {
    const rows = page.text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
    const header = headerOf(rows);
    return header ? [{ page, rows, header }] : [];
  });
}

/** The row that names most columns; where none names enough, two rows together, as merged headers are written. */
function headerOf(rows: readonly (readonly string[])[]): Header | null {
  const near = rows.slice(0, HEADER_WITHIN);
  const single = near.flatMap((cells, at): readonly Header[] => {
    const columns = bomColumnsOf(cells);
    return columns ? [{ at, cells, columns }] : [];
  });
  const double = near.slice(1).flatMap((lower, index): readonly Header[] => {
    const cells = joined(near[index] ?? [], lower);
    const columns = bomColumnsOf(cells);
    return columns ? [{ at: index + 1, cells, columns }] : [];
  });
  const best = (headers: readonly Header[]): Header | undefined =>
    headers.toSorted((a, b) => b.columns.roles.size - a.columns.roles.size || a.at - b.at)[0];
  const [one, two] = [best(single), best(double)];
  if (!one || !two) return one ?? two ?? null;
  // A row of words under a header is the first line, not its second half, unless the two name much more.
  const more = two.columns.roles.size - one.columns.roles.size;
  return more > (two.at === one.at ? 0 : 1) ? two : one;
}

/** `Manufacturer | | Qty` over `Name | Part number |`: a merged cell's words stand in its first column only. */
function joined(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let over = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [high, low] = [upper[index] ?? "", lower[index] ?? ""];
    if (high !== "") over = high;
    else if (low === "") over = "";
    if (low === "") return high;
    if (over === "") return low;
    const both = `${over} ${low}`;
    return namesColumn(both) || !namesColumn(low) ? both : low;
  });
}
const headersOf = ({ cells, columns }: Header): Bom["columns"] =>
  Object.fromEntries([...columns.roles].map(([role, at]) => [role, cells[at] ?? ""]));

/** `C7` is used when its column is one of ours and its row stands below the header. */
function isUsed(cell: string, { at, columns }: Header): boolean {
  const [, letters = "", row = ""] = /^([A-Z]{1,3})(\d+)$/u.exec(cell) ?? [];
  const column = letters.split("").reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return Number(row) > at + 1 && [...columns.roles.values()].includes(column);
}

function readLines(body: readonly (readonly string[])[], header: Header, mark: ReturnType<typeof markOf>) {
  const lines: BomLine[] = [];
  const faults = new Map<RowFault, string[]>();
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => cell === "")) continue;
    const id = String(header.at + index + 2);
    const cell = (role: BomRole): string => cells[header.columns.roles.get(role) ?? -1] ?? "";
    const read = readRow(cell, { id, mark, currency: header.columns.currency });
    lines.push(read.line);
    for (const fault of read.faults) {
      const ids = faults.get(fault);
      if (ids) ids.push(id);
      else faults.set(fault, [id]);
    }
  }
  return { lines, faults: [...faults].map(([code, ids]) => aboutLines(code, ids)) };
}
