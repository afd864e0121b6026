import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { toLawDate } from "../../core/dates.ts";
import { ruleOf } from "../../core/screening/effect.ts";
import type { EditionStatus, ListEdition, ListEntry, ListRules } from "../../core/screening/list-edition.ts";
import { cslCsv } from "./csl-csv.ts";
import { cslJson, cslJsonLines } from "./csl-json.ts";
import { dplText } from "./dpl-text.ts";
import { ecfrEntityList, ecfrListed } from "./ecfr-json-lines.ts";
import { encodeEdition } from "./edition-bytes.ts";
import { withUniqueIds } from "./list-entry.ts";
import { openListFile } from "./list-file.ts";
import { ListFault } from "./list-fault.ts";
import type { DraftEdition, ListFormat, Supplement } from "./list-format.ts";
import { nsfregJson } from "./nsfreg-json.ts";
import { ofacAddresses, ofacAliases, ofacComments, ofacPrimary } from "./ofac-csv.ts";
import { ownCsv } from "./own-csv.ts";
import { dateOfName, monthOfName } from "./read-date.ts";
import { registryJson } from "./registry-json.ts";
import { unXml } from "./un-xml.ts";

/** Asked in this order; the company's own list last, since its form is the loosest. */
const FORMATS: readonly ListFormat[] = [
  cslCsv,
  cslJson,
  cslJsonLines,
  ecfrEntityList,
  ecfrListed,
  nsfregJson,
  registryJson,
  unXml,
  dplText,
  ofacAliases,
  ofacAddresses,
  ofacPrimary,
  ofacComments,
  ownCsv,
];

/** Lists whose entries carry OFAC's numbers. */
const OFAC_LISTS: ReadonlySet<string> = new Set(["sdn", "ssi", "ns-mbs", "ns-cmic", "capta", "plc", "fse"]);
/** Fewer than this part of the last edition of the same form: short. */
const SHRINK = 0.8;

export type HeldCount = { readonly list: string; readonly format: string; readonly entries: number };
export type ImportOptions = {
  readonly rules: ListRules;
  /** The last edition of each list and form, to notice one that came short. */
  readonly held?: readonly HeldCount[];
  /** The publisher's date, where neither the file nor its name says it. */
  readonly date?: string;
};
export type ListImport = {
  readonly editions: readonly ListEdition[];
  /** Files of a folder that are no list, or are damaged: nothing of them was used. */
  readonly skipped: readonly ListFault[];
};

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new ListFault("missing-file", basename(path));
  if (!found.isDirectory()) return [path];
  const items = await readdir(path, { withFileTypes: true, recursive: true });
  return items
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .sort();
}

type Read = {
  readonly drafts: readonly (DraftEdition & { readonly format: string })[];
  readonly supplements: readonly Supplement[];
};

async function readOne(path: string, options: ImportOptions): Promise<Read> {
  const file = await openListFile(path);
  const format = FORMATS.find((one) => one.recognises(file.head, file.name));
  if (!format) throw new ListFault("not-a-list-file", file.name);
  const { editions, supplements = [] } = await format.read(file);
  const drafts = editions.map((edition) => ({
    ...edition,
    date: edition.date ?? dateOfName(file.name) ?? options.date ?? monthOfName(file.name),
    format: format.name,
  }));
  if (drafts.length > 0 && drafts.every((draft) => draft.entries.length === 0))
    throw new ListFault("empty-file", file.name);
  return { drafts, supplements };
}

function joinSupplements(
  entries: readonly ListEntry[],
  supplements: ReadonlyMap<string, readonly Supplement[]>,
): readonly ListEntry[] {
  return entries.map((entry) => {
    const more = supplements.get(entry.id) ?? [];
    if (more.length === 0) return entry;
    const known = new Set([entry.name, ...entry.aliases.map((alias) => alias.name)].map((name) => name.toLowerCase()));
    const aliases = more.flatMap((one) => one.entry.aliases ?? []).filter(({ name }) => !known.has(name.toLowerCase()));
    return {
      ...entry,
      aliases: [...entry.aliases, ...aliases],
      addresses: [...new Set([...entry.addresses, ...more.flatMap((one) => one.entry.addresses ?? [])])],
      ids: [...entry.ids, ...more.flatMap((one) => one.entry.ids ?? [])],
      countries: [...new Set([...entry.countries, ...more.flatMap((one) => one.entry.countries ?? [])])],
    };
  });
}

function statusOf(list: string, entries: number, format: string, options: ImportOptions): EditionStatus {
  const last = options.held?.find((one) => one.list === list && one.format === format)?.entries ?? 0;
  const minimum = ruleOf(options.rules, list)?.minimum ?? 1;
  return entries < minimum || entries < last * SHRINK ? "short" : "whole";
}

/** Files of one list, form and day are one edition: a list published in parts (two lists of debarred parties). */
function merge(drafts: Read["drafts"]): Read["drafts"] {
  const merged = new Map<string, Read["drafts"][number]>();
  for (const draft of drafts) {
    const key = draft.list === "dtc" ? `${draft.list}|${draft.format}` : `${draft.list}|${draft.format}|${draft.date}`;
    const known = merged.get(key);
    const dates = [known?.date, draft.date].flatMap((date) => date ?? []).sort();
    merged.set(
      key,
      known ? { ...known, date: dates.at(-1) ?? null, entries: [...known.entries, ...draft.entries] } : draft,
    );
  }
  return [...merged.values()];
}

/**
 * Reads list files, or every file under a folder, into editions: recognised by content, counted against the last
 * edition of the same form, hashed. One file that is no list or is damaged throws its ListFault; in a folder such files
 * are named in `skipped` and the others are taken.
 */
export async function importLists(path: string, options: ImportOptions): Promise<ListImport> {
  const files = await filesOf(path);
  const single = files.length === 1 && files[0] === path;
  const skipped: ListFault[] = [];
  const reads: Read[] = [];
  for (const file of files) {
    try {
      reads.push(await readOne(file, options));
    } catch (error) {
      if (single || !(error instanceof ListFault)) throw error;
      skipped.push(error);
    }
  }
  const supplements = Map.groupBy(
    reads.flatMap((read) => read.supplements),
    (one) => one.number,
  );
  const drafts = merge(reads.flatMap((read) => read.drafts));
  if (drafts.length === 0)
    throw skipped[0] ?? new ListFault("not-a-list-file", basename(path), "it belongs beside the main file of its list");
  const editions = drafts.map((draft): ListEdition => {
    const entries = withUniqueIds(
      OFAC_LISTS.has(draft.list) ? joinSupplements(draft.entries, supplements) : draft.entries,
    );
    const edition = {
      list: draft.list,
      publisher: ruleOf(options.rules, draft.list)?.publisher ?? draft.list,
      date: draft.date === null ? null : toLawDate(draft.date),
      entries,
      status: statusOf(draft.list, entries.length, draft.format, options),
      format: draft.format,
    };
    return { ...edition, hash: encodeEdition(edition).hash };
  });
  return { editions, skipped };
}
