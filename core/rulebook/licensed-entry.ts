import type { LawDate } from "../dates.ts";
import type { Basis } from "../finding.ts";
import { inForceOn } from "./in-force.ts";
import { controlKey, exceptionKey, mergeControls, mergeExceptions, type Merged } from "./licence-table/merge-rows.ts";
import type { LicenceTables, TableControl, TableException } from "./licence-tables-schema.ts";
import { allParagraphs } from "./paragraphs.ts";
import type { Rulebook } from "./rulebook.ts";
import type { CclEntry, ControlRow, ExceptionRow, ReportRow } from "./schema.ts";

/** A row and where it stands: in imported official text, or in our own summary. */
export type LicensedRow<Row> = Row & { readonly basis: Basis };

/**
 * What licensing reads of an entry of the Commerce Control List: its controls, what it says of the exceptions, and its
 * paragraphs. An entry need not have tests to have these: every heading of the edition has a licence table.
 */
export type LicensedEntry = Pick<CclEntry, "id" | "eccn" | "from" | "unsettled"> & {
  readonly basis: Basis;
  readonly controls: readonly LicensedRow<ControlRow>[];
  readonly exceptions: readonly LicensedRow<ExceptionRow>[];
  /** What its lines on reports under part 743 bind. */
  readonly reports: readonly LicensedRow<ReportRow>[];
  /** Paths below the code, parents first: `a`, `a.1`. */
  readonly paths: readonly string[];
};

/**
 * The entry as licensing reads it on `asOf` (left out: the newest). An entry with tests carries its own rows, which say
 * in conditions what the table of the text says in words, joined with the rows of the official text where that is held;
 * its paragraphs are those of both. Undefined: no such entry.
 */
export function licensedOn(rulebook: Rulebook, eccn: string, asOf?: LawDate): LicensedEntry | undefined {
  const tables = rulebook.tables.get(eccn);
  const table = pick(tables, asOf);
  const entry = pick(rulebook.entries.get(eccn), asOf);
  if (!entry) return table;
  // What the heading itself controls is the bare code, no path below it.
  const own = allParagraphs(entry).flatMap(({ path }) => (path === "heading" ? [] : [path]));
  const paths = [...new Set([...own, ...(table?.paths ?? [])])];
  const text = table?.basis === "text" && table.from >= entry.from ? table : null;
  const before = tables?.findLast(({ basis, from }) => basis === "summary" && from <= (text?.from ?? from));
  return { ...entry, paths, reports: table?.reports ?? [], ...joinRows(entry, before, text) };
}

type Rows = Pick<LicensedEntry, "controls" | "exceptions">;
const NO_ROWS: Rows = { controls: [], exceptions: [] };

/** Our own rows with those of the text in force; all ours where no text is held. */
export function joinRows(
  own: Pick<CclEntry, "controls" | "exceptions">,
  before: Rows | undefined,
  text: Rows | null,
): Rows & { readonly clear: boolean } {
  if (!text) return { controls: own.controls.map(ofSummary), exceptions: own.exceptions.map(ofSummary), clear: true };
  const old = before ?? NO_ROWS;
  const controls = mergeControls({ own: own.controls, before: old.controls, now: text.controls });
  const exceptions = mergeExceptions({ own: own.exceptions, before: old.exceptions, now: text.exceptions });
  return {
    controls: controls.rows.map(withBasis),
    exceptions: exceptions.rows.map(withBasis),
    clear: controls.clear && exceptions.clear,
  };
}

/** Rows and paragraphs as codes, to compare two editions of a table: where they stand and their order count for nothing. */
export const codesOf = (table: LicensedEntry | undefined): string =>
  table
    ? [...table.controls.map(controlKey), ...table.exceptions.map(exceptionKey), ...table.paths].toSorted().join("\n")
    : "";

const ofSummary = <Row extends object>(row: Row): LicensedRow<Row> => ({ ...row, basis: "summary" });
const withBasis = <Row extends object>({ row, fromText }: Merged<Row>["rows"][number]): LicensedRow<Row> => ({
  ...row,
  basis: fromText ? "text" : "summary",
});

const pick = <Edition extends { readonly from: string }>(
  editions: readonly Edition[] | undefined,
  asOf: LawDate | undefined,
): Edition | undefined => (asOf ? inForceOn(editions ?? [], asOf) : editions?.at(-1));

type Unsettled = CclEntry["unsettled"];

/**
 * All editions of each licence table, ascending; of one date the official text stands behind our summary. `unsettled`:
 * entries of which a person has to read the text first.
 */
export function tablesOf(
  files: readonly LicenceTables[],
  unsettled: ReadonlyMap<string, Unsettled> = new Map(),
): ReadonlyMap<string, readonly LicensedEntry[]> {
  const tables = new Map<string, LicensedEntry[]>();
  const rank = ({ from, basis }: LicenceTables): string => `${from} ${basis === "text" ? 1 : 0}`;
  for (const file of files.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)))
    for (const { eccn, controls, exceptions, reports = [], paragraphs } of file.entries)
      tables.set(eccn, [
        ...(tables.get(eccn) ?? []),
        {
          id: `${file.id}/${eccn}`,
          eccn,
          from: file.from,
          basis: file.basis,
          controls: controls.map((row) => ({ ...toControl(eccn, row), basis: file.basis })),
          exceptions: exceptions.map((row) => ({ ...toException(eccn, row), basis: file.basis })),
          reports: reports.map((row) => ({ ...row, basis: file.basis })),
          unsettled: unsettled.get(eccn),
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
