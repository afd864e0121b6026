import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { createDocuments } from "../../adapters/files/documents.ts";
import { MAX_FILE_BYTES } from "../../adapters/files/limits.ts";
import type { SourceText } from "../../core/item/document.ts";
import type { Call } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ["csv", "text/csv"],
  ["tsv", "text/tab-separated-values"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
]);

export type TableFile = { readonly name: string; readonly bytes: Uint8Array; readonly mediaType: string };

/** A table as a file of the command line. Throws BadUsage where there is none, FailedJob where it is too large. */
export async function openTable(call: Call, path: string, command: string): Promise<TableFile> {
  const full = resolve(call.io.cwd, path);
  const mediaType = MEDIA_TYPES.get(path.split(".").at(-1)?.toLowerCase() ?? "");
  if (!mediaType) throw new BadUsage(`${command} reads CSV and XLSX; ${basename(path)} is neither`);
  const found = await stat(full).catch(() => null);
  if (!found?.isFile()) throw new BadUsage(`there is no file ${path}`);
  if (found.size > MAX_FILE_BYTES)
    throw new FailedJob(`${basename(path)} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
  return { name: basename(path), bytes: await readFile(full), mediaType };
}

/** Its text, read in the reader child. Throws FailedJob naming the file. */
export async function readTable(file: TableFile): Promise<SourceText> {
  const read = await createDocuments().read(file.name, file.bytes);
  if (!read.ok) throw new FailedJob(`${file.name} could not be read: ${read.fault.replaceAll("-", " ")}`);
  return read.source;
}
