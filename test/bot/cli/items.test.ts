import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newHome, runDesk } from "./run-desk.ts";
import writeExcel from "write-excel-file/node";

function fileOf(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "desk-cli-items-")), name);
  writeFileSync(path, text);
  return path;
}
const MATRIX = `Export matrix;;;;
Part No.;Mfr;Rev;ECCN;Classified by;Classification date;HTS
AD-7;Northwind Example;B;3A001.a.5.a.4;trade compliance;01.03.2026;8542
AD-7;Northwind Example;C;3A991;trade compliance;2026-03-01;8542
KS-3;Northwind Example;;EAR99;;;
`;

describe("desk items", () => {
  it("imports a matrix, and what it holds is found, shown and told by its history", async () => {
    const home = newHome();
    const cli = (...argv: readonly string[]) => runDesk(["items", ...argv], { home });
    const path = fileOf("matrix.csv", MATRIX);
    const dry = await cli("import", path, "--dry-run", "--json");
    expect(dry.lines.at(-1)).toMatchObject({ dryRun: true, new: 3, itemsWritten: 0, unusedColumns: ["HTS"] });
    expect((await cli("find", "AD-7", "--json")).out).toBe("");

    const imported = await cli("import", path, "--json");
    expect(imported).toMatchObject({ exit: 0, err: "" });
    expect(imported.lines.at(-1)).toMatchObject({
      new: 3,
      itemsWritten: 3,
      columns: { part: "Part No.", maker: "Mfr" },
    });
    expect((await cli("import", path, "--json")).lines.at(-1)).toMatchObject({
      new: 0,
      onFileAlready: 3,
      itemsWritten: 0,
    });

    expect((await cli("find", "northwind", "3a00", "--json")).lines).toMatchObject([
      {
        partNumber: "AD-7",
        revision: "B",
        eccn: "3A001",
        paragraph: "3A001.a.5.a.4",
        kind: "own",
        date: "2026-03-01",
        due: null,
      },
    ]);
    expect(await cli("show", "AD-7")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("say --maker and --revision"),
    });
    expect((await cli("show", "ad7", "--revision", "rev. c")).out).toContain(
      "3A991 · our own record matrix.csv, line 4 of 2026-03-01",
    );
    expect((await cli("history", "ks3", "--json")).lines).toMatchObject([
      { pos: 0, type: "determination-filed", actor: { via: "cli" } },
    ]);
    expect((await cli("due")).out).toBe("no item is due\n");
    expect(await cli("show", "ZX-1")).toMatchObject({ exit: 1, err: "no item ZX-1 is in the register\n" });
    expect((await cli("show")).exit).toBe(2);
  });

  it("names every line to mend and imports nothing, not even the good ones", async () => {
    const home = newHome();
    const path = fileOf("bad.csv", "Part Number,ECCN\nGOOD-1,EAR99\nA-1,3A991\nA1,3A001.a.5\nB-1,9Z999\n");
    const ran = await runDesk(["items", "import", path], { home });
    expect(ran.exit).toBe(1);
    expect(ran.err).toContain("line 4: two codes for one item: A1: 3A991 and 3A001.a.5 (line 3)");
    expect(ran.err).toContain("line 5: “9Z999” is no ECCN");
    expect(ran.err).toContain("nothing was imported: 2 lines of bad.csv to mend first");
    expect((await runDesk(["items", "find", "good"], { home })).out).toBe("no item\n");
  });

  it("reads a workbook too, each sheet with its own header", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "desk-cli-items-")), "matrix.xlsx");
    const cell = (value: string) => ({ value, type: String });
    await writeExcel([
      [cell("Manufacturer Part Number"), cell("US ECCN"), cell("Determination type"), cell("CCATS Number")],
      [cell("AD-7"), cell("3A001.a.5.a.4"), cell("CCATS"), cell("Z000000")],
    ]).toFile(path);
    const home = newHome();
    expect((await runDesk(["items", "import", path], { home })).exit).toBe(0);
    expect((await runDesk(["items", "show", "AD-7", "--json"], { home })).lines).toMatchObject([
      { eccn: "3A001", kind: "CCATS", jurisdiction: null, source: "Z000000" },
    ]);
  });

  it("says what it cannot read", async () => {
    expect((await runDesk(["items", "import"])).exit).toBe(2);
    expect(await runDesk(["items", "import", fileOf("m.txt", "x")])).toMatchObject({
      exit: 2,
      err: expect.stringContaining("CSV and XLSX"),
    });
    expect((await runDesk(["items", "import", "/no/such.csv"])).exit).toBe(2);
    expect(await runDesk(["items", "import", fileOf("m.csv", "Name,Price\nscale,3\n")])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("no line names a part number and an ECCN"),
    });
    expect(await runDesk(["items", "import", fileOf("m.xlsx", "not a workbook")])).toMatchObject({ exit: 1 });
  });
});
