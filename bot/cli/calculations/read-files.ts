import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { MAX_FILE_BYTES } from "../../../adapters/files/limits.ts";
import type { SourceText } from "../../../core/item/document.ts";
import type { DocumentFault } from "../../../core/ports/documents.ts";
import { LineFault } from "../faults.ts";
import type { LineCode } from "../faults.ts";
import type { Tools } from "../tools.ts";

const CODES: Readonly<Record<DocumentFault, LineCode>> = {
  "unsupported-file": "unsupported-file",
  "empty-file": "empty-file",
  "too-large": "too-large",
  "unreadable-file": "unreadable-file",
  "protected-file": "protected-file",
  "lying-file-type": "lying-file-type",
  "no-text": "unreadable-file",
  timeout: "unreadable-file",
};
const SAYS: Readonly<Record<DocumentFault, string>> = {
  "unsupported-file": "is of a kind the desk does not read (PDF, DOCX, XLSX, CSV, text, CycloneDX or SPDX JSON)",
  "empty-file": "is empty",
  "too-large": `has more than ${MAX_FILE_BYTES / 1024 / 1024} MB, or would unpack to too much`,
  "unreadable-file": "cannot be read: it is damaged or cut off",
  "protected-file": "asks for a password",
  "lying-file-type": "is not what its name says",
  "no-text": "holds no text (pictures only)",
  timeout: "took too long to read",
};

/** The texts of a line's files, read in the reader child. Throws LineFault naming the file. */
export async function readFiles(
  files: readonly string[] | undefined,
  tools: Tools,
  folder: string,
): Promise<readonly SourceText[]> {
  const sources: SourceText[] = [];
  for (const file of files ?? []) {
    const path = resolve(folder, file);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new LineFault("missing-file", `there is no file ${file}`);
    if (found.size > MAX_FILE_BYTES) throw new LineFault("too-large", `${file} ${SAYS["too-large"]}`);
    const read = await tools.documents.read(basename(path), await readFile(path));
    if (!read.ok) throw new LineFault(CODES[read.fault], `${file} ${SAYS[read.fault]}`);
    sources.push(read.source);
  }
  return sources;
}
