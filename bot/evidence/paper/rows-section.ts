import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";

/** A section of rows; one without rows has no blocks, and the paper leaves it out. */
export const rowsSection = (heading: string, rows: readonly PaperRow[]): PaperSection => ({
  heading,
  blocks: rows.length === 0 ? [] : [{ block: "rows", rows }],
});

/** Each sentence once, in the order given. */
export const sentences = (all: readonly string[]): string =>
  [...new Set(all.filter((words) => words !== ""))].join(" ");
