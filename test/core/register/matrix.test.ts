import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import type { SourceText } from "../../../core/item/document.ts";
import { keyOf, isSameKey } from "../../../core/register/identity.ts";
import type { ItemState } from "../../../core/register/item-state.ts";
import { readMatrix } from "../../../core/register/matrix.ts";
import { columnsOf } from "../../../core/register/matrix-columns.ts";
import { planImport } from "../../../core/register/plan-import.ts";
import { filed, record } from "./records.ts";

const CODES = new Set(["3A001", "3A991", "5A992"]);
const rules = { isHeading: (eccn: string) => CODES.has(eccn), today: toLawDate("2026-11-24") };
const table = (...rows: readonly (readonly string[])[]): SourceText => ({
  name: "matrix.csv",
  kind: "csv",
  pages: [{ page: 1, text: rows.map((row) => row.join("\t")).join("\n") }],
});
const HEADER = ["Part number", "Rev", "Manufacturer", "ECCN", "Kind of determination", "Date"];
const read = (...rows: readonly (readonly string[])[]) => readMatrix(table(HEADER, ...rows), rules);
const codes = (matrix: ReturnType<typeof readMatrix>) => matrix.faults.map(({ line, code }) => [line, code]);

describe("a company's matrix", () => {
  it.each([
    [
      ["P/N", "ECCN"],
      ["part", "code"],
    ],
    [
      ["Item", "Part No.", "Mfr.", "US ECCN", "Classified by"],
      ["part", "maker", "code", "approver"],
    ],
    [
      ["Material Number", "Export Classification", "CCATS #", "Remarks"],
      ["part", "code", "reference", "notes"],
    ],
    [
      ["SKU", "EAR/ITAR", "USML Category", "Re-review date"],
      ["part", "code", "jurisdiction", "reviewBy"],
    ],
  ])("recognises the columns %j", (header, roles) => {
    expect([...(columnsOf(header)?.roles.keys() ?? [])].toSorted()).toEqual(roles.toSorted());
  });

  it("takes the better named of two columns, and names those it does not use", () => {
    const found = columnsOf(["Item", "Part number", "ECCN", "HTS"]);
    expect(found?.roles.get("part")).toBe(1);
    expect(found?.unused).toEqual(["Item", "HTS"]);
    expect(columnsOf(["Name", "Price"])).toBeNull();
  });

  it("reads codes as people write them", () => {
    const rows = read(
      ["A-1", "", "", "3A001.a.5.a.4"],
      ["A-2", "", "", "ECCN: 3a991"],
      ["A-3", "", "", "EAR 99"],
      ["A-4", "", "", "XI(c)(2)"],
      ["A-5", "", "", "USML Category IV"],
      ["A-6", "", "", "5A992 c"],
    ).rows.map(({ eccn, paragraph, jurisdiction }) => [eccn, paragraph, jurisdiction]);
    expect(rows).toEqual([
      ["3A001", "3A001.a.5.a.4", "EAR"],
      ["3A991", null, "EAR"],
      ["EAR99", null, "EAR"],
      ["USML XI", "XI(c)(2)", "ITAR"],
      ["USML IV", null, "ITAR"],
      ["5A992", "5A992.c", "EAR"],
    ]);
  });

  it("names each line that cannot be read, by its number in the file", () => {
    const matrix = read(
      ["A-1", "B", "M", "9Z999"],
      ["", "B", "M", "3A001"],
      ["A-3", "B", "M", ""],
      ["A-4", "B", "M", "3A001", "rumour"],
      ["A-5", "B", "M", "3A001", "own", "03/04/2026"],
      ["A-6", "B", "M", "3A001", "own", "2026-11-25"],
      ["A-7", "B", "M", "3A001", "own", "2026-02-30"],
      ["A-8", "B", "M", "3A001", "own", "13/04/2026"],
    );
    expect(codes(matrix)).toEqual([
      [2, "unknown-eccn"],
      [3, "no-part-number"],
      [4, "no-code"],
      [5, "unknown-kind"],
      [6, "bad-date"],
      [7, "future-date"],
      [8, "bad-date"],
    ]);
    expect(matrix.rows.map(({ date }) => date)).toEqual(["2026-04-13"]);
    expect(codes(readMatrix(table(["Name", "Price"], ["a", "b"]), rules))).toEqual([[1, "no-header"]]);
  });

  it("a ruling of BIS says nothing of jurisdiction; a code against its jurisdiction is a fault", () => {
    expect(read(["A-1", "", "", "3A001", "CCATS"]).rows[0]?.jurisdiction).toBeNull();
    const header = ["Part number", "ECCN", "Jurisdiction"];
    expect(codes(readMatrix(table(header, ["A-1", "3A001", "ITAR"]), rules))).toEqual([[2, "against-jurisdiction"]]);
  });
});

describe("a matrix against itself and the register", () => {
  const nothing = () => null;
  const state = (over: Partial<Parameters<typeof filed>[0]> = {}): ItemState => ({
    ...record({ identity: { maker: "M", partNumber: "A-1", revision: "B" } }),
    determinations: [filed(over)],
  });
  const onFile = (one: ItemState) => (key: ReturnType<typeof keyOf>) =>
    isSameKey(key, keyOf(one.identity)) ? one : null;

  it("one item with two codes is a conflict that names both lines; the same line twice is one", () => {
    const matrix = read(["A-1", "B", "M", "3A001"], ["a1", "rev b", "M Inc.", "3A991"], ["A-1", "B", "M", "3A001"]);
    const plan = planImport(matrix.rows, nothing);
    expect(plan.faults).toMatchObject([{ line: 3, code: "two-codes", other: 2 }]);
    expect(plan.rows).toHaveLength(1);
  });

  it("another kind of determination, another revision and another maker are no conflict", () => {
    const matrix = read(
      ["A-1", "B", "M", "3A001"],
      ["A-1", "B", "M", "3A991", "supplier"],
      ["A-1", "C", "M", "3A991"],
      ["A-1", "B", "N", "3A991"],
    );
    expect(planImport(matrix.rows, nothing)).toMatchObject({ faults: [], rows: [{}, {}, {}, {}] });
  });

  it("against the register: the same is nothing, another code needs a later day", () => {
    const one = state({ date: toLawDate("2026-11-20") });
    const plan = (row: readonly string[]) => planImport(read(row).rows, onFile(one));
    expect(plan(["A-1", "B", "M", "3A001.a.5.a.4"]).rows[0]?.does).toBe("nothing");
    for (const date of ["", "2026-11-19", "2026-11-20"])
      expect(plan(["A-1", "B", "M", "3A991", "own", date]).faults[0]?.code).toBe("other-code-on-file");
    expect(plan(["A-1", "B", "M", "3A991", "own", "2026-11-21"]).rows[0]?.does).toBe("changes");
    expect(plan(["A-1", "B", "M", "3A991", "supplier"]).rows[0]?.does).toBe("adds");
  });

  it("a second name that is the own name of another item is refused", () => {
    const header = ["Part number", "ECCN", "Alias"];
    const matrix = readMatrix(table(header, ["A-1", "3A001", "X-9; A-2"], ["A-2", "3A991", ""]), rules);
    expect(planImport(matrix.rows, nothing).faults).toMatchObject([{ line: 2, code: "name-of-another", other: 3 }]);
  });
});
