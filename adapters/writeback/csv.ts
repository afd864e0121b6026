const RISKY = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * One cell: always quoted; what a spreadsheet would run as a formula gets an apostrophe before it (OWASP ASVS 1.2.10).
 * A plain number keeps its sign.
 */
export function csvCell(value: string): string {
  const safe = RISKY.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A table with CRLF line ends (RFC 4180). */
export const csvTable = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
