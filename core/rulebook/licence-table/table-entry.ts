import { readTable } from "./read-table.ts";
import type { LicenceTables } from "../licence-tables-schema.ts";
import type { OfficialEntry } from "../official-entry.ts";

export type TableEntry = LicenceTables["entries"][number];

/** One official entry as the licence tables hold it: codes, without what the tables' reader fills in. */
export function toTable(entry: OfficialEntry): TableEntry {
  const { eccn, controls, exceptions, reports } = readTable(entry);
  const own = `15 CFR 774 Supp. 1, ${eccn}, License Requirements`;
  return {
    eccn,
    controls: controls.map(({ cite, column, ...row }) => ({
      ...without(row, "scope", "when"),
      ...(column === null ? {} : { column }),
      ...(cite === own ? {} : { see: cite }),
    })),
    exceptions: exceptions.map((row) => without(row, "cite", "when", "scope")),
    ...(reports.length > 0 ? { reports: [...reports] } : {}),
    paragraphs: pathsOf(entry),
  };
}

/** Parents first; reserved paragraphs hold nothing. */
function pathsOf({ items }: OfficialEntry): string[] {
  const held = items.filter(({ path, text }) => path !== null && !/^\[Reserved/i.test(text));
  return [...new Set(held.flatMap(({ path }) => path ?? []))];
}

function without<Row extends object, Key extends keyof Row>(row: Row, ...keys: readonly Key[]): Omit<Row, Key> {
  const rest = { ...row };
  for (const key of keys) delete rest[key];
  return rest;
}
