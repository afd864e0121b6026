import { fileTypeFromBuffer } from "file-type";
import type { DocumentFault } from "../../core/ports/documents.ts";
import { archiveFault } from "./archive-guard.ts";
import { isBareUtf16 } from "./utf16.ts";
import { MAX_FILE_BYTES, MAX_NAME_CHARS } from "./limits.ts";

export type FileKind = "pdf" | "docx" | "xlsx" | "csv" | "text" | "json";

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ["pdf", "pdf"],
  ["docx", "docx"],
  ["xlsx", "xlsx"],
  ["csv", "csv"],
  ["tsv", "csv"],
  ["txt", "text"],
  ["md", "text"],
  ["log", "text"],
  ["json", "json"],
]);
/** What the bytes of each kind look like to file-type; text has no magic number. */
const SNIFFED: Readonly<Record<"pdf" | "docx" | "xlsx", string>> = { pdf: "pdf", docx: "docx", xlsx: "xlsx" };
/** The name of the stream that holds an encrypted OOXML file inside its OLE container, UTF-16LE. */
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

/** The kind a name promises, or null. Control characters, path separators and empty names promise nothing. */
export function kindOfName(name: string): FileKind | null {
  // oxlint-disable-next-line no-control-regex -- control characters in names are what is looked for
  if (name.length > MAX_NAME_CHARS || /[\u0000-\u001f\u007f/\\]/.test(name)) return null;
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1];
  return KINDS.get(extension?.toLowerCase() ?? "") ?? null;
}

/**
 * Compares what the name promises with what the bytes are, before anything is parsed; sizes and zip limits come
 * first. A name and bytes that disagree are `lying-file-type` (a macro workbook called .xlsx among them); an OLE
 * container that holds an encrypted package is `protected-file`; a zip that is not whole is `unreadable-file`.
 */
export async function kindOfFile(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly kind: FileKind } | { readonly fault: DocumentFault }> {
  if (bytes.length > MAX_FILE_BYTES) return { fault: "too-large" };
  const kind = kindOfName(name);
  if (!kind) return { fault: "unsupported-file" };
  if (bytes.length === 0) return { fault: "empty-file" };
  const archive = await archiveFault(bytes);
  if (archive) return { fault: archive };
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext;
  if (kind === "csv" || kind === "text" || kind === "json")
    return looksBinary(bytes, found) ? { fault: "lying-file-type" } : { kind };
  if (found === SNIFFED[kind]) return { kind };
  if (found === "cfb" && kind !== "pdf" && Buffer.from(bytes).includes(ENCRYPTED_PACKAGE))
    return { fault: "protected-file" };
  return { fault: "lying-file-type" };
}

/** Text that file-type takes for something (XML, a mail, a subtitle) is still text; a NUL outside UTF-16 is not. */
function looksBinary(bytes: Uint8Array, found: string | undefined): boolean {
  const head = bytes.subarray(0, 65_536);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) || isBareUtf16(head);
  if (utf16) return false;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  }
  const textual =
    found === undefined || ["xml", "html", "svg", "ics", "vcf", "srt", "vtt", "rtf", "eml", "json"].includes(found);
  return !textual || controls > head.length / 50;
}
