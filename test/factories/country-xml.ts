import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/**
 * The Country Chart and the Country Groups in the form of the official eCFR XML, as its guide and the other supplements
 * show that form: no official file of these two was at hand, so that what reads these has met none.
 */
export type ChartRow = {
  readonly name: string;
  readonly marks: readonly string[];
  readonly notes?: readonly number[];
  /** The sentence of an embargoed row. */
  readonly pointer?: string;
};
export type ChartDocument = {
  readonly columns: readonly string[];
  readonly rows: readonly ChartRow[];
  readonly footnotes: Readonly<Record<string, string>>;
};
export type GroupsDocument = Readonly<Record<string, readonly string[]>>;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const raised = (notes: readonly number[] = []): string => (notes.length > 0 ? ` <sup>${notes.join(" ")}</sup>` : "");
const td = (text: string): string => `<TD class="center border-right-single">${text}</TD>`;
const th = (text: string, more = ""): string => `<TH class="center border-top-single"${more}>${text}</TH>`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  `<DIV width="100%"><DIV class="gpotbl_div">\n<TABLE border="1" class="gpo_table" width="100%">\n<THEAD>\n${head.map((row) => `<TR>\n${row}\n</TR>`).join("\n")}\n</THEAD>\n<TBODY>\n${rows.map((row) => `<TR>\n${row}\n</TR>`).join("\n")}\n</TBODY>\n</TABLE>\n</DIV></DIV>`;
const foot = (footnotes: Readonly<Record<string, string>>): string =>
  `<DIV class="table_foot">\n${Object.entries(footnotes)
    .map(([number, text]) => `<P class="gpotbl_note"><sup>${number}</sup> ${escaped(text)}</P>`)
    .join("\n")}\n</DIV>`;
const supplement = (part: string, title: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<DIV9 N="Supplement No. 1 to Part ${part}" TYPE="APPENDIX">\n<HEAD>Supplement No. 1 to Part ${part}—${title}</HEAD>\n${body}\n</DIV9>\n`;

/** `CB1` and `CB 1` are the same label. */
const label = (column: string): string => column.replace(/^([A-Z]{2}) ?(\d)$/, "$1<br/>$2");

export function toChartXml({ columns, rows, footnotes }: ChartDocument): string {
  const reasons = [...Map.groupBy(columns, (column) => column.slice(0, 2))];
  const head = [
    th("Countries", ' rowspan="2"') +
      reasons.map(([reason, held]) => th(`Reason ${reason}`, ` colspan="${held.length}"`)).join("\n"),
    columns.map((column) => th(label(column))).join("\n"),
  ];
  const body = rows.map(({ name, marks, notes, pointer }) =>
    pointer === undefined
      ? [td(escaped(name) + raised(notes)), ...columns.map((column) => td(marks.includes(column) ? "X" : " "))].join(
          "\n",
        )
      : `${td(escaped(name) + raised(notes))}\n<TD class="left" colspan="${columns.length}">${escaped(pointer)}</TD>`,
  );
  return supplement(
    "738",
    "Commerce Country Chart",
    `<P>[Reason for control]</P>\n${table(head, body)}\n${foot(footnotes)}`,
  );
}

export function toGroupsXml(groups: GroupsDocument, footnotes: Readonly<Record<string, string>> = {}): string {
  const block = (letter: string): string => {
    const own = Object.keys(groups).filter((group) => group.startsWith(`${letter}:`));
    const names = [...new Set(own.flatMap((group) => groups[group] ?? []))].toSorted();
    const rows = names.map((name) =>
      [td(escaped(name)), ...own.map((group) => td(groups[group]?.includes(name) ? "X" : ""))].join("\n"),
    );
    return `<HD1>Country Group ${letter}</HD1>\n${table([[th("Country"), ...own.map((group) => th(`[${group}]<br/>Group ${letter} title`))].join("\n")], rows)}`;
  };
  const listed = `<HD1>Country Group B</HD1>\n${table(
    [th("Country")],
    (groups["B"] ?? []).map((name) => td(escaped(name))),
  )}`;
  const body = [
    block("A"),
    listed,
    "<HD1>Country Group C</HD1>\n<P>[Reserved]</P>",
    block("D"),
    block("E"),
    foot(footnotes),
  ];
  return supplement("740", "Country Groups", body.join("\n"));
}

const POINTER = "See part 746 of the EAR.";
/** The chart of this rulebook as such a document: names and marks of ours, footnotes of made-up words. */
export function chartOf({ sections }: Rulebook): ChartDocument {
  const chart = sections.countryChart[0]!.data;
  const names = namesOf(sections);
  const rows = chart.rows.map(({ of, marks, notes, embargoed }): ChartRow => ({
    name: names.get(of) ?? of,
    marks,
    ...(notes ? { notes } : {}),
    ...(embargoed ? { pointer: POINTER } : {}),
  }));
  const used = [...new Set(rows.flatMap(({ notes = [] }) => notes))];
  return {
    columns: chart.columns,
    rows,
    footnotes: Object.fromEntries(used.map((number) => [String(number), `Made-up words of footnote ${number}.`])),
  };
}

export function groupsOf({ sections }: Rulebook): GroupsDocument {
  const names = namesOf(sections);
  return Object.fromEntries(
    sections.countryGroups[0]!.data.groups.map(({ group, members }) => [
      group,
      members.map((code) => names.get(code) ?? code),
    ]),
  );
}

const namesOf = (sections: Rulebook["sections"]): ReadonlyMap<string, string> =>
  new Map(sections.countries.flatMap(({ data }) => data.destinations.map(({ code, name }) => [code, name])));
