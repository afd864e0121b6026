import { placeOf } from "../../licensing/place-names.ts";
import type { z } from "zod";
import type { countryChartSchema, countryGroupsSchema } from "../destination-rules.ts";
import type { Rulebook } from "../rulebook.ts";
import { RulebookFault } from "../sections.ts";
import type { OfficialChart, OfficialGroups, RulePart } from "./rule-part.ts";
import { printOfText } from "./text-prints.ts";

type Chart = z.infer<typeof countryChartSchema>;
type Groups = z.infer<typeof countryGroupsSchema>;
type Dated = Pick<RulePart, "part" | "cite" | "title" | "date">;

const sourceOf = ({ part, cite, title, date }: Dated, name: string) => ({
  id: `text/${part}/${name}`,
  from: date,
  source: { cite, title, edition: date },
  basis: "text" as const,
  checked: "none" as const,
});

/** The imported Country Chart in the place of ours. Throws RulebookFault for a place whose name is not in the table of names. */
export function chartFile(data: Dated, { columns, rows, footnotes }: OfficialChart, rulebook: Rulebook): Chart {
  const changed = changedNotes(footnotes, rulebook);
  return {
    ...sourceOf(data, "chart"),
    columns,
    rows: rows.map(({ name, notes, marks, pointer }) => ({
      of: codeOf(data, name, rulebook),
      marks,
      ...(notes.length > 0 ? { notes } : {}),
      ...(pointer === null ? {} : { embargoed: true as const }),
    })),
    ...(changed.length > 0 ? { "notes-changed": [...changed] } : {}),
  };
}

/** The imported Country Groups in the place of ours; titles stay ours where the group is known. */
export function groupsFile(data: Dated, { groups }: OfficialGroups, rulebook: Rulebook): Groups {
  const ours = new Map(
    rulebook.sections.countryGroups.flatMap((file) => file.data.groups.map(({ group, title }) => [group, title])),
  );
  return {
    ...sourceOf(data, "groups"),
    groups: groups.map(({ group, title, members }) => ({
      group,
      title: ours.get(group) ?? title.slice(0, 400),
      members: [...new Set(members.map(({ name }) => codeOf(data, name, rulebook)))].toSorted(),
    })),
  };
}

function codeOf({ part }: Dated, name: string, rulebook: Rulebook): string {
  const code = placeOf(name, rulebook);
  if (code === null) throw new RulebookFault(`text/${part}`, name, "no place of this name is in us-ear/countries.yaml");
  return code;
}

/** Footnotes make requirements that no mark shows, and ours are read by their number: another text is another footnote. */
function changedNotes(footnotes: OfficialChart["footnotes"], { sections }: Rulebook): readonly number[] {
  const prints: Readonly<Record<string, string>> = Object.assign(
    {},
    ...sections.countryChart.map(({ data }) => data["note-prints"] ?? {}),
  );
  const held = new Map(footnotes.map(({ number, text }) => [String(number), printOfText(text)]));
  const numbers = [...new Set([...held.keys(), ...Object.keys(prints)])];
  return numbers
    .filter((number) => held.get(number) !== prints[number])
    .map(Number)
    .toSorted((a, b) => a - b);
}
