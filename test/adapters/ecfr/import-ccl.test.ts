import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { importCcl } from "../../../adapters/ecfr/import-ccl.ts";
import { toTable } from "../../../core/rulebook/licence-table/table-entry.ts";
import { readTable, type RowFate } from "../../../core/rulebook/licence-table/read-table.ts";

const data = process.env["DESK_TEST_DATA"];
const file = join(data ?? "", "rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml");

describe.skipIf(!data)("the Commerce Control List of June 2026 (needs the reference data)", () => {
  const text = data ? readFileSync(file, "utf8") : "";
  const entries = data ? importCcl(text) : [];
  const tables = entries.map(readTable);

  it("has 638 entries and 1,552 rows, none lost", () => {
    expect(entries).toHaveLength(638);
    expect(tables.flatMap(({ rows }) => rows)).toHaveLength(1552);
  });

  it("accounts for every row, with two for a person", () => {
    const fates: Partial<Record<RowFate, number>> = {};
    for (const { fate } of tables.flatMap(({ rows }) => rows)) fates[fate] = (fates[fate] ?? 0) + 1;
    expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(1552);
    expect(fates).toMatchObject({ "needs-review": 2, note: 1, "stands-elsewhere": 8 });
    expect(fates["in-words"]).toBeLessThan(160);
  });

  it("agrees with an index made apart from it, entry by entry", () => {
    const oracle: unknown = JSON.parse(
      readFileSync(join(data ?? "", "rules/us-ear-ccl-2026-06/derived-eccn-oracle.json"), "utf8"),
    );
    const rows = new Map(entries.map((entry) => [entry.eccn, entry.rows.length]));
    const expected = oracleRows(oracle);
    expect(expected.size).toBe(638);
    for (const [eccn, count] of expected) expect([eccn, rows.get(eccn)]).toEqual([eccn, count]);
  });

  it("the licence tables of this rulebook are what the importer writes from it", () => {
    for (const category of "0123456789") {
      const own: unknown = parse(
        readFileSync(new URL(`../../../rules/us-ear/licence-tables/${category}.yaml`, import.meta.url), "utf8"),
      );
      const written = entries.filter(({ eccn }) => eccn.startsWith(category)).map(toTable);
      expect(own).toMatchObject({ entries: written });
    }
  });

  it.each([
    ["cut in the middle", (xml: string) => xml.slice(0, 900_000), "not-well-formed"],
    ["a heading lost", (xml: string) => xml.replace("<B>8D001", "<B>8DOO1"), "entries-missing"],
    [
      "not this supplement",
      (xml: string) => xml.replaceAll("Supplement No. 1 to Part 774", "Part 744"),
      "not-a-known-part",
    ],
    [
      "an entity declared",
      (xml: string) => xml.replace("<DIV9", '<!DOCTYPE x [<!ENTITY a "b">]><DIV9'),
      "declares-entities",
    ],
  ])("a damaged file is refused whole: %s", (_, damage, code) => {
    expect(() => importCcl(damage(text))).toThrow(expect.objectContaining({ code }));
  });
});

const oracleSchema = z.object({ entries: z.array(z.object({ eccn: z.string(), licenceRows: z.number() })) });
const oracleRows = (oracle: unknown): ReadonlyMap<string, number> =>
  new Map(oracleSchema.parse(oracle).entries.map(({ eccn, licenceRows }) => [eccn, licenceRows]));
