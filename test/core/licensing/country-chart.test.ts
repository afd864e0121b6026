import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { resolveCountry } from "../../../core/licensing/countries.ts";
import { destinationOf } from "../../../core/licensing/destination.ts";
import type { Destination } from "../../../core/licensing/destination.ts";
import { licensingRulesAt } from "../../../core/licensing/rules-at.ts";
import { rulebook } from "../../rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"] ?? "";
const rules = licensingRulesAt(rulebook, toLawDate("2026-11-23"));
const read = <T>(file: string): T => JSON.parse(readFileSync(`${DATA}/rules/${file}`, "utf8")) as T;

/** "Georgia" is asked on its own; a row of the chart means the country. */
function placed(name: string): Destination | null {
  const place = resolveCountry(name === "Georgia" ? "GE" : name, rulebook);
  return place.state === "resolved" && rules ? destinationOf(place, rulebook, rules) : null;
}

describe("the chart in the rulebook", () => {
  it("has 200 rows of 16 columns, four of them embargoed and empty", () => {
    const { rows, columns } = rulebook.sections.countryChart[0]!.data;
    expect(columns).toHaveLength(16);
    expect(rows).toHaveLength(200);
    const embargoed = rows.filter((row) => row.embargoed);
    expect(embargoed.map(({ of }) => of).toSorted()).toEqual(["CU", "IR", "KP", "SY"]);
    expect(embargoed.every(({ marks }) => marks.length === 0)).toBe(true);
  });

  it("marks AT in no row", () => {
    const marks = rulebook.sections.countryChart[0]!.data.rows.flatMap((row) => row.marks);
    expect(marks.filter((mark) => mark.startsWith("AT"))).toEqual([]);
  });

  it("names every country of the chart and of the groups in the table of names", () => {
    const known = new Set(rulebook.sections.countries[0]!.data.destinations.map(({ code }) => code));
    const charted = rulebook.sections.countryChart[0]!.data.rows.map(({ of }) => of);
    const grouped = rulebook.sections.countryGroups[0]!.data.groups.flatMap(({ members }) => members);
    expect([...charted, ...grouped].filter((code) => !known.has(code))).toEqual([]);
  });
});

describe.skipIf(DATA === "")(
  "the chart against the published ones (not run: no reference data without DESK_TEST_DATA)",
  () => {
    type Chart = {
      readonly countries: Record<string, { readonly marks: string[]; readonly footnotes: number[] }>;
      readonly embargoed: Record<string, unknown>;
    };
    type Groups = { readonly groups: Record<string, string[]> };

    it("agrees in every cell and footnote with the chart of 2026-07-23", () => {
      const chart = read<Chart>("us-ear-json-2026-07-23/country-chart.json");
      const different = Object.entries(chart.countries).filter(([name, row]) => {
        const place = placed(name);
        const marks = row.marks.map((mark) => mark.replace(" ", "")).toSorted();
        return (
          !place?.marks ||
          [...place.marks].toSorted().join() !== marks.join() ||
          place.notes.join() !== row.footnotes.join()
        );
      });
      expect(Object.keys(chart.countries)).toHaveLength(196);
      expect(different).toEqual([]);
    });

    it("reads the four embargoed rows as embargoed", () => {
      const chart = read<Chart>("us-ear-json-2026-07-23/country-chart.json");
      expect(Object.keys(chart.embargoed).map((name) => placed(name)?.embargoed)).toEqual([true, true, true, true]);
    });

    it("agrees with every member of every Country Group", () => {
      const { groups } = read<Groups>("us-ear-json-2026-07-23/country-groups.json");
      const missing = Object.entries(groups).flatMap(([group, names]) =>
        names.filter((name) => placed(name)?.groups.has(group) !== true).map((name) => `${group} ${name}`),
      );
      const members = (group: string): number =>
        rulebook.sections.countryGroups[0]!.data.groups.find((one) => one.group === group)?.members.length ?? 0;
      expect(missing).toEqual([]);
      expect(Object.entries(groups).map(([group, names]) => `${group} ${names.length}`)).toEqual(
        Object.keys(groups).map((group) => `${group} ${members(group)}`),
      );
    });

    it("agrees with the BIS export of November 2025 in every column but CC 2, which that export holds stale", () => {
      const csv = readFileSync(`${DATA}/rules/us-ear-country-chart-csv-2025-11/country-chart-export.csv`, "utf8");
      const rows = parse<Record<string, string>>(csv, {
        columns: (names: string[]) => names.map((name, at) => (name === "Footnote" ? `Footnote ${at}` : name)),
        relax_column_count: true,
        bom: true,
      });
      const columns = [
        "CB 1",
        "CB 2",
        "CB 3",
        "NP 1",
        "NP 2",
        "NS 1",
        "NS 2",
        "MT 1",
        "RS 1",
        "RS 2",
        "FC 1",
        "CC 1",
        "CC 3",
        "AT 1",
        "AT 2",
      ];
      const compared = rows.flatMap((row) => {
        const name = (row["Countries"] ?? "")
          .replace(/( \d+)+$/, "")
          .replaceAll("  ", ", ")
          .trim();
        const place = name === "" || name === "Zimbabwe" ? null : placed(name);
        const marked = columns.filter((column) => row[column] === "X");
        // Names that only the groups use carry no marks in that export.
        if (!place?.marks || place.embargoed || marked.length === 0) return [];
        return [
          {
            name,
            same: columns.every((column) => place.marks?.has(column.replace(" ", "")) === (row[column] === "X")),
          },
        ];
      });
      expect(compared.length).toBeGreaterThan(190);
      expect(compared.filter(({ same }) => !same).map(({ name }) => name)).toEqual([]);
    });
  },
);
