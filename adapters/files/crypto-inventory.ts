import { cryptoLine } from "./crypto-line.ts";
import type { CryptoUse } from "./crypto-line.ts";

/** What a column of an inventory holds, by its heading. */
const COLUMNS = {
  algorithm:
    /^(?:(?:crypto(?:graphic)?|encryption|cipher)?[ -]?algorithm(?:e|us)?|cipher|algo|kryptoalgorithmus|verfahren)s?$/u,
  keyLength:
    /^(?:key ?(?:length|size|bits)|(?:key )?(?:length|size) ?\(?(?:in )?bits?\)?|bits|schlüssellänge|longueur de clé)(?: ?\(?(?:in )?bits?\)?)?$/u,
  mode: /^(?:mode|mode of operation|betriebsart)$/u,
  purpose: /^(?:purpose|use|usage|used for|function|zweck|verwendung)$/u,
} as const;
type Column = keyof typeof COLUMNS;
const NAMES: readonly Column[] = ["algorithm", "keyLength", "mode", "purpose"];

/**
 * The rows of a table of algorithms with their key lengths, as lines that read like a data sheet; null for any other
 * table. A row keeps its place: line n is record n.
 */
export function cryptoInventoryLines(rows: readonly (readonly string[])[]): readonly string[] | null {
  const [head = [], ...body] = rows;
  const headings = head.map((cell) => cell.trim().toLowerCase());
  const placeOf = (column: Column): number => headings.findIndex((heading) => COLUMNS[column].test(heading));
  if (placeOf("algorithm") === -1 || placeOf("keyLength") === -1) return null;
  const taken = new Set(NAMES.map(placeOf));
  const cell = (row: readonly string[], column: Column): string => row[placeOf(column)]?.trim() ?? "";
  return [
    head.join("\t"),
    ...body.map((row) => {
      const use: CryptoUse = {
        algorithm: cell(row, "algorithm"),
        keyLength: cell(row, "keyLength"),
        mode: cell(row, "mode"),
        purpose: cell(row, "purpose"),
        rest: row.filter((_, index) => !taken.has(index)),
      };
      return cryptoLine(use);
    }),
  ];
}
