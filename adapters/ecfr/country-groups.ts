import type { OfficialGroups } from "../../core/rulebook/editions/rule-part.ts";
import type { KnownPlaces } from "./country-places.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { readFootnotes } from "./footnotes.ts";
import { lineOfRow, rowsOf, type Row } from "./table-rows.ts";
import { isElement, lineOf, type XmlElement, type XmlNode } from "./xml.ts";

type Source = { readonly text: string; readonly document: readonly XmlNode[] };
type Group = OfficialGroups["groups"][number];
type Placed = { readonly group: string; readonly name: string; readonly notes: readonly number[]; readonly row: Row };

const HEAD = /^\[([ABDE]:\d)\]\s*(.*)$/;
/** `Country Group B`, on a line of its own above its table or list. */
const LETTER = /^Country Group ([ABCDE])\b/i;

/**
 * Reads Supplement No. 1 to part 740. Groups A, D and E are tables with one column a group, named in brackets, and a mark
 * or nothing in each cell; Group B is a list of names under its heading; Group C is reserved. Throws EcfrFault with the
 * line for a column without a group, a cell that is neither marked nor empty, a name that no spelling of the rulebook is.
 */
export function readCountryGroups(supplement: XmlElement, source: Source, places?: KnownPlaces): OfficialGroups {
  const titles = new Map<string, string>();
  const placed: Placed[] = [];
  for (const { letter, table } of tablesOf(supplement)) {
    const { heads, rows } = rowsOf(table);
    const groups = heads.flatMap((row) => row.cells).flatMap((cell) => groupIn(cell.text));
    for (const { group, title } of groups) titles.set(group, title);
    if (groups.length === 0 && letter === "B") {
      titles.set("B", "Country Group B");
      placed.push(...rows.flatMap(listed));
    } else
      placed.push(
        ...rows.flatMap((row) =>
          marked(
            row,
            groups.map(({ group }) => group),
            source,
          ),
        ),
      );
  }
  const { footnotes, lines } = readFootnotes(supplement);
  const groups = [...titles].map(([group, title]): Group => ({
    group,
    title,
    members: placed.filter((one) => one.group === group).map(({ name, notes }) => ({ name, notes: [...notes] })),
  }));
  const empty = groups.filter(({ members }) => members.length === 0).map(({ group }) => group);
  if (groups.length === 0 || empty.length > 0) throw new EcfrFault("groups-missing", { lost: empty.join(", ") });
  if (places) assertPlaces(placed, groups, places, source);
  return { groups, footnotes: [...footnotes], lines: [...lines] };
}

/** Each table with the letter of the heading it stands under. */
function tablesOf(supplement: XmlElement): readonly { readonly letter: string | null; readonly table: XmlElement }[] {
  let letter: string | null = null;
  const found: { letter: string | null; table: XmlElement }[] = [];
  const walk = (node: XmlElement): void => {
    for (const child of node.children.filter(isElement)) {
      if (child.tag === "TABLE") found.push({ letter, table: child });
      else if (/^(?:HD\d|P|FP|FP-1|FP-2|CAPTION)$/.test(child.tag))
        letter = LETTER.exec(lineOf(child))?.[1]?.toUpperCase() ?? letter;
      else walk(child);
    }
  };
  walk(supplement);
  return found;
}

function groupIn(text: string): readonly { readonly group: string; readonly title: string }[] {
  const [, group, title = ""] = HEAD.exec(text) ?? [];
  return group === undefined ? [] : [{ group, title: title.trim() === "" ? group : title.trim() }];
}

const listed = (row: Row): readonly Placed[] =>
  row.cells.filter(({ text }) => text !== "").map(({ text, notes }) => ({ group: "B", name: text, notes, row }));

function marked(row: Row, groups: readonly string[], { text, document }: Source): readonly Placed[] {
  const [head, ...cells] = row.cells;
  const name = head?.text ?? "";
  const refuse = (params: Readonly<Record<string, string | number>>): never => {
    throw new EcfrFault("group-row", { line: lineOfRow(text, document, row), place: name, ...params });
  };
  if (groups.length === 0) return refuse({ says: "a table without a group in brackets" });
  if (!head || name === "") return refuse({ says: "a row without a name" });
  if (cells.length !== groups.length || cells.some(({ span }) => span !== 1))
    return refuse({ is: cells.length, expected: groups.length });
  return groups.flatMap((group, at): readonly Placed[] => {
    const cell = cells[at];
    const mark = cell?.text ?? "";
    if (mark === "") return [];
    if (!/^X$/i.test(mark)) return refuse({ group, mark: mark.slice(0, 40) });
    return [{ group, name, notes: [...head.notes, ...(cell?.notes ?? [])], row }];
  });
}

/** Every name is known, no group of the edition before is gone, and no place has left all of the groups. */
function assertPlaces(
  placed: readonly Placed[],
  groups: readonly Group[],
  { codeOf, grouped, groups: before }: KnownPlaces,
  { text, document }: Source,
): void {
  const held = new Set<string>();
  const seen = new Map<string, string>();
  for (const { group, name, row } of placed) {
    const line = lineOfRow(text, document, row);
    const code = codeOf(name);
    if (code === null) throw new EcfrFault("place-unknown", { line, place: name });
    const also = seen.get(`${group} ${code}`);
    if (also !== undefined) throw new EcfrFault("place-twice", { line, place: name, group, also });
    seen.set(`${group} ${code}`, name);
    held.add(code);
  }
  const gone = before.filter((group) => !groups.some((one) => one.group === group));
  if (gone.length > 0) throw new EcfrFault("groups-missing", { lost: gone.join(", ") });
  const lost = grouped.filter((code) => !held.has(code));
  if (lost.length > 0)
    throw new EcfrFault("places-missing", { is: held.size, expected: grouped.length, lost: lost.join(", ") });
}
