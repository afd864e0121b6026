/** One table row as one line: cells divided by tabs, a break or tab inside a cell becomes a blank. */
export const toLine = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.replace(/\s*[\r\n\t\v\f\u2028\u2029]+\s*/g, " ").trim())
    .join("\t")
    .replace(/\t+$/, "");
