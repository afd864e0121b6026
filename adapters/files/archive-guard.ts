import { fromBufferPromise } from "yauzl";
import type { DocumentFault } from "../../core/ports/documents.ts";
import { MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_RATIO, MAX_TOTAL_BYTES } from "./limits.ts";

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6);
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Judges a zip by its central directory alone; nothing is inflated. `too-large`: more than 2,000 entries, an entry
 * over 150 MB, 200 MB in all, or a ratio over 200. `protected-file`: an encrypted entry. `unreadable-file`: not a
 * whole zip. Null: within the limits as far as the directory is true ({@link verifyArchive} finds out), or no zip.
 */
export async function archiveFault(bytes: Uint8Array): Promise<DocumentFault | null> {
  if (!isZip(bytes)) return null;
  try {
    const zip = await fromBufferPromise(buffer(bytes), { lazyEntries: true });
    if (zip.entryCount > MAX_ENTRIES) return "too-large";
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) return "protected-file";
      total += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (entry.uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES || ratio > MAX_RATIO) return "too-large";
      if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName)) return "lying-file-type";
    }
    return null;
  } catch {
    return "unreadable-file";
  }
}

/**
 * Inflates every entry once, keeping nothing, and holds it against the directory: a header that lies about its size
 * throws at the first byte too many. Runs in the reader child, before a library that trusts the directory sees it.
 */
export async function verifyArchive(bytes: Uint8Array): Promise<void> {
  const zip = await fromBufferPromise(buffer(bytes), { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) void chunk;
  }
}
