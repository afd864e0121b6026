import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { printable } from "../../../adapters/pdf/typefaces.ts";
import { renderPaper } from "../../../adapters/pdf/render-paper.ts";
import type { Paper } from "../../../core/ports/paper.ts";

const paper = (rows: Paper["sections"][number]["blocks"], more: Partial<Paper> = {}): Paper => ({
  title: "ED-1001: a converter chip",
  status: "Not released · REVIEW",
  subtitle: "Opened by the sales engineer",
  sections: [{ heading: "Parties screened", blocks: rows }],
  foot: "ED-1001 · revision 2 · Not released",
  watermark: null,
  at: "2026-11-25T12:00:00.000Z",
  ...more,
});
const textOf = async (bytes: Uint8Array): Promise<string> => {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  return (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, " ");
};
const rows = (...values: readonly string[]): Paper["sections"][number]["blocks"] => [
  { block: "rows", rows: values.map((value, n) => ({ label: `Party ${n + 1}`, value })) },
];

describe("a paper as PDF", () => {
  it("prints Latin, Greek, Cyrillic and Chinese names, and kana, as text that can be read back", async () => {
    const names = [
      "Beispiel Größe GmbH",
      "Παράδειγμα ΑΕ",
      "ООО «Пример Пример»",
      "示例研究所有限公司",
      "サンプル株式会社",
    ];
    const text = await textOf(await renderPaper(paper(rows(...names))));
    for (const name of names) expect(text).toContain(name);
  });

  it("a micro sign, which is a letter of no script, is printed as it is", async () => {
    const micro = "500 \u00B5s and 12 \u03BCm";
    expect(printable(micro, "text").text).toBe(micro);
    expect(await textOf(await renderPaper(paper(rows(micro))))).toMatch(/500 [\u00B5\u03BC]s and 12 [\u00B5\u03BC]m/);
  });

  it("embeds its faces, as subsets: nothing is left to the reader's machine", async () => {
    const bytes = await renderPaper(paper(rows("示例研究所", "Пример")));
    const raw = Buffer.from(bytes).toString("latin1");
    expect(raw.match(/\/FontFile[23]/g)?.length).toBeGreaterThanOrEqual(3);
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times)/);
    expect(bytes.length).toBeLessThan(200_000);
  });

  it("the same paper is the same bytes", async () => {
    const one = paper(rows("示例研究所", "x".repeat(3000)), { watermark: "TRAINING" });
    expect(Buffer.from(await renderPaper(one)).equals(Buffer.from(await renderPaper(one)))).toBe(true);
  });

  it("a name in a script that no face holds is romanised and says so", () => {
    expect(printable("شركة المثال", "text").text).toMatch(/^[\x20-\x7E]+\[romanised\]/);
    expect(printable("예시 회사", "text").text).toContain("[romanised]");
    expect(printable("Acme Example GmbH ✅", "text").text).toBe("Acme Example GmbH ");
  });

  it("begins with what is not released, and every page carries the foot and its number", async () => {
    const long = Array.from({ length: 120 }, (_, n) => `Row ${n}: ${"a sentence of some length. ".repeat(4)}`);
    const bytes = await renderPaper(paper(rows(...long)));
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    const { text, totalPages } = await extractText(pdf, { mergePages: false });
    expect(totalPages).toBeGreaterThan(2);
    expect(text[0]?.trim().startsWith("Not released · REVIEW")).toBe(true);
    for (const [index, page] of text.entries()) {
      expect(page).toContain("revision 2 · Not released");
      expect(page).toContain(`page ${index + 1} of ${totalPages}`);
    }
    expect(text.join(" ")).toContain("Row 119:");
  });
});
