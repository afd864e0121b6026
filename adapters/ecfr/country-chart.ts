import { CHART_COLUMNS } from "../../core/rulebook/destination-rules.ts";
import type { OfficialChart } from "../../core/rulebook/editions/rule-part.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import type { KnownPlaces } from "./country-places.ts";
import { readFootnotes } from "./footnotes.ts";
import { lineOfRow, rowsOf, type Row } from "./table-rows.ts";
import { elementsOf, type XmlElement, type XmlNode } from "./xml.ts";

type Column = (typeof CHART_COLUMNS)[number];
type Source = { readonly text: string; readonly document: readonly XmlNode[] };

const LABEL = /^(CB|NP|NS|MT|RS|FC|CC|AT)(?: Column)? ?([123])$/;
/** Heads over the columns: words without a figure, or figures of footnotes. */
const TITLE = /^[^0-9]*$/;

/**
 * Reads Supplement No. 1 to part 738. A closed grammar: sixteen columns by their labels, each row a name with the numbers
 * of its footnotes and sixteen cells that are marked or empty, or a name and one sentence that sends to part 746. Throws
 * EcfrFault with the line for anything else: nothing is guessed, and a cell that cannot be read is never an empty one.
 */
export function readCountryChart(supplement: XmlElement, source: Source, places?: KnownPlaces): OfficialChart {
  const tables = elementsOf([supplement], "TABLE").map(rowsOf);
  const columns = columnsOf(
    tables.flatMap(({ heads }) => heads),
    source,
  );
  const rows = tables.flatMap((table) => table.rows).map((row) => ({ row, read: readRow(row, columns, source) }));
  const { footnotes, lines } = readFootnotes(supplement);
  const known = new Set(footnotes.map(({ number }) => number));
  for (const { row, read } of rows) {
    const stray = read.notes.find((number) => !known.has(number));
    if (stray !== undefined)
      throw new EcfrFault("chart-row", {
        line: lineOfRow(source.text, source.document, row),
        place: read.name,
        footnote: stray,
      });
  }
  if (places) assertPlaces(rows, places, source);
  return { columns: [...columns], rows: rows.map(({ read }) => read), footnotes: [...footnotes], lines: [...lines] };
}

/** The one order of columns that the heads give; heads that repeat on every page say the same. */
function columnsOf(heads: readonly Row[], source: Source): readonly Column[] {
  const orders = heads.flatMap((row): readonly (readonly Column[])[] => {
    const labels = row.cells.map(({ text }) => text).filter((text) => text !== "" && !TITLE.test(text));
    if (labels.length === 0) return [];
    return [labels.map((label) => toColumn(label) ?? unknownHead(label, row, source))];
  });
  const [columns = []] = orders;
  const lost = CHART_COLUMNS.filter((column) => !columns.includes(column));
  const other = orders.some((order) => order.join() !== columns.join());
  if (lost.length > 0 || columns.length !== CHART_COLUMNS.length || other)
    throw new EcfrFault("chart-heading", { is: columns.length, expected: CHART_COLUMNS.length, lost: lost.join(", ") });
  return columns;
}

function toColumn(label: string): Column | null {
  const [, reason = "", number = ""] = LABEL.exec(label) ?? [];
  return CHART_COLUMNS.find((column) => column === `${reason}${number}`) ?? null;
}

function unknownHead(label: string, row: Row, { text, document }: Source): never {
  throw new EcfrFault("chart-heading", { line: lineOfRow(text, document, row), unknown: label });
}

function readRow(row: Row, columns: readonly Column[], { text, document }: Source): OfficialChart["rows"][number] {
  const [head, ...cells] = row.cells;
  const name = head?.text ?? "";
  const refuse = (params: Readonly<Record<string, string | number>>): never => {
    throw new EcfrFault("chart-row", { line: lineOfRow(text, document, row), place: name, ...params });
  };
  if (!head || name === "") return refuse({ says: "a row without a name" });
  const notes = [...head.notes, ...cells.flatMap((cell) => cell.notes)];
  const [sentence] = cells;
  if (cells.length === 1 && sentence && sentence.span > 1) {
    const pointer = /\b74[26]\b/.test(sentence.text) && /^See /i.test(sentence.text);
    return pointer ? { name, notes, marks: [], pointer: sentence.text } : refuse({ says: sentence.text.slice(0, 80) });
  }
  if (cells.length !== columns.length || cells.some(({ span }) => span !== 1))
    return refuse({ is: cells.length, expected: columns.length });
  const marks = columns.filter((column, at) => {
    const mark = cells[at]?.text ?? "";
    if (mark !== "" && !/^X$/i.test(mark)) refuse({ column, mark: mark.slice(0, 40) });
    return mark !== "";
  });
  if (marks.length === 0) return refuse({ says: "an empty row that sends nowhere" });
  return { name, notes, marks, pointer: null };
}

/** Every name is one the rulebook knows, each place once, every place of the edition before, no column emptied. */
function assertPlaces(
  rows: readonly { readonly row: Row; readonly read: OfficialChart["rows"][number] }[],
  { codeOf, charted, marked }: KnownPlaces,
  { text, document }: Source,
): void {
  const held = new Map<string, string>();
  for (const { row, read } of rows) {
    const code = codeOf(read.name);
    const line = lineOfRow(text, document, row);
    if (code === null) throw new EcfrFault("place-unknown", { line, place: read.name });
    if (held.has(code)) throw new EcfrFault("place-twice", { line, place: read.name, also: held.get(code) ?? "" });
    held.set(code, read.name);
  }
  const lost = charted.filter((code) => !held.has(code));
  if (lost.length > 0)
    throw new EcfrFault("places-missing", { is: held.size, expected: charted.length, lost: lost.join(", ") });
  const emptied = marked.filter((column) => !rows.some(({ read }) => read.marks.some((mark) => mark === column)));
  if (emptied.length > 0) throw new EcfrFault("column-empty", { columns: emptied.join(", ") });
}
