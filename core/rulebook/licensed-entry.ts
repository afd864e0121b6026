import type { LawDate } from "../dates.ts";
import { inForceOn } from "./in-force.ts";
import type { LicenceTables, TableControl, TableException } from "./licence-tables-schema.ts";
import { allParagraphs } from "./paragraphs.ts";
import type { Rulebook } from "./rulebook.ts";
import type { CclEntry, ControlRow, ExceptionRow } from "./schema.ts";

/**
 * What licensing reads of an entry of the Commerce Control List: its controls, what it says of the exceptions, and its
 * paragraphs. An entry need not have tests to have these: every heading of the edition has a licence table.
 */
export type LicensedEntry = Pick<
  CclEntry,
  "id" | "eccn" | "from" | "basis" | "controls" | "exceptions" | "unsettled"
> & {
  /** Paths below the code, parents first: `a`, `a.1`. */
  readonly paths: readonly string[];
};

/**
 * The entry as licensing reads it on `asOf` (left out: the newest). An entry with tests carries its own rows, which say
 * in conditions what the table of the text says in words; its paragraphs are those of both. Undefined: no such entry.
 */
export function licensedOn(rulebook: Rulebook, eccn: string, asOf?: LawDate): LicensedEntry | undefined {
  const table = pick(rulebook.tables.get(eccn), asOf);
  const entry = pick(rulebook.entries.get(eccn), asOf);
  if (!entry) return table;
  // What the heading itself controls is the bare code, no path below it.
  const own = allParagraphs(entry).flatMap(({ path }) => (path === "heading" ? [] : [path]));
  return { ...entry, paths: [...new Set([...own, ...(table?.paths ?? [])])] };
}

const pick = <Edition extends { readonly from: string }>(
  editions: readonly Edition[] | undefined,
  asOf: LawDate | undefined,
): Edition | undefined => (asOf ? inForceOn(editions ?? [], asOf) : editions?.at(-1));

/** All editions of each licence table, ascending. */
export function tablesOf(files: readonly LicenceTables[]): ReadonlyMap<string, readonly LicensedEntry[]> {
  const tables = new Map<string, LicensedEntry[]>();
  for (const file of files.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    for (const { eccn, controls, exceptions, paragraphs } of file.entries)
      tables.set(eccn, [
        ...(tables.get(eccn) ?? []),
        {
          id: `${file.id}/${eccn}`,
          eccn,
          from: file.from,
          basis: file.basis,
          controls: controls.map((row) => toControl(eccn, row)),
          exceptions: exceptions.map((row) => toException(eccn, row)),
          unsettled: undefined,
          paths: paragraphs,
        },
      ]);
  return tables;
}

const toControl = (eccn: string, { see, ...row }: TableControl): ControlRow => ({
  ...row,
  column: row.column ?? null,
  scope: scopeWords(row),
  cite: see ?? `15 CFR 774 Supp. 1, ${eccn}, License Requirements`,
});

const toException = (eccn: string, row: TableException): ExceptionRow => ({
  ...row,
  cite: `15 CFR 774 Supp. 1, ${eccn}, ${row.symbol}`,
});

/** Our words for what a row reaches: codes, never the sentence of the table. */
function scopeWords({ paragraphs, except, of, words }: TableControl): string {
  const less = except ? ` except ${except.join(", ")}` : "";
  const base = paragraphs ? `paragraphs ${paragraphs.join(", ")}` : "entire entry";
  const shown = words
    ? `${base}${less}, as the row describes in words`
    : of
      ? `software or technology for ${of.join(", ")}`
      : `${base}${less}`;
  return shown.length > 380 ? `${shown.slice(0, 380)} …` : shown;
}
