import type { LawDate } from "../../dates.ts";
import { controlKey, exceptionKey } from "../licence-table/merge-rows.ts";
import { licensedOn } from "../licensed-entry.ts";
import type { Rulebook } from "../rulebook.ts";
import type { Touch } from "./touches.ts";

type Row = { readonly key: string; readonly paths: readonly string[] | null };

/** Entries whose license requirements or exceptions are others on that day, with the paragraphs that the rows name. */
export function rowChanges(before: Rulebook, after: Rulebook, asOf: LawDate): readonly Touch[] {
  const codes = [...new Set([...before.tables.keys(), ...after.tables.keys()])].toSorted();
  return codes.flatMap((eccn): readonly Touch[] => {
    const [old, now] = [rowsOf(before, eccn, asOf), rowsOf(after, eccn, asOf)];
    const [known, stands] = [new Set(old.map(({ key }) => key)), new Set(now.map(({ key }) => key))];
    const changed = [...old.filter(({ key }) => !stands.has(key)), ...now.filter(({ key }) => !known.has(key))];
    if (changed.length === 0) return [];
    const whole = changed.some(({ paths }) => paths === null);
    const paths = whole ? null : changed.flatMap((row) => row.paths ?? []);
    return [{ key: eccn, what: "changed", paths, controlled: false }];
  });
}

function rowsOf(rulebook: Rulebook, eccn: string, asOf: LawDate): readonly Row[] {
  const entry = licensedOn(rulebook, eccn, asOf);
  return [
    ...(entry?.controls ?? []).map((row) => ({
      key: `${controlKey(row)} ${JSON.stringify(row.when ?? null)}`,
      paths: row.paragraphs ?? null,
    })),
    ...(entry?.exceptions ?? []).map((row) => ({
      key: `${exceptionKey(row)} ${JSON.stringify(row.when ?? null)}`,
      paths: row.paragraphs ?? null,
    })),
  ];
}
