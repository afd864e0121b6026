import { cryptoInventoryLines } from "./crypto-inventory.ts";
import { parse } from "csv-parse/sync";
import { decodeText } from "./read-text.ts";
import { toLine } from "./table-line.ts";
import type { Page } from "./answer.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const MAX_RECORD_CHARS = 1_000_000;

const rowsWith = (text: string, delimiter: string): readonly (readonly string[])[] =>
  parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARS,
  });

/**
 * The delimiter that gives the first rows the most columns they agree on; a decimal comma makes fewer rows agree
 * than the semicolon beside it.
 */
export function sniffDelimiter(text: string): string {
  const head = text.slice(0, 20_000).split(/\r?\n/).slice(0, 20).join("\n");
  const scored = DELIMITERS.map((delimiter) => {
    const counts = rowsWithOrNone(head, delimiter).map((row) => row.length);
    const most = Math.max(...DELIMITERS.map(() => 1), ...counts);
    const widths = counts.filter((count) => count > 1);
    const agreeing = widths.filter((count) => count === widths[0]).length;
    return { delimiter, score: widths.length === 0 ? 0 : (agreeing / counts.length) * 1_000 + Math.min(most, 99) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function rowsWithOrNone(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return rowsWith(text, delimiter);
  } catch {
    return [];
  }
}

/** One page; each record is a line with its cells divided by tabs. Throws on a record that cannot be read. */
export function readCsv(bytes: Uint8Array): readonly Page[] {
  const text = decodeText(bytes);
  const rows = rowsWith(text, sniffDelimiter(text));
  return [{ page: 1, text: (cryptoInventoryLines(rows) ?? rows.map(toLine)).join("\n") }];
}
