import { readTable } from "../../core/rulebook/licence-table/read-table.ts";
import type { OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { EcfrFault } from "./ecfr-fault.ts";

/** More rows than this that no grammar reads: the text is of another form than the one this importer knows. */
export const MOST_UNREAD = 30;

/**
 * Facts of the control list that no edition since 2020 was without, one for each way a requirement can stand: a column
 * over the whole entry, a column with paragraphs taken out, a written scope, a section only named, a sentence beside the
 * table, a note. One that cannot be found says that the importer no longer reads that form.
 */
const SENTINELS: readonly { readonly eccn: string; readonly reason: string; readonly column: string | null }[] = [
  { eccn: "2B350", reason: "CB", column: "CB Column 2" },
  { eccn: "3A001", reason: "NS", column: "NS Column 2" },
  { eccn: "5A002", reason: "NS", column: "NS Column 1" },
  { eccn: "5A002", reason: "EI", column: null },
  { eccn: "1C350", reason: "CW", column: null },
  { eccn: "0A501", reason: "FC", column: "FC Column 1" },
  { eccn: "7A103", reason: "MT", column: "MT Column 1" },
  { eccn: "9A610", reason: "RS", column: null },
];

/** Throws EcfrFault("sentinel-missing") or ("needs-review-too-many"). */
export function assertReadable(entries: readonly OfficialEntry[]): void {
  const tables = new Map(entries.map((entry) => [entry.eccn, readTable(entry)]));
  for (const { eccn, reason, column } of SENTINELS) {
    const held = tables.get(eccn)?.controls.some((row) => row.reason === reason && row.column === column);
    if (!held) throw new EcfrFault("sentinel-missing", { eccn, wanted: column ?? `${reason} in words` });
  }
  const unread = [...tables.values()].flatMap(({ rows, prose, notes }) =>
    [...rows, ...prose, ...notes].filter(({ fate }) => fate === "needs-review"),
  );
  if (unread.length > MOST_UNREAD)
    throw new EcfrFault("needs-review-too-many", { is: unread.length, most: MOST_UNREAD });
}
