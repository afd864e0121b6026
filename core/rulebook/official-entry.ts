/** One line of "Items": its full path, its words, and how it joins the next of its level. */
export type ItemLine = {
  /** `a.5.a.4`; null for a line that has none (a remark, an introduction, a reserved range). */
  readonly path: string | null;
  readonly text: string;
  readonly joins: "and" | "or" | null;
};

/** A note, what its heading says it belongs to, and the line of Items it stands after. */
export type EntryNote = { readonly head: string; readonly text: readonly string[]; readonly after: string | null };

/**
 * One entry of the Commerce Control List as the official text has it, cut into its parts; nothing is interpreted yet and
 * nothing is dropped.
 */
export type OfficialEntry = {
  readonly eccn: string;
  readonly heading: string;
  readonly reasonForControl: string | null;
  /** Cells of the licence requirements tables, row by row. */
  readonly rows: readonly (readonly string[])[];
  /** Other tables (2E003): rows of cells. */
  readonly otherTables: readonly (readonly (readonly string[])[])[];
  /** `LVS` → its statement; lines that follow without a label belong to it, joined by a semicolon. */
  readonly exceptions: Readonly<Record<string, string>>;
  readonly sta: string | null;
  readonly reporting: readonly string[];
  /** Lines of the licence requirements outside the table: prose controls and notes. */
  readonly prose: readonly string[];
  readonly related: string | null;
  readonly definitions: string | null;
  readonly items: readonly ItemLine[];
  readonly notes: readonly EntryNote[];
  /** How often "Reason for Control" stands in it: more than once means that a neighbour was swallowed. */
  readonly reasonLines: number;
};
