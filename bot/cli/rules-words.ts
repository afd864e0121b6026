import type { Chosen } from "../../core/rulebook/editions/choose-texts.ts";
import type { TextChange } from "../../core/rulebook/editions/imports-schema.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import type { ImportedPart } from "../rules/imported-parts.ts";

const WHY: Readonly<Record<Chosen<ImportedPart>["why"], string>> = {
  newest: "the newest held",
  "newer-held": "a newer edition is held",
  "older-than-rules": "the rules that ship were written from a later text",
};
const DATED: Readonly<Record<string, string>> = {
  file: "",
  name: ", by the file's name",
  given: ", as said with --date",
  "same-text": ", the very text that the rules that ship were written from",
};
const COUNTS: Readonly<Record<string, string>> = {
  headings: "headings",
  rows: "rows",
  prose: "controls in sentences",
  notes: "requirement notes",
  reports: "lines on reports",
  between: "lines between the entries",
  needsReview: "for a person to read",
  provisions: "sections and supplements",
  places: "places",
  marks: "marks",
  groups: "groups",
  members: "members",
  footnotes: "footnotes",
  lines: "lines",
};

export const importRow = ({ edition, use, why }: Chosen<ImportedPart>): Readonly<Record<string, unknown>> => ({
  part: edition.part,
  title: edition.title,
  date: edition.date,
  basis: "text",
  hash: edition.hash,
  file: edition.file,
  source: edition.source,
  counts: edition.counts,
  use,
  why: WHY[why],
});

export function importLine({ edition, use, why }: Chosen<ImportedPart>): string {
  const counts = Object.entries(edition.counts).map(([what, count]) => `${count} ${COUNTS[what] ?? what}`);
  return `${edition.part}  ${edition.date}${DATED[edition.dated] ?? ""}  ${counts.join(", ")}  ${edition.hash.slice(0, 12)}  ${use}: ${WHY[why]}`;
}

const WHAT: Readonly<Record<TextChange["what"], string>> = {
  controlled:
    "what they control reads otherwise than when their tests were written: a person reads them, and they close nothing",
  required: "a requirement in words reads otherwise than when ours was written: a person reads them",
  rows: "rows in codes are others than in our summary: the text's rows are used",
  removed: "no longer in the list: a person decides",
  added: "new in the list, without tests of ours: an item that may fall under one is not covered",
};

/** What imported text says otherwise than our rules: entries of the control list, paragraphs of the Munitions List. */
export const changesIn = ({ textChanges, sections }: Rulebook): readonly TextChange[] => [
  ...[...textChanges.values()].flat(),
  ...sections.imports.flatMap(({ data }) =>
    (data.usml ?? []).map(({ paragraph, from, what }) => ({ eccn: paragraph, from, what })),
  ),
];

export const changeRows = (changes: readonly TextChange[]): readonly object[] =>
  [...Map.groupBy(changes, ({ what }) => what)].map(([what, list]) => ({
    changed: what,
    since: list[0]?.from ?? null,
    entries: list.map(({ eccn }) => eccn),
  }));

export const changeLine = (changes: readonly TextChange[]): readonly string[] =>
  [...Map.groupBy(changes, ({ what }) => what)].map(
    ([what, list]) => `${list.map(({ eccn }) => eccn).join(", ")}: ${WHAT[what]}`,
  );
