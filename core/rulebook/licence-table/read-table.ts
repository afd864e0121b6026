import type { OfficialEntry } from "../official-entry.ts";
import type { ControlRow, ExceptionRow, ReportRow } from "../schema.ts";
import { plainText } from "./plain.ts";
import { isControl, readNotes, type RequirementNote } from "./read-notes.ts";
import { readReporting } from "./read-reports.ts";
import { readException, readSta } from "./read-exceptions.ts";
import { readReach } from "./read-reach.ts";
import { readScope, type RowScope } from "./read-scope.ts";

/**
 * What became of one row or sentence: `read`; `in-words` (its reach is read, its items stand in words); `section`
 * (a section says whom it reaches); `stands-elsewhere` (746.8); `note`; `needs-review` (outside the grammar).
 */
export type RowFate = "read" | "in-words" | "section" | "stands-elsewhere" | "note" | "needs-review";
export type AccountedRow = { readonly cells: readonly string[]; readonly fate: RowFate };

export type LicenceTable = {
  readonly eccn: string;
  readonly controls: readonly ControlRow[];
  readonly exceptions: readonly ExceptionRow[];
  /** Every row of the table and every prose control, with its fate: the sum is the sum of the text. */
  readonly rows: readonly AccountedRow[];
  readonly prose: readonly AccountedRow[];
  /** Every line of its license requirement notes, and every line on reports, likewise. */
  readonly notes: readonly AccountedRow[];
  readonly reporting: readonly AccountedRow[];
  /** What the lines on reports come to, as codes. */
  readonly reports: readonly ReportRow[];
};

const SYMBOLS = new Set(["LVS", "GBS", "TSR", "APP", "ENC", "IEC", "NAC/ACA", "HBM", "AIA", "ACM", "LPP"]);

/**
 * Reads the licence requirements and the list-based exceptions of one official entry by a closed grammar. A row outside
 * the grammar is never dropped: it becomes a control that a person has to read wherever the entry is asked about.
 */
export function readTable(entry: OfficialEntry): LicenceTable {
  const { eccn } = entry;
  const rows = entry.rows.map((cells) => ({ cells, read: pairsOf(cells).map((pair) => readRow(pair, eccn)) }));
  const prose = entry.prose.filter(isControl).map((line) => ({ cells: [line], read: [readRow(pairOf(line), eccn)] }));
  const accounted = (list: typeof rows): readonly AccountedRow[] =>
    list.map(({ cells, read }) => ({ cells, fate: read[0]?.fate ?? "needs-review" }));
  const notes = readNotes(entry);
  const read = [...rows, ...prose].flatMap((one) => one.read).flatMap(({ control }) => (control ? [control] : []));
  return {
    eccn,
    controls: [...read, ...notes.flatMap((note) => controlOf(note, read, eccn))],
    exceptions: exceptionsOf(entry),
    rows: accounted(rows),
    prose: accounted(prose),
    notes: notes.map(({ line, fate }) => ({ cells: [line], fate })),
    reporting: readReporting(entry).map(({ line, report }) => ({
      cells: [line],
      fate: report.when === "unread" || report.section === null ? "needs-review" : "read",
    })),
    reports: readReporting(entry).map(({ report }) => report),
  };
}

/** A note that asks for a license outside the grammar is a person's, like a row; one that repeats a row adds nothing. */
function controlOf(
  { fate, control }: RequirementNote,
  rows: readonly ControlRow[],
  eccn: string,
): readonly ControlRow[] {
  if (fate === "needs-review")
    return [
      toControl({ reason: "XX", words: true }, unread(eccn), `15 CFR 774 Supp. 1, ${eccn} License Requirement Note`),
    ];
  const said = rows.some(
    (row) =>
      row.column === null &&
      row.reason === control?.reason &&
      row.prose?.kind === control.prose?.kind &&
      control.paragraphs?.every((path) => row.paragraphs?.includes(path)),
  );
  return control && !said ? [control] : [];
}

type Pair = { readonly scope: string; readonly reach: string };

/** A row usually has two cells; two controls may share one row, and one cell may hold both parts. */
function pairsOf(cells: readonly string[]): readonly Pair[] {
  const [first = "", second = ""] = cells.map(plainText);
  const scopes = first.split(/\s(?=[A-Z]{2} applies to )/);
  const reaches = second.split(/\s(?=[A-Z]{2} Column \d)/);
  if (scopes.length > 1 && scopes.length === reaches.length)
    return scopes.map((scope, index) => ({ scope, reach: reaches[index] ?? "" }));
  return second === "" ? [pairOf(first)] : [{ scope: first, reach: second }];
}

/** One cell or sentence: the scope ends where the column or the requirement begins. */
function pairOf(line: string): Pair {
  const text = plainText(line);
  const column = /^(.*?)\s([A-Z]{2} Column \d\.?)$/.exec(text);
  if (column) return { scope: column[1] ?? "", reach: column[2] ?? "" };
  const sentence = /^(.*?)\.\s((?:The Commerce Country Chart|A license is required)\b.*)$/s.exec(text);
  return sentence ? { scope: sentence[1] ?? "", reach: sentence[2] ?? "" } : { scope: text, reach: "" };
}

type ReadRow = { readonly fate: RowFate; readonly control: ControlRow | null };

function readRow({ scope: cell, reach: where }: Pair, eccn: string): ReadRow {
  const cite = `15 CFR 774 Supp. 1, ${eccn}, License Requirements`;
  const scope = readScope(cell, eccn);
  if (!scope) {
    if (cell === "" && /^Note\b/.test(where)) return { fate: "note", control: null };
    return { fate: "needs-review", control: toControl({ reason: "XX", words: true }, unread(eccn), cite) };
  }
  if (scope.reason === "sector") return { fate: "stands-elsewhere", control: null };
  const reach = readReach(where, scope.reason, eccn) ?? proseReach(scope.reason, `${cell}. ${where}`);
  if (!reach) return { fate: "needs-review", control: toControl({ ...scope, words: true }, unread(eccn), cite) };
  const control = toControl(scope, reach, cite);
  if (scope.words) return { fate: "in-words", control };
  return { fate: reach.prose?.kind === "section" ? "section" : "read", control };
}

type Reach = NonNullable<ReturnType<typeof readReach>>;

const unread = (eccn: string): Reach => ({
  column: null,
  prose: { kind: "section", section: `15 CFR 774 Supp. 1, ${eccn}` },
});

/** Controls outside the chart that stand in sentences: 742.18 (CW) and the anti-terrorism controls of E:1. */
function proseReach(reason: string, text: string): Reach | null {
  if (reason === "CW")
    return { column: null, prose: { kind: "section", section: "15 CFR 742.18" }, cite: "15 CFR 742.18" };
  const group = /to a country in Country Group (E:1)\b/.exec(text)?.[1];
  return reason === "AT" && group !== undefined ? { column: null, prose: { kind: "groups", in: [group] } } : null;
}

function toControl(scope: RowScope, reach: Reach, cite: string): ControlRow {
  const paragraphs = scope.paths ?? reach.paths;
  const except = [...new Set([...(scope.except ?? []), ...(reach.except ?? [])])];
  return {
    reason: scope.reason,
    column: reach.column,
    scope: scopeWords(scope),
    ...(paragraphs ? { paragraphs: [...paragraphs] } : {}),
    ...(except.length > 0 ? { except } : {}),
    ...(scope.of ? { of: [...scope.of] } : {}),
    ...(scope.sameReason ? { "same-reason": true as const } : {}),
    ...(scope.words ? { words: true as const } : {}),
    ...(reach.prose ? { prose: reach.prose } : {}),
    cite: reach.cite ?? cite,
  };
}

/** Our words for the scope: codes only, never the sentence of the table. */
function scopeWords({ paths, except, of, words }: RowScope): string {
  if (words) return "items that the row of the official table describes in words";
  if (of) return "software or technology for listed items";
  if (paths) return "paragraphs named in the row";
  return except ? "entire entry with exceptions" : "entire entry";
}

function exceptionsOf(entry: OfficialEntry): readonly ExceptionRow[] {
  const { eccn } = entry;
  const listed = Object.entries(entry.exceptions).flatMap(([symbol, statement]) =>
    isSymbol(symbol)
      ? readException(symbol, statement, eccn).map((row) => ({
          ...row,
          cite: `15 CFR 774 Supp. 1, ${eccn}, ${symbol}`,
        }))
      : [],
  );
  const sta = entry.sta === null ? [] : readSta(entry.sta, eccn);
  return [...listed, ...sta.map((row) => ({ ...row, cite: `15 CFR 774 Supp. 1, ${eccn}, STA` }))];
}

const isSymbol = (symbol: string): symbol is ExceptionRow["symbol"] => SYMBOLS.has(symbol);
