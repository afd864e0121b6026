import { z } from "zod";
import type { ListEntry } from "../../core/screening/list-edition.ts";
import { toCslEntry } from "./csl-entry.ts";
import { jsonLines } from "./list-file.ts";
import type { ListFile } from "./list-file.ts";
import { ListFault } from "./list-fault.ts";
import { groupByList } from "./list-format.ts";
import type { ListFormat } from "./list-format.ts";

const text = z.union([z.string(), z.number()]).transform(String).nullish();
const texts = z.array(z.string().nullable()).nullish();
const result = z.looseObject({
  name: z.string(),
  source: z.string(),
  entity_number: text,
  type: text,
  programs: texts,
  alt_names: texts,
  countries: texts,
  nationalities: texts,
  citizenships: texts,
  dates_of_birth: texts,
  addresses: z.array(z.record(z.string(), z.string().nullable())).nullish(),
  ids: z.array(z.looseObject({ type: text, number: text })).nullish(),
  federal_register_notice: text,
  start_date: text,
  end_date: text,
  standard_order: text,
  license_requirement: text,
  license_policy: text,
  call_sign: text,
});

const some = (values: readonly (string | null)[] | null | undefined): readonly string[] =>
  (values ?? []).flatMap((value) => value ?? []);
const PARTS = ["address", "city", "state", "postal_code", "country"] as const;

function toEntry(value: unknown): ListEntry | null {
  const row = result.parse(value);
  const addresses = row.addresses ?? [];
  return toCslEntry({
    source: row.source,
    name: row.name,
    entityNumber: row.entity_number ?? "",
    type: row.type ?? "",
    programs: some(row.programs),
    altNames: some(row.alt_names),
    addresses: addresses
      .map((address) => PARTS.flatMap((part) => address[part] ?? []).join(", "))
      .filter((address) => address.length > 2),
    countries: [
      ...some(row.countries),
      ...addresses.flatMap((address) => address["country"] ?? []),
      ...some(row.nationalities),
      ...some(row.citizenships),
    ],
    notice: row.federal_register_notice ?? "",
    startDate: row.start_date ?? "",
    endDate: row.end_date ?? "",
    standardOrder: row.standard_order ?? "",
    requirement: row.license_requirement ?? "",
    policy: row.license_policy ?? "",
    birthDates: some(row.dates_of_birth),
    ids: (row.ids ?? []).map((id) => ({ type: id.type ?? "", number: id.number ?? "" })),
    callSign: row.call_sign ?? "",
  });
}

async function whole(file: ListFile): Promise<readonly unknown[]> {
  try {
    return z.looseObject({ results: z.array(z.unknown()) }).parse(JSON.parse(await file.text())).results;
  } catch (error) {
    if (error instanceof ListFault) throw error;
    throw new ListFault("truncated-file", file.name);
  }
}

function read(values: readonly unknown[], file: ListFile): readonly ListEntry[] {
  try {
    return values.flatMap((value) => toEntry(value) ?? []);
  } catch (error) {
    throw new ListFault("unreadable-file", file.name, error instanceof Error ? error.message.slice(0, 120) : "");
  }
}

/** trade.gov's `consolidated.json`: one object with `results`. */
export const cslJson: ListFormat = {
  name: "csl-json",
  recognises: (head) =>
    head.trimStart().startsWith("{") && /"results"\s*:\s*\[/.test(head) && /"source"\s*:|"sources_used"/.test(head),
  read: async (file) => ({ editions: groupByList(read(await whole(file), file), null) }),
};

/** The same rows, one JSON object a line, with as many of the fields as were kept. */
export const cslJsonLines: ListFormat = {
  name: "csl-jsonl",
  recognises: (head) =>
    /^\{[^\n]*"source"\s*:\s*"[^"]*(Treasury|State|Industry and Security)[^\n]*\}\s*(\n|$)/.test(head),
  async read(file) {
    const values: unknown[] = [];
    for await (const value of jsonLines(file)) values.push(value);
    return { editions: groupByList(read(values, file), null) };
  },
};
