import type { SourceText } from "../item/document.ts";

export type DocumentFault =
  | "unsupported-file"
  | "empty-file"
  | "too-large"
  | "unreadable-file"
  | "protected-file"
  | "lying-file-type"
  | "no-text"
  | "timeout";

/** Reads a file's text in the reader child (engineering-decisions §13). Never throws for a bad file: it says which. */
export interface Documents {
  read(
    name: string,
    bytes: Uint8Array,
  ): Promise<
    { readonly ok: true; readonly source: SourceText } | { readonly ok: false; readonly fault: DocumentFault }
  >;
}
