import type { DocumentFault } from "../../core/ports/documents.ts";
import type { Page, ReaderAnswer } from "./answer.ts";

/**
 * Entry of the reader child: the file on standard input, its kind as argument, one JSON answer on standard output.
 * Each parser is loaded only for its kind.
 */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => Promise<readonly Page[]>>> = {
  pdf: async (bytes) => (await import("./read-pdf.ts")).readPdf(bytes),
  docx: async (bytes) => (await import("./read-docx.ts")).readDocx(bytes),
  xlsx: async (bytes) => (await import("./read-xlsx.ts")).readXlsx(bytes),
  csv: async (bytes) => (await import("./read-csv.ts")).readCsv(bytes),
  text: async (bytes) => (await import("./read-text.ts")).readText(bytes),
  json: async (bytes) => (await import("./read-json.ts")).readJson(bytes),
};

const FAULTS: Readonly<Record<string, DocumentFault>> = {
  PasswordException: "protected-file",
  UnknownJson: "unsupported-file",
};
const faultOf = (error: unknown): DocumentFault =>
  (error instanceof Error ? FAULTS[error.name] : undefined) ?? "unreadable-file";

async function answer(kind: string, bytes: Uint8Array): Promise<ReaderAnswer> {
  try {
    const pages = (await READERS[kind]?.(bytes)) ?? [];
    // Lone surrogates have no canonical JSON, so they would make the case's evidence unwritable.
    const clean = pages.map((page) => ({
      page: page.page,
      ...(page.title === undefined ? {} : { title: page.title.toWellFormed().slice(0, 200) }),
      text: page.text.toWellFormed(),
      ...(page.uncalculated === undefined ? {} : { uncalculated: page.uncalculated }),
    }));
    if (clean.some((page) => page.text.trim() !== "")) return { ok: true, pages: clean };
    return { ok: false, fault: kind === "pdf" ? "no-text" : "empty-file" };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

const chunks: Uint8Array[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const result = await answer(process.argv[2] ?? "", new Uint8Array(Buffer.concat(chunks)));
// Parsers may hold timers: the answer out, the child is done.
process.stdout.write(JSON.stringify(result), () => process.exit(0));
