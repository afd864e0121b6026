import type { EntryBlock } from "./ccl-blocks.ts";
import type { EntryNote, OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { readItemTree } from "./item-tree.ts";
import { elementsOf, isElement, lineOf, type XmlElement } from "./xml.ts";

type Section = "head" | "requirements" | "reporting" | "exceptions" | "sta" | "items";
const SECTIONS: readonly (readonly [RegExp, Section])[] = [
  [/^License Requirements?$/i, "requirements"],
  [/^(?:Special )?Reporting Requirements?\b/i, "reporting"],
  [/^List[- ]Based License Exceptions?\b/i, "exceptions"],
  [/^Special Conditions for (?:License Exception )?STA\b/i, "sta"],
  [/^List of Items Controlled\b/i, "items"],
];
const SYMBOL = /^(LVS|GBS|TSR|APP|ENC|ACE|IEC|NAC\/ACA|HBM|AIA|ACM|LPP)\s*:\s*(.*)$/s;
const FIELD =
  /^(Reasons? for Control|Control\(s\)|ECCN Controls|Controls|STA|Related Controls?|Related Definitions?|Unit|Items)\s*:?\s*:\s*(.*)$/is;

/** A control that stands in a sentence of its own beside the table (1C350: CW, AT). */
const PROSE_CONTROL = /^(?:CW|AT|CB|SL|EI|NP|MT|NS|RS) applies to /;

/** … and a license requirement note that stands as a line, wherever it was put (1A006, 6A003, 9A004). */
const REQUIREMENT_NOTE = /^License Requirements? Notes?\b/i;

/** Reads the parts of one entry by the words of its labels, whatever element carries them. */
export function readEntry({ eccn, heading, blocks }: EntryBlock): OfficialEntry {
  const state = emptyState();
  for (const block of blocks) readBlock(block, state);
  const tables = blocks.flatMap((block) => elementsOf([block], "TABLE"));
  const licence = tables.filter(isLicenceTable);
  const [before, lines] = [state.lines.slice(0, state.itemsFrom), state.lines.slice(state.itemsFrom)];
  return {
    eccn,
    heading: heading.slice(eccn.length).trim(),
    reasonForControl: state.fields["reason"] ?? null,
    rows: licence.flatMap(rowsOf),
    otherTables: tables.filter((table) => !isLicenceTable(table)).map(rowsOf),
    exceptions: state.exceptions,
    sta: state.sta.length > 0 ? state.sta.join(" ") : null,
    reporting: state.reporting,
    prose: state.prose,
    related: state.fields["related"] ?? null,
    definitions: state.fields["definitions"] ?? null,
    items: [...before.map((text) => ({ path: null, text, joins: null })), ...readItemTree(eccn, lines)],
    notes: state.notes,
    reasonLines: state.reasons,
  };
}

type State = {
  section: Section;
  reasons: number;
  /** What an unlabelled line continues. */
  last: string | null;
  readonly fields: Record<string, string>;
  readonly exceptions: Record<string, string>;
  readonly sta: string[];
  readonly reporting: string[];
  readonly prose: string[];
  readonly lines: string[];
  /** Where "Items" begins: what stands before it belongs to the controls beside the entry (1A008, 1C240). */
  itemsFrom: number;
  readonly notes: EntryNote[];
};

const emptyState = (): State => ({
  section: "head",
  reasons: 0,
  last: null,
  fields: {},
  exceptions: {},
  sta: [],
  reporting: [],
  prose: [],
  lines: [],
  itemsFrom: 0,
  notes: [],
});

function readBlock(block: XmlElement, state: State): void {
  if (block.tag === "NOTE") {
    state.notes.push(toNote(block, state.lines.at(-1) ?? null));
    return;
  }
  if (block.tag === "DIV" || block.tag === "img") return;
  const text = lineOf(block);
  if (text === "" || startsSection(text, state)) return;
  const symbol = SYMBOL.exec(text);
  if (symbol && state.section !== "items") {
    state.exceptions[symbol[1] ?? ""] = symbol[2] ?? "";
    state.last = symbol[1] ?? null;
    return;
  }
  if (readField(text, state)) return;
  if (PROSE_CONTROL.test(text) || REQUIREMENT_NOTE.test(text)) {
    state.prose.push(text);
    state.last = null;
  } else if (state.section === "reporting") state.reporting.push(text);
  else if (state.section === "requirements" && !(block.tag === "FP-1" && state.last !== null)) state.prose.push(text);
  else if (block.tag === "P" && state.section !== "sta" && state.section !== "exceptions") state.lines.push(text);
  else continueField(text, state);
}

function startsSection(text: string, state: State): boolean {
  const found = SECTIONS.find(([words]) => words.test(text));
  if (!found) return false;
  [, state.section] = found;
  state.last = null;
  if (state.section === "reporting") state.reporting.push(text.replace(found[0], "").trim());
  return true;
}

function readField(text: string, state: State): boolean {
  const field = FIELD.exec(text);
  if (!field) return false;
  const label = (field[1] ?? "").toLowerCase();
  const rest = field[2] ?? "";
  state.last = null;
  if (label === "items") {
    state.section = "items";
    state.itemsFrom = state.lines.length;
    if (rest !== "") state.lines.push(rest);
  } else if (label === "sta") {
    state.section = "sta";
    state.sta.push(rest);
  } else {
    const name = label.startsWith("reason") ? "reason" : label.includes("definition") ? "definitions" : "related";
    if (name === "reason") state.reasons += 1;
    state.fields[name] = [state.fields[name], rest].filter(Boolean).join(" ");
    state.last = `field:${name}`;
  }
  return true;
}

function continueField(text: string, state: State): void {
  if (state.section === "sta") state.sta.push(text);
  else if (state.section === "reporting") state.reporting.push(text);
  else if (state.last?.startsWith("field:")) {
    const name = state.last.slice(6);
    state.fields[name] = `${state.fields[name] ?? ""} ${text}`;
  } else if (state.last !== null) state.exceptions[state.last] = `${state.exceptions[state.last] ?? ""}; ${text}`;
  else state.lines.push(text);
}

const toNote = (block: XmlElement, after: string | null): EntryNote => ({
  head: lineOf(elementsOf([block], "HED")[0] ?? ""),
  text: block.children
    .filter(isElement)
    .filter(({ tag }) => tag !== "HED")
    .map(lineOf)
    .filter((line) => line !== ""),
  after,
});

const isLicenceTable = (table: XmlElement): boolean =>
  /^Control(?:\(s\)|s)?\b/i.test(lineOf(elementsOf([table], "TH")[0] ?? ""));

const rowsOf = (table: XmlElement): readonly (readonly string[])[] =>
  elementsOf([table], "TR")
    .map((row) => elementsOf([row], "TD").map(lineOf))
    .filter((cells) => cells.length > 0);
