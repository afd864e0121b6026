/** A document of a few pages for a person to read and keep: neutral, without a place on a page. */
export type Paper = {
  readonly title: string;
  /** The decisive words, first on the paper: `Not released · …` before a decision. */
  readonly status: string;
  readonly subtitle: string;
  readonly sections: readonly PaperSection[];
  /** Stands on every page beside the page number. */
  readonly foot: string;
  /** Set across every page, e.g. `training`. */
  readonly watermark: string | null;
  /** Civil date and time of what it shows, RFC 3339: the paper's own date, so that the same content is the same bytes. */
  readonly at: string;
};
export type PaperSection = { readonly heading: string; readonly blocks: readonly PaperBlock[] };
export type PaperBlock =
  | { readonly block: "text"; readonly text: string }
  | { readonly block: "quote"; readonly text: string }
  | { readonly block: "rows"; readonly rows: readonly PaperRow[] };
export type PaperRow = {
  readonly label: string;
  readonly value: string;
  /** A word beside the value that says how it stands: `met`, `open`, `not met`. */
  readonly mark?: string;
};
