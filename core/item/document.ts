import type { Hash } from "../ids.ts";

/**
 * A text source as the extraction sees it. A file is read by the reader child (adapters/files) into pages, each
 * with its text; a table row is one line with its cells divided by tabs. A sheet is a page named by its title.
 */
export type SourceText = {
  readonly name: string;
  readonly kind: "message" | "pdf" | "docx" | "xlsx" | "csv" | "text";
  readonly blob?: Hash;
  readonly pages: readonly {
    readonly page: number;
    readonly title?: string;
    readonly text: string;
    /** Cells (`C7`) whose formula the file stores no result of: they read as empty. Absent: none. */
    readonly uncalculated?: readonly string[];
  }[];
};
