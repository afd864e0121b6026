import { getDocumentProxy } from "unpdf";
import { linesOfPage } from "./page-lines.ts";
import type { Piece } from "./page-lines.ts";
import type { Page } from "./answer.ts";

const MAX_PAGES = 2_000;

/** A text item of pdf.js: position in the last two numbers of its matrix, marks of structure have none. */
function toPiece(item: unknown): Piece | null {
  const { str, transform, width, height } = Object(item) as {
    str?: unknown;
    transform?: unknown;
    width?: unknown;
    height?: unknown;
  };
  if (typeof str !== "string" || !Array.isArray(transform)) return null;
  const [x, y, rise] = [Number(transform[4]), Number(transform[5]), Math.abs(Number(transform[3]))];
  return { text: str, x, y, width: Number(width) || 0, height: Number(height) || rise || 1 };
}

/** Page by page, in the order the file draws its text; pictures and scripts are not run. Throws PasswordException. */
export async function readPdf(bytes: Uint8Array): Promise<readonly Page[]> {
  const pdf = await getDocumentProxy(bytes, { disableFontFace: true, stopAtErrors: false });
  if (pdf.numPages > MAX_PAGES) throw new Error(`more than ${MAX_PAGES} pages`);
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.map(toPiece).filter((piece) => piece !== null);
    pages.push({ page: number, text: linesOfPage(pieces).join("\n") });
    page.cleanup();
  }
  return pages;
}
