import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { makeZip, xlsxParts } from "../../adapters/files/make-files.ts";
import { bomTable, toCsv } from "../../factories/bom.ts";
import { newHome, runDesk } from "./run-desk.ts";

const folder = mkdtempSync(join(tmpdir(), "desk-cli-bom-"));
function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
type Row = Readonly<Record<string, unknown>>;
const rowsOf = (ran: Awaited<ReturnType<typeof runDesk>>): readonly Row[] => ran.lines;

const LIST = `Level,Part number,Description,Qty,Manufacturer,MPN,ECCN
0,AQ-9,Kitchen scale,1,,,
1,P-1,Analog-to-digital converter 14 bit 3.0 GSPS,1,Northwind Example,NX14,3A001.a.5.a.4
1,P-2,GNSS receiver module,1,Northwind Example,NX7,EAR99
1,P-2,Rocket motor,1,,,
1,P-3,Thing,2,,,
`;

describe("desk bom", () => {
  it("answers each line in the order of the list, then the assembly by what it is", async () => {
    const ran = await runDesk(["bom", fileOf("aq-9.csv", LIST), "--json"]);
    expect(ran).toMatchObject({ exit: 0, err: "" });
    const rows = rowsOf(ran);
    expect(rows.slice(0, -1).map(({ line, outcome, paragraph }) => [line, outcome, paragraph])).toEqual([
      [2, expect.any(String), null],
      [3, "classified", "3A001.a.5.a.4"],
      [4, "classified", "7A994"],
      [5, "conflict", null],
      [6, "needs-facts", null],
    ]);
    expect(rows[1]).toMatchObject({ manufacturerPartNumber: "NX14", claim: { says: "same" }, source: "rules" });
    expect(rows[2]).toMatchObject({ claim: { text: "EAR99", says: "differs" } });
    expect(rows[4]).toMatchObject({ missing: [{ fact: "is", question: expect.stringContaining("What exactly") }] });
    const own = JSON.stringify(rows.at(-1)?.["assembly"]);
    expect(own).toContain('"value":"household-article"');
    expect(own).not.toContain("3A001.a.5.a.4");
    expect(rows.at(-1)).toMatchObject({
      state: "asks",
      because: expect.arrayContaining([
        expect.objectContaining({ code: "usml-part-possible", cite: "22 CFR 120.11(c)" }),
        expect.objectContaining({ code: "claim-differs" }),
      ]),
      first: [5, 4],
      counts: { lines: 4, byOutcome: { classified: 2, conflict: 1, "needs-facts": 1 } },
      list: {
        structure: "levels",
        top: 2,
        findings: [
          expect.objectContaining({ code: "duplicate-in-parent" }),
          expect.objectContaining({ code: "conflicting-descriptions" }),
        ],
      },
      out: null,
    });
  });

  it("takes what the register holds of the very part", async () => {
    const home = newHome();
    const matrix = fileOf(
      "matrix.csv",
      "Part No.;Mfr;ECCN;Date\nNX7;Northwind Example;7A994;2026-03-01\nP-3;;EAR99;2026-03-01\n",
    );
    expect((await runDesk(["items", "import", matrix], { home })).exit).toBe(0);
    const rows = rowsOf(await runDesk(["bom", fileOf("aq-9.csv", LIST), "--json"], { home }));
    expect(rows[2]).toMatchObject({ eccn: "7A994", source: "register", filed: "matrix.csv, line 2" });
    expect(rows[4]).toMatchObject({ outcome: "classified", eccn: "EAR99", source: "register" });
  });

  it("writes a workbook whose every cell is inert, and which reads back", async () => {
    const evil = [
      '=HYPERLINK("http://x.example","y")',
      "+1+1",
      "-1",
      "@SUM(A1)",
      "\t=1+1",
      "\r=1+1",
      "plain\u0007bell",
    ];
    const csv = `Part number,Description,Qty\n${evil.map((text, at) => `P-${at},"${text.replaceAll('"', '""')}",1`).join("\n")}\n`;
    const out = join(folder, "result.xlsx");
    const ran = await runDesk(["bom", fileOf("evil.csv", csv), "--out", out]);
    expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining(`wrote ${out}`) });
    const bytes = readFileSync(out);
    const [summary, lines] = await readSheets(bytes);
    expect(summary?.sheet).toBe("Summary");
    expect(summary?.data[0]?.[0]).toBe("Proposed, not released");
    const header = lines?.data[0] ?? [];
    const column = (name: string) => (lines?.data ?? []).slice(1).map((row) => row[header.indexOf(name)]);
    expect(column("Description")).toEqual([evil[0], "+1+1", "-1", "@SUM(A1)", "=1+1", "=1+1", "plainbell"]);
    expect(column("Row")).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(column("Outcome")[0]).toBe("a fact is missing");
    // Whatever its words begin with, no cell is a formula.
    const { formulas, texts } = await cellsOf(bytes);
    expect(formulas).toBe(0);
    expect(texts).toBeGreaterThan(7);
  });

  it("says on stderr how far a long list is", async () => {
    const path = fileOf("long.csv", toCsv(bomTable(450)));
    const ran = await runDesk(["bom", path, "--json"]);
    expect(ran.err).toBe("200 of 450 lines\n400 of 450 lines\n450 of 450 lines\n");
    expect(ran.lines).toHaveLength(451);
  }, 60_000);

  const workbook = (cells: string): Uint8Array =>
    makeZip(
      xlsxParts([{ name: "BOM", rows: [["Part number", "Qty"]] }]).map((part) =>
        part.name === "xl/worksheets/sheet1.xml"
          ? { ...part, data: String(part.data).replace("</sheetData>", `${cells}</sheetData>`) }
          : part,
      ),
    );
  const row = (quantity: string): string =>
    `<row r="2"><c r="A2" t="inlineStr"><is><t>P-1</t></is></c>${quantity}</row>`;

  it.each([
    ["no file", () => "none.csv", 2, "there is no file none.csv"],
    ["another kind", () => fileOf("list.pdf", "x"), 2, "bom reads CSV and XLSX; list.pdf is neither"],
    ["no columns", () => fileOf("n.csv", "Name,Price\nx,1\n"), 1, /^n\.csv: I find no row that names the columns/],
    ["no lines", () => fileOf("e.csv", "Part number,Qty\n"), 1, /no line below them/],
    [
      "too many lines",
      () => fileOf("big.csv", `Part number,Qty\n${"P-1,1\n".repeat(100_001)}`),
      1,
      /has 100,001 lines; I read up to 100,000/,
    ],
    [
      "two lists in one workbook",
      () =>
        fileOf(
          "two.xlsx",
          makeZip(
            xlsxParts(
              ["Rev A", "Rev B"].map((name) => ({
                name,
                rows: [
                  ["Part number", "Qty"],
                  ["P-1", "1"],
                ],
              })),
            ),
          ),
        ),
      1,
      /Two sheets are bills of material \(“Rev A” and “Rev B”\)/,
    ],
    [
      "a formula nobody worked out",
      () => fileOf("f.xlsx", workbook(row('<c r="B2"><f>SUM(C2:D2)</f></c>'))),
      1,
      /Cell B2 of “BOM” is a formula without a stored result/,
    ],
    [
      "a result that is no workbook",
      () => `${fileOf("ok.csv", LIST)}\0--out\0result.csv`,
      2,
      /--out takes a name that ends in \.xlsx/,
    ],
  ])("%s: one sentence", async (_name, make, exit, says) => {
    const ran = await runDesk(["bom", ...make().split("\0")], { cwd: folder });
    expect(ran.exit).toBe(exit);
    expect(ran.out).toBe("");
    expect(ran.err.trim().split("\n")).toHaveLength(1);
    expect(ran.err).toMatch(says);
  });

  it("a formula with its stored result is a figure like any other", async () => {
    const ran = await runDesk(["bom", fileOf("g.xlsx", workbook(row('<c r="B2"><f>1+2</f><v>3</v></c>'))), "--json"]);
    expect(ran.exit).toBe(0);
    expect(rowsOf(ran)[0]).toMatchObject({ line: 2, partNumber: "P-1", quantity: "3" });
  });

  it("reads the sheet it is told to", async () => {
    const two = ["Rev A", "Rev B"].map((name) => ({
      name,
      rows: [
        ["Part number", "Qty"],
        [name, "1"],
      ],
    }));
    const ran = await runDesk(["bom", fileOf("pick.xlsx", makeZip(xlsxParts(two))), "--sheet", "Rev B", "--json"]);
    expect(rowsOf(ran)[0]).toMatchObject({ partNumber: "Rev B" });
  });
});

/** Every cell of the sheets, from the bytes themselves. */
async function cellsOf(bytes: Uint8Array): Promise<{ readonly formulas: number; readonly texts: number }> {
  const { fromBufferPromise } = await import("yauzl");
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  let xml = "";
  for await (const entry of zip.eachEntry())
    if (entry.fileName.startsWith("xl/worksheets/sheet"))
      for await (const chunk of await zip.openReadStreamPromise(entry)) xml += String(chunk);
  return { formulas: xml.match(/<f[ >/]/g)?.length ?? 0, texts: xml.match(/t="(?:s|inlineStr|str)"/g)?.length ?? 0 };
}
