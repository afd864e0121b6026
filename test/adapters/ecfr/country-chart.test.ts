import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRuleFile } from "../../../adapters/ecfr/read-rule-file.ts";
import { knownPlaces } from "../../../bot/rules/known-places.ts";
import { ruleFaultLine } from "../../../bot/rules/rule-fault-line.ts";
import { EcfrFault } from "../../../adapters/ecfr/ecfr-fault.ts";
import { placeOf } from "../../../core/licensing/place-names.ts";
import { chartOf, groupsOf, toChartXml, toGroupsXml, type ChartDocument } from "../../factories/country-xml.ts";
import { rulebook } from "../../rulebook.ts";

const places = knownPlaces(rulebook);
const chart = chartOf(rulebook);
const groups = groupsOf(rulebook);
const DATA = process.env["DESK_TEST_DATA"] ?? "";

const readChart = (xml: string) => {
  const [part] = readRuleFile(xml, { places });
  return part && "chart" in part ? part.chart : null;
};
const readGroups = (xml: string) => {
  const [part] = readRuleFile(xml, { places });
  return part && "groups" in part ? part.groups : null;
};
function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof EcfrFault) return ruleFaultLine("chart.xml", error);
    throw error;
  }
  return "";
}
const withRow = (name: string, change: (row: ChartDocument["rows"][number]) => ChartDocument["rows"][number]): string =>
  toChartXml({ ...chart, rows: chart.rows.map((row) => (row.name === name ? change(row) : row)) });

describe("the Country Chart as official XML (its form alone: no official file was at hand)", () => {
  it("is read whole: 200 places, 16 columns, every mark, four rows that send to part 746, every footnote", () => {
    const read = readChart(toChartXml(chart));
    expect(read?.columns).toEqual(chart.columns);
    expect(read?.rows).toEqual(
      chart.rows.map(({ name, marks, notes = [], pointer = null }) => ({ name, marks, notes, pointer })),
    );
    expect(read?.rows.filter(({ pointer }) => pointer !== null)).toHaveLength(4);
    expect(read?.footnotes.map(({ number }) => String(number)).toSorted()).toEqual(
      Object.keys(chart.footnotes).toSorted(),
    );
  });

  it("takes the columns in the order of the heads, not in ours", () => {
    const turned = { ...chart, columns: chart.columns.toReversed() };
    expect(
      readChart(toChartXml(turned))
        ?.rows.find(({ name }) => name === "Canada")
        ?.marks.toSorted(),
    ).toEqual(["CB1", "FC1"]);
  });

  it("reads footnote numbers that stand as figures behind the name", () => {
    const xml = toChartXml(chart).replace("Albania <sup>2 3</sup>", "Albania 2 3");
    expect(readChart(xml)?.rows.find(({ name }) => name === "Albania")?.notes).toEqual([2, 3]);
  });

  const albania = toChartXml(chart)
    .split("\n")
    .findIndex((line) => line.includes("Albania"));
  it.each([
    [
      "another mark than X",
      withRow("Albania", (row) => row).replace(/(Albania.*\n.*>)X(<)/, "$1(X)$2"),
      /place Albania.*column CB1.*mark \(X\)/,
    ],
    ["a cell too few", toChartXml(chart).replace(/(Albania.*)\n.*X<\/TD>/, "$1"), /is 15, expected 16/],
    ["an empty row", withRow("Albania", (row) => ({ ...row, marks: [] })), /an empty row that sends nowhere/],
    [
      "a sentence that sends nowhere",
      withRow("Albania", (row) => ({ ...row, pointer: "No license required." })),
      /says No license required/,
    ],
    ["a footnote that is not there", withRow("Albania", (row) => ({ ...row, notes: [77] })), /footnote 77/],
    ["a name nobody knows", withRow("Albania", (row) => ({ ...row, name: "Atlantis" })), /place Atlantis/],
    ["a place twice", withRow("Albania", (row) => ({ ...row, name: "Canada" })), /stands twice/],
  ])("is refused with file, line and reason: %s", (_, xml, says) => {
    const line = faultOf(() => readChart(xml));
    expect(line).toMatch(says);
    expect(line).toMatch(/^chart\.xml:\d+: /);
    if (!/twice/.test(line)) expect(Math.abs(Number(/:(\d+):/.exec(line)?.[1]) - albania)).toBeLessThanOrEqual(1);
  });

  it.each([
    [
      "a column lost",
      toChartXml({ ...chart, columns: chart.columns.filter((column) => column !== "NS2") }),
      /lost NS2/,
    ],
    ["a column of another name", toChartXml(chart).replace("NS<br/>2", "XY<br/>2"), /unknown XY 2/],
    [
      "a place of the edition before lost",
      toChartXml({ ...chart, rows: chart.rows.filter(({ name }) => name !== "China") }),
      /lost CN/,
    ],
    [
      "a column emptied",
      toChartXml({
        ...chart,
        rows: chart.rows.map((row) => ({ ...row, marks: row.marks.filter((mark) => mark !== "NP2") })),
      }),
      /columns NP2/,
    ],
    ["cut in the middle", toChartXml(chart).slice(0, 30_000), /cut or damaged/],
  ])("is refused whole: %s", (_, xml, says) => {
    expect(faultOf(() => readChart(xml))).toMatch(says);
  });
});

describe("the Country Groups as official XML (its form alone: no official file was at hand)", () => {
  it("are read whole: fourteen groups with every member", () => {
    const read = readGroups(toGroupsXml(groups, { "1": "Made-up words." }));
    const named = Object.fromEntries(
      read?.groups.map(({ group, members }) => [group, members.map(({ name }) => name).toSorted()]) ?? [],
    );
    expect(named).toEqual(
      Object.fromEntries(Object.entries(groups).map(([group, names]) => [group, names.toSorted()])),
    );
    expect(read?.footnotes).toEqual([{ number: 1, text: "Made-up words." }]);
  });

  it.each([
    ["another mark", toGroupsXml(groups).replace(">X<", ">maybe<"), /mark maybe/],
    [
      "a group lost",
      toGroupsXml(Object.fromEntries(Object.entries(groups).filter(([group]) => group !== "D:4"))),
      /lost D:4/,
    ],
    ["a name nobody knows", toGroupsXml({ ...groups, "E:2": ["Atlantis"] }), /place Atlantis/],
    [
      "a place that left every group",
      toGroupsXml(
        Object.fromEntries(
          Object.entries(groups)
            .map(([group, names]) => [group, names.filter((name) => name !== "Cuba")])
            .filter(([group]) => group !== "E:2"),
        ),
      ),
      /lost E:2/,
    ],
    ["a head without a group", toGroupsXml(groups).replaceAll("[D:1]", "D1"), /is \d+, expected \d+/],
  ])("are refused: %s", (_, xml, says) => {
    expect(faultOf(() => readGroups(xml))).toMatch(says);
  });
});

describe.skipIf(DATA === "")(
  "the published chart and groups in that form (not run: no reference data without DESK_TEST_DATA)",
  () => {
    const json = <T>(file: string): T =>
      JSON.parse(readFileSync(`${DATA}/rules/us-ear-json-2026-07-23/${file}`, "utf8")) as T;
    type Chart = {
      readonly columns: readonly string[];
      readonly countries: Record<string, { readonly marks: readonly string[]; readonly footnotes: readonly number[] }>;
      readonly embargoed: Record<string, { readonly pointer: string; readonly footnotes: readonly number[] }>;
      readonly footnotes: Record<string, string>;
    };

    it("the chart of 2026-07-23 says what the rulebook says, cell by cell, and its footnotes are the ones that were read", () => {
      const { columns, countries, embargoed, footnotes } = json<Chart>("country-chart.json");
      const xml = toChartXml({
        columns,
        footnotes,
        rows: [
          ...Object.entries(countries).map(([name, row]) => ({ name, marks: row.marks, notes: row.footnotes })),
          ...Object.entries(embargoed).map(([name, row]) => ({
            name,
            marks: [],
            notes: row.footnotes,
            pointer: row.pointer,
          })),
        ],
      });
      const read = readChart(xml);
      const ours = rulebook.sections.countryChart[0]!.data;
      const asOurs = read?.rows.map(({ name, marks, notes, pointer }) => ({
        of: placeOf(name, rulebook),
        marks: marks.toSorted(),
        notes,
        embargoed: pointer !== null,
      }));
      const sorted = <Row extends { readonly of: string | null }>(rows: readonly Row[]): readonly Row[] =>
        rows.toSorted((a, b) => ((a.of ?? "") < (b.of ?? "") ? -1 : 1));
      expect(sorted(asOurs ?? [])).toEqual(
        sorted(
          ours.rows.map(({ of, marks, notes = [], embargoed: bar = false }) => ({
            of,
            marks: marks.toSorted(),
            notes,
            embargoed: bar,
          })),
        ),
      );
      expect(read?.footnotes).toHaveLength(10);
    });

    it("the groups of 2026-07-23 say what the rulebook says, member by member", () => {
      const read = readGroups(
        toGroupsXml(json<{ readonly groups: Record<string, string[]> }>("country-groups.json").groups),
      );
      const codes = read?.groups.map(({ group, members }) => [
        group,
        members.map(({ name }) => placeOf(name, rulebook) ?? "").toSorted(),
      ]);
      const ours = rulebook.sections.countryGroups[0]!.data.groups.map(({ group, members }) => [
        group,
        members.toSorted(),
      ]);
      expect(Object.fromEntries(codes ?? [])).toEqual(Object.fromEntries(ours));
    });
  },
);
