import readSheets from "read-excel-file/node";
import { verifyArchive } from "./archive-guard.ts";
import { toLine } from "./table-line.ts";
import { uncalculatedCells } from "./uncalculated.ts";
import type { Page } from "./answer.ts";

/** A number as a person sees it: the shortest decimal that is the stored double, never an exponent. */
function plain(stored: string): string {
  const value = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(value)) return stored;
  const short = String(value);
  if (!short.includes("e")) return short;
  const [digits = "0", power = "0"] = short.replace("-", "").split("e");
  const [whole = "0", part = ""] = digits.split(".");
  const sign = value < 0 ? "-" : "";
  const shift = Number(power) * (short.includes("e-") ? -1 : 1);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - whole.length)}${whole}${part}`;
  return `${sign}${whole}${part}${"0".repeat(shift - part.length)}`;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, "");
  return typeof cell === "string" || typeof cell === "boolean" ? String(cell) : "";
}

/** Each sheet is a page named by its title; a row is a line. Formulas give their stored result, never run. */
export async function readXlsx(bytes: Uint8Array): Promise<readonly Page[]> {
  await verifyArchive(bytes);
  const sheets = await readSheets(Buffer.from(bytes), { parseNumber: plain, trim: true });
  const uncalculated = await uncalculatedCells(bytes);
  return sheets.map(({ sheet, data }, at) => ({
    page: at + 1,
    title: sheet,
    text: data.map((row) => toLine(row.map(cellText))).join("\n"),
    ...(uncalculated[at]?.length ? { uncalculated: uncalculated[at] } : {}),
  }));
}
