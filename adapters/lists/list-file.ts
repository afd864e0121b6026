import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { parse } from "csv-parse";
import { ListFault } from "./list-fault.ts";

/** A file before it is known what it is: its first words, and ways to read it. Large ones are streamed. */
export type ListFile = {
  readonly path: string;
  readonly name: string;
  /** The first 4,096 bytes as text, without a byte order mark. */
  readonly head: string;
  readonly text: () => Promise<string>;
  readonly lines: () => AsyncIterable<string>;
  /** Rows of a CSV file. Throws ListFault("truncated-file") when a quote never closes. */
  readonly rows: (options?: { readonly delimiter?: string }) => AsyncIterable<readonly string[]>;
};

const HEAD = 4096;
const LARGEST = 400 * 1024 * 1024;
const LARGEST_TEXT = 120 * 1024 * 1024;

async function* csvRows(path: string, delimiter: string): AsyncIterable<readonly string[]> {
  const parser = createReadStream(path).pipe(
    parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
  );
  try {
    for await (const row of parser) yield toCells(row);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : "";
    throw new ListFault("truncated-file", basename(path), why);
  }
}
function toCells(row: unknown): readonly string[] {
  return Array.isArray(row) ? row.map(String) : [];
}

/** Throws ListFault: missing-file, empty-file, too-large, unreadable-file (binary). */
export async function openListFile(path: string): Promise<ListFile> {
  const name = basename(path);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new ListFault("missing-file", name);
  if (found.size === 0) throw new ListFault("empty-file", name);
  if (found.size > LARGEST) throw new ListFault("too-large", name, `${found.size} bytes`);
  const handle = await open(path);
  const buffer = Buffer.alloc(Math.min(HEAD, found.size));
  await handle.read(buffer, 0, buffer.length, 0).finally(() => handle.close());
  if (buffer.includes(0)) throw new ListFault("not-a-list-file", name, "not a text file");
  const head = buffer.toString("utf8").replace(/^\uFEFF/, "");
  if (head.trim() === "") throw new ListFault("empty-file", name);
  return {
    path,
    name,
    head,
    async text() {
      if (found.size > LARGEST_TEXT) throw new ListFault("too-large", name, `${found.size} bytes`);
      return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
    },
    lines: () => createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Number.POSITIVE_INFINITY }),
    rows: ({ delimiter = "," } = {}) => csvRows(path, delimiter),
  };
}

/** JSON objects, one a line. A last line that does not parse means the file was cut off. */
export async function* jsonLines(file: ListFile): AsyncIterable<unknown> {
  let number = 0;
  for await (const line of file.lines()) {
    number += 1;
    if (line.trim() === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new ListFault("truncated-file", file.name, `line ${number}`);
    }
    yield value;
  }
}
