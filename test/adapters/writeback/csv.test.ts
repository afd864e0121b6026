import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvTable } from "../../../adapters/writeback/csv.ts";

describe("a cell of a file that a spreadsheet may open", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+49", "'+49"],
    ["-cmd", "'-cmd"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["-55", "-55"],
    ["-5.5", "-5.5"],
    ["-5.5.5", "'-5.5.5"],
    ["3A001.a", "3A001.a"],
    ["", ""],
  ])("%s is read back as %s", (value, cell) => {
    expect(parse(`${csvCell(value)}\r\n`)).toEqual(value === "" ? [[""]] : [[cell]]);
  });

  it("whatever the values, the table has their shape and no cell begins as a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const read = parse(csvTable(rows), { relax_column_count: true }) as string[][];
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        for (const cell of read.flat()) expect(/^[=+@\t\r]/.test(cell) || /^-(?!\d)/.test(cell)).toBe(false);
      }),
    );
  });
});
