import { isBareUtf16 } from "./utf16.ts";
import type { Page } from "./answer.ts";

/** UTF-8, UTF-16 by its mark or by its zeros, else Windows Latin-1, the one that never fails. */
export function decodeText(bytes: Uint8Array): string {
  const bare = isBareUtf16(bytes);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || bare === "le") return new TextDecoder("utf-16le").decode(bytes);
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || bare === "be") return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A text file is one page; a form feed begins the next one, as line printers have it. */
export function readText(bytes: Uint8Array): readonly Page[] {
  const pages = decodeText(bytes).replace(/\r\n?/g, "\n").split("\f");
  return pages.map((text, at) => ({ page: at + 1, text }));
}
