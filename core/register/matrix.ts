import { columnsOf, type ColumnRole } from "./matrix-columns.ts";
import { DETERMINATION_KINDS, type DeterminationKind } from "./filed.ts";
import { partKey, type ItemIdentity } from "./identity.ts";
import type { Jurisdiction } from "../classification/classification.ts";
import { toLawDate, type LawDate } from "../dates.ts";
import type { SourceText } from "../item/document.ts";
import { parseItemCode } from "../licensing/item-code.ts";
import { Refusal } from "../refusal.ts";

/** Why a line is not taken. Words for each stand in bot/words/items.ts. */
export type MatrixFaultCode =
  | "no-header"
  | "no-part-number"
  | "no-code"
  | "unknown-eccn"
  | "bad-paragraph"
  | "bad-jurisdiction"
  | "against-jurisdiction"
  | "unknown-kind"
  | "bad-date"
  | "future-date"
  | "two-codes"
  | "other-code-on-file"
  | "name-of-another";
export type MatrixFault = {
  readonly line: number;
  readonly code: MatrixFaultCode;
  /** What was read there, or what it conflicts with. */
  readonly value: string;
  /** Another line of the file that it concerns. */
  readonly other: number | null;
};

export type MatrixRow = {
  readonly line: number;
  readonly sheet: string | null;
  readonly item: ItemIdentity;
  readonly aliases: readonly ItemIdentity[];
  readonly kind: DeterminationKind;
  readonly jurisdiction: Jurisdiction | null;
  readonly eccn: string | null;
  readonly paragraph: string | null;
  /** Null: the file names no day. */
  readonly date: LawDate | null;
  readonly approver: string | null;
  readonly reference: string | null;
  readonly notes: string | null;
  readonly reviewBy: LawDate | null;
};
export type Matrix = {
  readonly rows: readonly MatrixRow[];
  readonly faults: readonly MatrixFault[];
  /** Header of each role that was recognised. */
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  readonly unused: readonly string[];
};

/** What a row is judged by beside itself. */
export type MatrixRules = {
  /** Codes of the Commerce Control List that the rulebook's edition has. */
  readonly isHeading: (eccn: string) => boolean;
  readonly today: LawDate;
};

const HEADER_WITHIN = 12;

/**
 * Reads a company's matrix from a table's text: one row a line, cells divided by tabs, the header among the first lines
 * of each sheet. Each line is read whole or named with what is wrong with it; nothing is guessed. Lines count from 1.
 */
export function readMatrix(source: SourceText, rules: MatrixRules): Matrix {
  const rows: MatrixRow[] = [];
  const faults: MatrixFault[] = [];
  const columns: Partial<Record<ColumnRole, string>> = {};
  const unused = new Set<string>();
  for (const page of source.pages) {
    const lines = page.text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
    const at = lines.slice(0, HEADER_WITHIN).findIndex((cells) => columnsOf(cells) !== null);
    const header = lines[at];
    const found = header ? columnsOf(header) : null;
    if (!header || !found) continue;
    for (const [role, index] of found.roles) columns[role] ??= header[index] ?? "";
    for (const name of found.unused) unused.add(name);
    for (const [index, cells] of lines.entries()) {
      if (index <= at || cells.every((cell) => cell === "")) continue;
      const cell = (role: ColumnRole): string => cells[found.roles.get(role) ?? -1] ?? "";
      const read = readRow(cell, { line: index + 1, sheet: page.title ?? null, rules });
      if ("code" in read) faults.push(read);
      else rows.push(read);
    }
  }
  if (Object.keys(columns).length === 0) faults.push({ line: 1, code: "no-header", value: "", other: null });
  return { rows, faults, columns, unused: [...unused] };
}

type At = { readonly line: number; readonly sheet: string | null; readonly rules: MatrixRules };
type Cell = (role: ColumnRole) => string;

class BadCell extends Error {
  readonly code: MatrixFaultCode;
  readonly value: string;
  constructor(code: MatrixFaultCode, value: string) {
    super(code);
    this.code = code;
    this.value = value;
  }
}

function readRow(cell: Cell, at: At): MatrixRow | MatrixFault {
  try {
    return rowOf(cell, at);
  } catch (error) {
    if (!(error instanceof BadCell)) throw error;
    return { line: at.line, code: error.code, value: error.value.slice(0, 80), other: null };
  }
}

const orNull = (text: string): string | null => (text === "" ? null : text.slice(0, 500));

function rowOf(cell: Cell, { line, sheet, rules }: At): MatrixRow {
  const partNumber = cell("part");
  if (partKey(partNumber) === "") throw new BadCell("no-part-number", partNumber);
  const kind = kindOf(cell("kind"));
  const code = codeOf(cell("code"), cell("paragraph"), rules);
  const said = jurisdictionOf(cell("jurisdiction"));
  const derived = code === null ? null : code.eccn.startsWith("USML") ? ("ITAR" as const) : ("EAR" as const);
  if (code === null && said === null) throw new BadCell("no-code", cell("code"));
  if (said !== null && derived !== null && said !== derived && (said === "EAR" || said === "ITAR"))
    throw new BadCell("against-jurisdiction", `${said}, ${code?.eccn ?? ""}`);
  // A ruling on the ECCN is no proof of jurisdiction; without a code only a ruling on jurisdiction says anything.
  const jurisdiction = kind === "CCATS" ? null : (said ?? derived);
  if (code === null && kind !== "CJ") throw new BadCell("no-code", cell("code"));
  const item = { maker: orNull(cell("maker")), partNumber, revision: orNull(cell("revision")) };
  const names = cell("alias")
    .split(/[;,|]/)
    .filter((name) => partKey(name) !== "");
  return {
    line,
    sheet,
    item,
    aliases: names.map((name) => ({ ...item, partNumber: name.trim() })),
    kind,
    jurisdiction,
    eccn: code?.eccn ?? null,
    paragraph: code?.paragraph ?? null,
    date: dateOf(cell("date"), rules.today),
    approver: orNull(cell("approver")),
    reference: orNull(cell("reference")),
    notes: orNull(cell("notes")),
    reviewBy: dateOf(cell("reviewBy"), null),
  };
}

/** `3A001.a.5.a.4`, `3A001` with `a.5.a.4` beside it, `EAR99`, `USML XI(c)`, `XI(c)`. Null: an empty cell, or `ITAR`. */
function codeOf(
  text: string,
  beside: string,
  { isHeading }: MatrixRules,
): { readonly eccn: string; readonly paragraph: string | null } | null {
  const code = text.trim().replace(/^ECCN\s*:?\s*/iu, "");
  if (code === "" || /^(?:ITAR|EAR)$/iu.test(code)) return null;
  if (/^EAR[ -]?99$/iu.test(code)) return { eccn: "EAR99", paragraph: null };
  const [, category, tail = ""] =
    /^(?:USML\s*)?(?:cat(?:egory|\.)?\s*)?((?:X{0,2})(?:IX|IV|V?I{0,3}))\s*(\(.*\))?\s*$/iu.exec(code) ?? [];
  if (category) {
    const roman = category.toUpperCase();
    const paragraph = tail || beside.replace(new RegExp(`^${roman}(?=\\()`, "iu"), "");
    return parsed(`USML ${roman}`, paragraph === "" ? undefined : `${roman}${paragraph.replace(/\s+/g, "")}`, code);
  }
  const [, eccn = "", path = ""] = /^(\d[A-E]\d{3})\s*[.,-]?\s*(.*)$/iu.exec(code) ?? [];
  if (eccn === "" || !isHeading(eccn.toUpperCase())) throw new BadCell("unknown-eccn", text);
  return parsed(eccn, path || beside || undefined, code);
}

function parsed(eccn: string, paragraph: string | undefined, text: string) {
  try {
    const code = parseItemCode(eccn, paragraph);
    return { eccn: code.eccn, paragraph: code.list === "ear99" ? null : code.paragraph };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new BadCell(error.params["what"] === "paragraph" ? "bad-paragraph" : "unknown-eccn", text);
  }
}

const JURISDICTIONS: ReadonlyMap<string, Jurisdiction> = new Map([
  ["ear", "EAR"],
  ["bis", "EAR"],
  ["commerce", "EAR"],
  ["itar", "ITAR"],
  ["ddtc", "ITAR"],
  ["state", "ITAR"],
  ["nrc", "NRC"],
  ["doe", "DOE"],
]);
function jurisdictionOf(text: string): Jurisdiction | null {
  if (text === "") return null;
  const found = JURISDICTIONS.get(text.toLowerCase().replace(/^us\s+/u, ""));
  if (!found) throw new BadCell("bad-jurisdiction", text);
  return found;
}

const KIND_WORDS: readonly (readonly [DeterminationKind, RegExp])[] = [
  ["CJ", /^(?:cj|commodity jurisdiction.*)$/iu],
  ["CCATS", /^(?:ccats|snap-?r|bis (?:ruling|classification)|.*\(ccats\))$/iu],
  ["own", /^(?:own.*|internal|self.*|company|in-?house|engineering)$/iu],
  ["supplier", /^(?:supplier.*|manufacturer.*|vendor.*|maker.*|oem.*)$/iu],
  ["distributor", /^(?:distributor.*|reseller.*|dealer.*)$/iu],
];
/** A matrix is the company's own record where a line says nothing else. */
function kindOf(text: string): DeterminationKind {
  if (text === "") return "own";
  const exact = DETERMINATION_KINDS.find((kind) => kind.toLowerCase() === text.toLowerCase());
  const kind = exact ?? KIND_WORDS.find(([, words]) => words.test(text))?.[0];
  if (!kind) throw new BadCell("unknown-kind", text);
  return kind;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (text: string): string => text.padStart(2, "0");

/** `2026-03-01`, `1.3.2026`, `1 Mar 2026`, and `13/03/2026` where only one reading is a date. `until`: not later. */
function dateOf(text: string, until: LawDate | null): LawDate | null {
  if (text === "") return null;
  const date = readDate(text.trim());
  if (date === null) throw new BadCell("bad-date", text);
  if (until !== null && date > until) throw new BadCell("future-date", text);
  return date;
}

function readDate(text: string): LawDate | null {
  const [, iso] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/u.exec(text) ?? [];
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/u.exec(text) ?? [];
  const [, day2 = "", name = "", year2 = ""] = /^(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4})$/u.exec(text) ?? [];
  const [, first = "", second = "", year3 = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text) ?? [];
  const named = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (iso) return real(iso);
  if (year) return real(`${year}-${two(month)}-${two(day)}`);
  if (year2 && named > 0) return real(`${year2}-${two(String(named))}-${two(day2)}`);
  if (!year3) return null;
  const readings = [real(`${year3}-${two(first)}-${two(second)}`), real(`${year3}-${two(second)}-${two(first)}`)];
  const dates = new Set(readings.filter((one) => one !== null));
  const [only, ...more] = dates;
  return only && more.length === 0 ? only : null;
}

function real(text: string): LawDate | null {
  try {
    return toLawDate(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
