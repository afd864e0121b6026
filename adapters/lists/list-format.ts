import type { ListEntry } from "../../core/screening/list-edition.ts";
import type { ListFile } from "./list-file.ts";

/** One list out of a file, before it is counted and hashed. */
export type DraftEdition = {
  readonly list: string;
  /** `YYYY-MM-DD` as the file says, or null; the file's name is asked next. */
  readonly date: string | null;
  readonly entries: readonly ListEntry[];
};
/** OFAC keeps aliases and addresses in files of their own: joined to the entries by number. */
export type Supplement = {
  readonly number: string;
  readonly entry: Partial<Pick<ListEntry, "aliases" | "addresses" | "countries" | "ids">>;
};

/** One published form of a list, recognised by content. */
export type ListFormat = {
  readonly name: string;
  readonly recognises: (head: string, fileName: string) => boolean;
  /** Throws ListFault("truncated-file" | "not-a-list-file"). */
  readonly read: (
    file: ListFile,
  ) => Promise<{ readonly editions: readonly DraftEdition[]; readonly supplements?: readonly Supplement[] }>;
};

/** Entries grouped by list, in the order met. */
export function groupByList(entries: readonly ListEntry[], date: string | null): readonly DraftEdition[] {
  const groups = new Map<string, ListEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.list);
    if (group) group.push(entry);
    else groups.set(entry.list, [entry]);
  }
  return [...groups].map(([list, own]) => ({ list, date, entries: own }));
}
