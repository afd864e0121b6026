import writeXlsxFile from "write-excel-file/node";
import type { SheetData } from "write-excel-file/node";

/** A cell as it is: a text stays a text whatever it begins with, so no reader's program takes it for a formula. */
export type Cell = string | number | Date | null;
export type Sheet = {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
};

const toCells = (row: readonly Cell[]): SheetData[number] =>
  row.map((value) =>
    value === null
      ? null
      : value instanceof Date
        ? { value, type: Date, format: "yyyy-mm-dd hh:mm" }
        : typeof value === "number"
          ? { value, type: Number }
          : { value: inert(value), type: String },
  );

/** Characters that XML cannot hold, and what is longer than a cell, would make a file that no program opens. */
const MOST_CHARS = 32_000;
const inert = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .slice(0, MOST_CHARS);

/** An XLSX workbook, its first row bold and fixed. Dates are written as they read in UTC. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const drawn = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    data: [
      columns.map(({ title }) => ({ value: title, type: String, fontWeight: "bold" as const })),
      ...rows.map(toCells),
    ],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }));
  return new Uint8Array(await writeXlsxFile(drawn).toBuffer());
}
