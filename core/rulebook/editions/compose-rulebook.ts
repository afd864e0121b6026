import { toLawDate } from "../../dates.ts";
import { canonicalText } from "../../evidence/canonical.ts";
import type { Hash } from "../../ids.ts";
import type { Json } from "../../json.ts";
import { chartFile, groupsFile } from "./chart-files.ts";
import { inForceOn } from "../in-force.ts";
import { toTable } from "../licence-table/table-entry.ts";
import type { LicenceTables } from "../licence-tables-schema.ts";
import { codesOf, joinRows, tablesOf } from "../licensed-entry.ts";
import { bundleSchema, openRulebook, type Rulebook } from "../rulebook.ts";
import type { SectionKey, Sections } from "../sections.ts";
import { structureAgainst } from "../second-source/structure-against.ts";
import { pointersOf } from "./pointers.ts";
import { CCL, READ, type RulePart } from "./rule-part.ts";
import { printOf, printsAround } from "./text-prints.ts";
import { standsUnder } from "./touches.ts";
import { USML_PART, usmlChanges } from "./usml-prints.ts";
import type { TextChange } from "./imports-schema.ts";

/** An imported part with the hash of its canonical JSON. */
export type HeldPart = { readonly hash: Hash; readonly data: RulePart };

/**
 * A rulebook edition: the built-in bundle with the imported text beside it. The control list's rows, exceptions and
 * headings, the Country Chart and the Country Groups stand in as codes with `basis: text`, each from its issue date; where its words differ from those our tests
 * were written from, the entry is named. Other parts are held. The same input gives the same text.
 */
export function composeRulebook(builtIn: string, parts: readonly HeldPart[]): string {
  const bundle = bundleSchema.parse(JSON.parse(builtIn));
  const rulebook = openRulebook(builtIn);
  const sorted = parts.toSorted((a, b) => (a.data.part < b.data.part ? -1 : 1));
  const lists = sorted.filter(({ data }) => data.part === CCL);
  const files: { section: SectionKey; file: string; data: unknown }[] = lists.flatMap(({ data }) => [
    { section: "licenceTables", file: `text/${data.part}/licence-tables`, data: tablesFile(data) },
    { section: "headings", file: `text/${data.part}/headings`, data: headingsFile(data, rulebook) },
  ]);
  for (const { data } of sorted) {
    if (data.chart)
      files.push({
        section: "countryChart",
        file: `text/${data.part}/chart`,
        data: chartFile(data, data.chart, rulebook),
      });
    if (data.groups)
      files.push({
        section: "countryGroups",
        file: `text/${data.part}/groups`,
        data: groupsFile(data, data.groups, rulebook),
      });
  }
  const imports: Sections["imports"][number]["data"] = {
    parts: sorted.map(({ hash, data: { part, title, date } }) => ({ part, title, date, hash, read: READ.has(part) })),
    changed: lists.flatMap(({ data }) => [...changesOf(data, rulebook)]),
    usml: sorted.flatMap(({ data }) => (data.part === USML_PART ? [...usmlChanges(data, rulebook.sections)] : [])),
  };
  const all = [...bundle.files, ...files, { section: "imports", file: "text/imports", data: imports }];
  return canonicalText(toJson({ format: 1, files: all }));
}

const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const sourceOf = ({ cite, title, date }: RulePart) => ({
  from: date,
  source: { cite, title, edition: date },
  basis: "text" as const,
  checked: "none" as const,
});

const tablesFile = (data: RulePart): LicenceTables => ({
  id: `text/${data.part}/licence-tables`,
  ...sourceOf(data),
  entries: (data.entries ?? []).map(toTable),
});

function headingsFile(data: RulePart, rulebook: Rulebook): unknown {
  const codes = (data.entries ?? []).map(({ eccn }) => eccn);
  const kinds = Map.groupBy(codes, (eccn) => eccn.slice(0, 2));
  return {
    id: `text/${data.part}/headings`,
    ...sourceOf(data),
    count: codes.length,
    headings: [...kinds].map(([kind, held]) => ({ category: kind.charAt(0), group: kind.charAt(1), codes: held })),
    pointers: pointersOf(data.entries ?? [], headingsOn(rulebook, data.date)?.pointers ?? {}),
  };
}

const headingsOn = ({ sections }: Rulebook, date: string) =>
  inForceOn(
    sections.headings.map(({ data }) => data),
    toLawDate(date),
  );

/** What the text says differently, entry by entry. Entries of a later edition of ours are not compared with an older text. */
function changesOf(data: RulePart, rulebook: Rulebook): readonly TextChange[] {
  const entries = new Map((data.entries ?? []).map((entry) => [entry.eccn, entry]));
  const known = new Set(headingsOn(rulebook, data.date)?.headings.flatMap(({ codes }) => codes) ?? []);
  const prints = inForceOn(
    rulebook.sections.textPrints.map((file) => file.data),
    toLawDate(data.date),
  );
  const texts = tablesOf([tablesFile(data)]);
  const over = new Set([...changedAround(data, prints?.around ?? {}), ...joinedOtherwise(data, rulebook)]);
  const change = (eccn: string, what: TextChange["what"]): TextChange => ({ eccn, from: data.date, what });
  return [...new Set([...known, ...entries.keys()])].toSorted().flatMap((eccn): readonly TextChange[] => {
    const entry = entries.get(eccn);
    if (!entry) return [change(eccn, "removed")];
    if (!known.has(eccn)) return [change(eccn, "added")];
    const own = rulebook.entries.get(eccn)?.findLast(({ from }) => from <= data.date);
    const text = texts.get(eccn)?.at(-1);
    const before = rulebook.tables.get(eccn)?.findLast(({ from }) => from <= data.date);
    const rows = codesOf(before) !== codesOf(text);
    if (!own || !text) return rows ? [change(eccn, "rows")] : [];
    const [controlled, required] = printOf(entry);
    const print = prints?.prints[eccn];
    const clear = joinRows(own, before, text).clear;
    return [
      ...(controlled === print?.[0] && !over.has(eccn) ? [] : [change(eccn, "controlled")]),
      ...(required === print?.[1] && clear ? [] : [change(eccn, "required")]),
      ...(rows ? [change(eccn, "rows")] : []),
    ];
  });
}

/** Entries whose "and" and "or" are not those of our tests: a person reads both before anything of them decides. */
function joinedOtherwise({ entries = [], date }: RulePart, rulebook: Rulebook): readonly string[] {
  const { compared } = structureAgainst(entries, rulebook, toLawDate(date));
  return compared.filter(({ verdict }) => verdict === "differ" || verdict === "unclear").map(({ eccn }) => eccn);
}

/**
 * Entries under headings whose notes read otherwise: such a note takes things out of them or says how they are read. A
 * note that is no longer there changes every entry that stood under it in this edition.
 */
function changedAround(
  { around, entries = [] }: RulePart,
  before: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  if (around === undefined) return new Set();
  const now = printsAround(around);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
  const under = new Map(around.map(({ key, eccns }) => [key, eccns]));
  return new Set(
    keys.flatMap((key) => {
      const named = under.get(key) ?? [];
      // An annex stands over no entry of its own, a note that is gone over none of this edition.
      return named.length > 0 ? named : entries.map(({ eccn }) => eccn).filter((eccn) => standsUnder(key, eccn));
    }),
  );
}
