import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { toLawDate } from "../dates.ts";
import { Refusal } from "../refusal.ts";
import type { EditionStatus, ListEdition, ListEntry } from "./list-edition.ts";

const effect = z.enum([
  "block",
  "licence",
  "statement",
  "itar-bar",
  "sanction-terms",
  "import-or-procurement",
  "foreign-list",
]);
const date = z.string().regex(/^\d{4}(-\d{2}){0,2}$/);
const entry: z.ZodType<ListEntry> = z.strictObject({
  id: z.string(),
  list: z.string(),
  name: z.string(),
  aliases: z.array(z.strictObject({ name: z.string(), strength: z.enum(["strong", "weak"]) })).default([]),
  type: z.enum(["person", "organization", "vessel", "aircraft", "address"]).nullable().default(null),
  countries: z.array(z.string()).default([]),
  addresses: z.array(z.string()).default([]),
  birthDates: z.array(date).default([]),
  ids: z.array(z.strictObject({ kind: z.string(), value: z.string() })).default([]),
  programs: z.array(z.string()).default([]),
  requirement: z.string().nullable().default(null),
  reviewPolicy: z.string().nullable().default(null),
  footnotes: z.array(z.string()).default([]),
  from: date.nullable().default(null),
  to: date.nullable().default(null),
  ended: z.boolean().default(false),
  nonStandard: z.boolean().default(false),
  cite: z.string().default(""),
  effect: effect.nullable().default(null),
});
const header = z.strictObject({
  v: z.literal(1),
  list: z.string(),
  publisher: z.string(),
  date: z.string().nullable(),
  format: z.string(),
  entries: z.int().min(0),
  demonstration: z.boolean().default(false),
});

/** What an entry need not say is left out and the keys stand in order, so that the text is the same however it was read. */
function compact(value: ListEntry): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, v]) => v !== null && v !== false && v !== "" && !(Array.isArray(v) && v.length === 0)),
  );
}

/** NDJSON: one header line, then an entry a line. The same edition gives the same text. */
export function editionText(edition: Omit<ListEdition, "hash">): string {
  const head = {
    v: 1,
    list: edition.list,
    publisher: edition.publisher,
    date: edition.date,
    format: edition.format,
    entries: edition.entries.length,
    ...(edition.status === "demonstration" ? { demonstration: true } : {}),
  };
  return `${[head, ...edition.entries.map(compact)].map((value) => JSON.stringify(value)).join("\n")}\n`;
}

/**
 * The edition back from its text. `status` is the standing it has now (the text does not change with it); a
 * demonstration stays one. `hash` is the SHA-256 of the text as UTF-8. Throws Refusal("invalid") naming the line.
 */
export function parseEditionText(text: string, status: EditionStatus = "whole"): ListEdition {
  const lines = text.split("\n").filter((line) => line !== "");
  const read = <T>(shape: z.ZodType<T>, line: string | undefined, number: number): T => {
    try {
      return shape.parse(JSON.parse(line ?? ""));
    } catch {
      throw new Refusal("invalid", { what: "list edition", line: number });
    }
  };
  const head = read(header, lines[0], 1);
  if (lines.length - 1 !== head.entries)
    throw new Refusal("invalid", { what: "list edition", entries: lines.length - 1, of: head.entries });
  return {
    list: head.list,
    publisher: head.publisher,
    date: head.date === null ? null : toLawDate(head.date),
    entries: lines.slice(1).map((line, i) => read(entry, line, i + 2)),
    status: head.demonstration ? "demonstration" : status,
    hash: bytesToHex(sha256(utf8ToBytes(text))),
    format: head.format,
  };
}
