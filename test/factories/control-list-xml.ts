import { readBundle } from "../../bot/rulebook-source.ts";
import { openRulebook } from "../../core/rulebook/rulebook.ts";

type Row = readonly [scope: string, reach: string];
export type MadeUpEntry = {
  readonly eccn: string;
  readonly heading: string;
  readonly rows: readonly Row[];
  /** Further lines under the license requirements. */
  readonly sentences?: readonly string[];
  readonly note?: string;
  readonly items: readonly string[];
};

const AT: Row = ["AT applies to entire entry", "AT Column 1."];
/** Rows that every edition has, for the importer's sentinels. */
const KNOWN: Readonly<Record<string, Partial<MadeUpEntry>>> = {
  "0A501": {
    rows: [["FC applies to entire entry except 0A501.y", "FC Column 1."], AT],
    note: "This note only explains something.",
  },
  "1C350": { rows: [["CB applies to entire entry", "CB Column 2."]], sentences: ["CW applies to 1C350.b and .c."] },
  "2B350": { rows: [["CB applies to entire entry", "CB Column 2."], AT] },
  "3A001": { rows: [["NS applies to entire entry", "NS Column 2."], AT] },
  "5A002": {
    rows: [
      ["NS applies to entire entry", "NS Column 1."],
      AT,
      ["EI applies to entire entry", "Refer to § 742.15 of the EAR."],
    ],
  },
  "7A103": { rows: [["MT applies to entire entry", "MT Column 1."], AT] },
  "9A610": { rows: [["RS applies to 9A610.y", "China, Russia, or Venezuela (see § 742.6(a)(7))"], AT] },
};

/** The headings of this rulebook as a control list with words of our own: nothing of it is any law. */
export function madeUpList(): readonly MadeUpEntry[] {
  const { sections } = openRulebook(readBundle());
  const list = sections.headings[0]?.data;
  const codes = list?.headings.flatMap((row) => row.codes) ?? [];
  return codes.map((eccn) => ({
    eccn,
    heading: `Made-up things of heading ${eccn}`,
    rows: list?.pointers[eccn] ? [] : [AT],
    items: ["a. First made-up thing;", "a.1. A smaller one; or", "b. Second made-up thing."],
    ...KNOWN[eccn],
  }));
}

const cell = (text: string): string => `<TD>${text}</TD>`;

function entryXml({ eccn, heading, rows, sentences = [], note, items }: MadeUpEntry): string {
  const table =
    rows.length === 0
      ? ""
      : `<DIV><DIV><TABLE><THEAD><TR><TH>Control(s)</TH><TH>Country Chart</TH></TR></THEAD><TBODY>${rows
          .map(([scope, reach]) => `<TR>${cell(scope)}${cell(reach)}</TR>`)
          .join("")}</TBODY></TABLE></DIV></DIV>`;
  return [
    `<FP-2><B>${eccn} ${heading}</B></FP-2>`,
    `<FP-1><E T="04">License Requirements</E></FP-1>`,
    `<FP-1><I>Reason for Control:</I> AT</FP-1>`,
    table,
    ...sentences.map((text) => `<P>${text}</P>`),
    note === undefined ? "" : `<NOTE><HED>License Requirement Note:</HED><P>${note}</P></NOTE>`,
    `<FP-1><E T="04">List of Items Controlled</E></FP-1>`,
    `<FP><I>Items:</I></FP>`,
    ...items.map((text) => `<P>${text}</P>`),
  ].join("\n");
}

/** As the versioner writes it. */
export const toListXml = (entries: readonly MadeUpEntry[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<DIV9 N="Supplement No. 1 to Part 774" TYPE="APPENDIX">\n<HEAD>Supplement No. 1 to Part 774—The Commerce Control List</HEAD>\n<HD1>Category 0—Made up</HD1>\n${entries.map(entryXml).join("\n")}\n</DIV9>\n`;

/** The list with some entries other than they were. */
export const withEntry = (
  entries: readonly MadeUpEntry[],
  eccn: string,
  change: (entry: MadeUpEntry) => MadeUpEntry,
): readonly MadeUpEntry[] => entries.map((entry) => (entry.eccn === eccn ? change(entry) : entry));
