import type { Provision } from "./diff-editions.ts";
import { toProvision } from "./entry-provision.ts";
import type { OfficialEntry } from "../official-entry.ts";
import type { OfficialChart, OfficialGroups } from "./rule-part.ts";

type Read = {
  readonly entries?: readonly OfficialEntry[] | undefined;
  readonly around?: readonly { readonly key: string; readonly lines: readonly string[] }[] | undefined;
  readonly provisions?: readonly Provision[] | undefined;
  readonly chart?: OfficialChart | undefined;
  readonly groups?: OfficialGroups | undefined;
};

/** Any part as it is compared: entries, sections, places of the chart with their marks, groups with their members. */
export function provisionsOfPart({ entries, around = [], provisions, chart, groups }: Read): readonly Provision[] {
  if (entries)
    return [
      ...entries.map(toProvision),
      ...around.map(({ key, lines }): Provision => ({ key, parts: { text: lines } })),
    ];
  const footnotes = (chart ?? groups)?.footnotes ?? [];
  const noted = footnotes.map(({ number, text }): Provision => ({
    key: `footnote ${number}`,
    parts: { text: [text] },
  }));
  if (chart)
    return [
      ...chart.rows.map(({ name, marks, notes, pointer }): Provision => ({
        key: name,
        parts: { marks: pointer === null ? [...marks] : [pointer], notes: notes.map(String) },
      })),
      ...noted,
    ];
  if (groups)
    return [
      ...groups.groups.map(({ group, members }): Provision => ({
        key: `Country Group ${group}`,
        parts: { members: members.map(({ name }) => name) },
      })),
      ...noted,
    ];
  return provisions ?? [];
}
