import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { readTable } from "../licence-table/read-table.ts";
import type { OfficialEntry } from "../official-entry.ts";
import { part } from "../rule-parts.ts";
import { eccnSchema } from "../schema.ts";
import { meaningOf } from "./diff-editions.ts";

const print = z.string().regex(/^[0-9a-f]{12}$/);

/**
 * What each entry's text said when its tests and rows were written, as hashes and never as words: `[what is controlled,
 * what is required]`. An imported edition whose text has another print has changed there.
 */
export const textPrintsSchema = z.strictObject({
  ...part,
  prints: z.record(eccnSchema, z.tuple([print, print])),
  /** Of the text between the entries, by the headings above it. */
  around: z.record(z.string(), print).optional(),
});
export type TextPrint = readonly [controlled: string, required: string];

const REQUIREMENT_NOTE = /^License Requirements? Notes?\b/i;

/**
 * The two prints of an official entry. *Controlled*: heading, definitions, items and their notes. *Required*: what of the
 * requirements stands in words: rows and statements that codes do not carry whole. Case, punctuation and line breaks
 * count for nothing.
 */
export function printOf(entry: OfficialEntry): TextPrint {
  const table = readTable(entry);
  const inWords = [...table.rows, ...table.prose, ...table.notes].filter(({ fate }) => fate !== "read");
  const notes = entry.notes.filter(({ head }) => !REQUIREMENT_NOTE.test(head));
  const controlled = [
    entry.heading,
    entry.definitions ?? "",
    ...entry.items.map(({ path, text }) => `${path ?? ""} ${text}`),
    ...notes.flatMap(({ head, text }) => [head, ...text]),
    ...entry.otherTables.flat(2),
  ];
  const worded = new Set(table.exceptions.filter(({ words }) => words).map(({ symbol }) => String(symbol)));
  const required = [
    ...inWords.flatMap(({ cells }) => cells),
    // Sorted: a part that was stored as canonical JSON has its keys in that order.
    ...Object.entries(entry.exceptions)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([symbol, text]) => (worded.has(symbol) ? [symbol, text] : [])),
    worded.has("STA") ? (entry.sta ?? "") : "",
  ];
  return [shortHash(controlled), shortHash(required)];
}

/** The prints of the text between the entries, by the headings above it. */
export const printsAround = (
  around: readonly { readonly key: string; readonly lines: readonly string[] }[],
): Readonly<Record<string, string>> => Object.fromEntries(around.map(({ key, lines }) => [key, shortHash(lines)]));

/** One text by its meaning: case, punctuation and line breaks count for nothing. */
export const printOfText = (text: string): string => shortHash([text]);

const shortHash = (words: readonly string[]): string =>
  bytesToHex(sha256(utf8ToBytes(words.map(meaningOf).filter(Boolean).join("\n")))).slice(0, 12);
