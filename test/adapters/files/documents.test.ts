import { describe, expect, it } from "vitest";
import { createDocuments } from "../../../adapters/files/documents.ts";
import { MAX_FILE_BYTES } from "../../../adapters/files/limits.ts";
import { READER_BOUNDS } from "../../../adapters/files/reader-process.ts";
import { docxParts, makePdf, makeZip, xlsxParts } from "./make-files.ts";

/** pdfkit raises by this option; its types do not know it. */
const RAISED: object = { rise: 4, continued: true };
const documents = createDocuments();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string, bytes: Uint8Array) => documents.read(name, bytes);
const fault = async (name: string, bytes: Uint8Array): Promise<string> => {
  const result = await read(name, bytes);
  return result.ok ? `read: ${JSON.stringify(result.source.pages).slice(0, 80)}` : result.fault;
};
const pages = async (name: string, bytes: Uint8Array) => {
  const result = await read(name, bytes);
  return result.ok ? result.source.pages : result.fault;
};

describe("reading a PDF", () => {
  it("gives the text page by page, a table row on one line with tabs, an exponent apart from its base", async () => {
    const pdf = await makePdf((page) => {
      page
        .fontSize(11)
        .text("Sample rate", 72, 100, { lineBreak: false })
        .text("3.0 GSPS", 250, 100, { lineBreak: false });
      page.text("Resolution", 72, 120, { lineBreak: false }).text("14 bit", 250, 120);
      page.text("Up to 10", 72, 200, { continued: true }).fontSize(7).text("3", RAISED);
      page.fontSize(11).text(" samples").addPage().text("Ordering");
    });
    expect(await pages("sheet.pdf", pdf)).toEqual([
      { page: 1, text: "Sample rate\t3.0 GSPS\nResolution\t14 bit\nUp to 10^3 samples" },
      { page: 2, text: "Ordering" },
    ]);
  });

  it("says that a scanned page has no text", async () => {
    const scan = await makePdf((page) => page.rect(50, 50, 300, 300).fill("black"));
    expect(await fault("scan.pdf", scan)).toBe("no-text");
  });

  it("says that a PDF with a password is protected, and reads one that only its owner restricted", async () => {
    const locked = await makePdf((page) => page.text("14 bit"), { userPassword: "secret", pdfVersion: "1.7" });
    const restricted = await makePdf((page) => page.text("14 bit"), { ownerPassword: "secret", pdfVersion: "1.7" });
    expect(await fault("locked.pdf", locked)).toBe("protected-file");
    expect(await pages("restricted.pdf", restricted)).toEqual([{ page: 1, text: "14 bit" }]);
  });

  it("says that a cut PDF cannot be read", async () => {
    expect(await fault("cut.pdf", utf8("%PDF-1.7\n1 0 obj\n<< /Type /Catalog"))).toBe("unreadable-file");
  });
});

describe("reading Office files", () => {
  it("reads paragraphs and tables of a DOCX, each row one line", async () => {
    const docx = makeZip(
      docxParts([
        "Router RT-2",
        [
          ["Band", "5 GHz"],
          ["Weight", "0.4 kg"],
        ],
        "Sold in shops.",
      ]),
    );
    expect(await pages("router.docx", docx)).toEqual([
      { page: 1, text: "Router RT-2\nBand\t5 GHz\nWeight\t0.4 kg\nSold in shops." },
    ]);
  });

  it("reads each sheet of an XLSX as a page with its title, numbers without exponent or binary dust", async () => {
    const rows = [
      ["Part", "Rate"],
      ["AD-7", { n: "0.10000000000000001" }],
      ["X", { n: "1.5E-8" }],
      ["Y", { n: "3E+21" }],
    ];
    const xlsx = makeZip(
      xlsxParts([
        { name: "BOM", rows },
        { name: "Notes", rows: [["none"]] },
      ]),
    );
    expect(await pages("bom.xlsx", xlsx)).toEqual([
      { page: 1, title: "BOM", text: "Part\tRate\nAD-7\t0.1\nX\t0.000000015\nY\t3000000000000000000000" },
      { page: 2, title: "Notes", text: "none" },
    ]);
  });

  it("refuses macros: a macro workbook by its name, under another name as a lie", async () => {
    const macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    const book = [{ name: "A", rows: [["x"]] }];
    expect(await fault("book.xlsm", makeZip(xlsxParts(book, macro)))).toBe("unsupported-file");
    expect(await fault("book.xlsx", makeZip(xlsxParts(book, macro)))).toBe("lying-file-type");
    const hidden = [...xlsxParts(book), { name: "xl/vbaProject.bin", data: "x" }];
    expect(await fault("book.xlsx", makeZip(hidden))).toBe("lying-file-type");
  });

  it("says that an encrypted workbook and an encrypted zip entry are protected", async () => {
    const ole = Buffer.alloc(1536);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    ole.write("EncryptedPackage", 1024, "utf16le");
    expect(await fault("plan.xlsx", ole)).toBe("protected-file");
    expect(await fault("plan.docx", makeZip([{ name: "word/document.xml", data: "x", flags: 1 }]))).toBe(
      "protected-file",
    );
  });

  it("says that a cut or empty archive cannot be read", async () => {
    const docx = makeZip(docxParts(["14 bit"]));
    expect(await fault("cut.docx", docx.subarray(0, docx.length - 30))).toBe("unreadable-file");
    expect(await fault("empty.docx", makeZip(docxParts([])))).toBe("empty-file");
  });
});

describe("reading text", () => {
  it("finds the delimiter of a CSV, also beside decimal commas", async () => {
    expect(await pages("a.csv", utf8('Part,Rate\n"AD-7, rev B",3.0\n'))).toEqual([
      { page: 1, text: "Part\tRate\nAD-7, rev B\t3.0" },
    ]);
    expect(await pages("b.csv", utf8("Teil;Rate\nAD-7;3,0\nAD-8;1,5\n"))).toEqual([
      { page: 1, text: "Teil\tRate\nAD-7\t3,0\nAD-8\t1,5" },
    ]);
    expect(await pages("c.csv", utf8("Part\tRate\nAD-7\t3.0\n"))).toEqual([{ page: 1, text: "Part\tRate\nAD-7\t3.0" }]);
    expect(await pages("d.csv", utf8('Part,Note\nAD-7,"two\nlines"\n'))).toEqual([
      { page: 1, text: "Part\tNote\nAD-7\ttwo lines" },
    ]);
  });

  it.each([
    ["UTF-8", utf8("\u00b10.5 \u00b0C")],
    ["UTF-8 with a mark", utf8("\ufeff\u00b10.5 \u00b0C")],
    ["UTF-16 with a mark", Buffer.from("\ufeff\u00b10.5 \u00b0C", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("\u00b10.5 \u00b0C", "utf16le")],
    ["UTF-16 big end first", Buffer.from("\ufeff\u00b10.5 \u00b0C", "utf16le").swap16()],
    ["Latin-1", Buffer.from("\u00b10.5 \u00b0C", "latin1")],
  ])("reads %s", async (_, bytes) => {
    expect(await pages("note.txt", bytes)).toEqual([{ page: 1, text: "\u00b10.5 \u00b0C" }]);
  });

  it("a lone surrogate becomes the replacement character, so that the text has a canonical form", async () => {
    expect(await pages("note.txt", Buffer.from("\ufeffa\ud800b", "utf16le"))).toEqual([{ page: 1, text: "a\ufffdb" }]);
  });
});

describe("refused before anything is parsed", () => {
  const never = createDocuments({ bounds: { ...READER_BOUNDS, timeMs: 0 } });

  it("a file of 200 MB, and one byte over the limit; at the limit the name decides", async () => {
    expect(await never.read("big.pdf", new Uint8Array(200 * 1024 * 1024))).toEqual({ ok: false, fault: "too-large" });
    expect(await never.read("big.pdf", new Uint8Array(MAX_FILE_BYTES + 1))).toEqual({ ok: false, fault: "too-large" });
    expect(await never.read("big.dwg", new Uint8Array(MAX_FILE_BYTES))).toEqual({
      ok: false,
      fault: "unsupported-file",
    });
  });

  it("names that promise nothing we read", async () => {
    for (const name of ["drawing.dwg", "README", "", "a/b.pdf", "x\u0000.pdf", `${"x".repeat(256)}.txt`, "old.xls"])
      expect(await fault(name, utf8("x"))).toBe("unsupported-file");
  });

  it("an empty file", async () => {
    for (const name of ["a.pdf", "a.docx", "a.xlsx", "a.csv", "a.txt"])
      expect(await fault(name, new Uint8Array())).toBe("empty-file");
  });

  it("bytes that are not what the name says", async () => {
    const pdf = await makePdf((page) => page.text("x"));
    const docx = makeZip(docxParts(["x"]));
    expect(await fault("a.docx", pdf)).toBe("lying-file-type");
    expect(await fault("a.xlsx", docx)).toBe("lying-file-type");
    expect(await fault("a.pdf", utf8("plain words"))).toBe("lying-file-type");
    expect(await fault("a.txt", pdf)).toBe("lying-file-type");
    expect(await fault("a.csv", docx)).toBe("lying-file-type");
    expect(await fault("a.txt", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]))).toBe("lying-file-type");
    expect(await fault("a.docx", makeZip([{ name: "notes.txt", data: "x" }]))).toBe("lying-file-type");
  });

  it("a zip bomb, told by the directory: ratio, one entry, all entries, their number", async () => {
    const entry = (saysBytes: number, saysDeflated: number) => ({
      name: "word/document.xml",
      data: "x",
      saysBytes,
      saysDeflated,
    });
    const many = Array.from({ length: 2_001 }, (_, at) => ({ name: `e${at}`, data: "" }));
    const five = Array.from({ length: 5 }, (_, at) => ({ ...entry(41 * 1024 * 1024, 1024 * 1024), name: `e${at}` }));
    expect(
      await never.read("a.docx", makeZip([{ name: "word/document.xml", data: new Uint8Array(5_000_000) }])),
    ).toEqual({ ok: false, fault: "too-large" });
    expect(await never.read("a.docx", makeZip([entry(201, 1)]))).toEqual({ ok: false, fault: "too-large" });
    expect(await never.read("a.docx", makeZip([entry(150 * 1024 * 1024 + 1, 10 * 1024 * 1024)]))).toEqual({
      ok: false,
      fault: "too-large",
    });
    expect(await never.read("a.docx", makeZip(five))).toEqual({ ok: false, fault: "too-large" });
    expect(await never.read("a.docx", makeZip(many))).toEqual({ ok: false, fault: "too-large" });
  });
});

describe("bounds of the reader child", () => {
  it("a header that lies about the size is found while inflating, before a parser trusts it", async () => {
    const parts = docxParts(["14 bit"]).map((part) =>
      part.name === "word/document.xml" ? { ...part, data: new Uint8Array(8_000_000), saysBytes: 900_000 } : part,
    );
    expect(await fault("lying.docx", makeZip(parts))).toBe("unreadable-file");
  });

  it("a reader over its time is stopped, one over its memory too", async () => {
    const hurried = createDocuments({ bounds: { ...READER_BOUNDS, timeMs: 1 } });
    const starved = createDocuments({ bounds: { ...READER_BOUNDS, rssBytes: 1 } });
    const rows = Array.from({ length: 40_000 }, (_, at) => [`part ${at}`, { n: String(at) }]);
    const xlsx = makeZip(xlsxParts([{ name: "BOM", rows }]));
    expect(await hurried.read("note.txt", utf8("x"))).toEqual({ ok: false, fault: "timeout" });
    expect(await starved.read("bom.xlsx", xlsx)).toEqual({ ok: false, fault: "too-large" });
  });

  it("many files wait their turn and each gets its own answer", async () => {
    const names = Array.from({ length: 6 }, (_, at) => `file ${at}`);
    const texts = await Promise.all(names.map((name) => pages(`${name}.txt`, utf8(name))));
    expect(texts).toEqual(names.map((name) => [{ page: 1, text: name }]));
  });
});
