import { describe, expect, it } from "vitest";
import { assertRuns } from "../../../../bot/rules/activate-texts.ts";
import { differenceLine, setStateLine } from "../../../../bot/rules/set-state-words.ts";
import { toLawDate } from "../../../../core/dates.ts";
import { determineLicence } from "../../../../core/licensing/determine-licence.ts";
import { stepOf } from "../../../../core/licensing/precedence.ts";
import { setDatesOn } from "../../../../core/rulebook/editions/set-dates.ts";
import type { Rulebook } from "../../../../core/rulebook/rulebook.ts";
import { withSection } from "../../../factories/changed-rulebook.ts";
import { rulebook } from "../../../rulebook.ts";

const asOf = toLawDate("2026-11-24");
type Value = Rulebook["sections"]["overlays"][number]["data"]["overlays"][number]["values"][number];

const overlayAs = (id: string, values: readonly Value[]): Rulebook =>
  withSection(rulebook, "overlays", (data) => ({
    ...data,
    overlays: data.overlays.map((one) => (one.id === id ? { ...one, values: [...values] } : one)),
  }));
const off = overlayAs("uae", [
  { from: "2026-07-23", state: "on", source: "the edition" },
  { from: "2026-10-01", state: "off", source: "an administrator" },
]);
const absent = withSection(rulebook, "overlays", (data) => ({
  ...data,
  overlays: data.overlays.filter(({ id }) => id !== "uae"),
}));
const tablesOf = (edition: string): Rulebook =>
  withSection(rulebook, "licenceTables", (data) => ({ ...data, from: edition, source: { ...data.source, edition } }));

const licence = (book: Rulebook, eccn: string, destination: string, paragraph?: string) =>
  determineLicence(
    { eccn, destination, facts: [], ...(paragraph === undefined ? {} : { paragraph }) },
    { rulebook: book, asOf, lists: null },
  );

describe("a set of mixed dates (LAW: only with an overlay for each known difference)", () => {
  it("is what ships: the control list of June beside the groups of July, each difference with its overlay", () => {
    const dates = setDatesOn(rulebook, asOf);
    expect(dates.state).toBe("mixed-overlaid");
    expect(dates.differences.map(({ id, open }) => [id, open])).toEqual([
      ["uae-rows", null],
      ["shotguns", null],
    ]);
    expect(() => assertRuns(rulebook, asOf)).not.toThrow();
    expect(setStateLine(dates)).toMatch(/^mixed dates, .*; each known difference is read with its overlay: uae-rows/);
  });

  it("says which parts nobody compared with a later edition", () => {
    expect(setDatesOn(rulebook, asOf).notCompared.map(({ part }) => part)).toEqual([
      "us-ear/embargoes",
      "us-itar/126.1",
    ]);
  });

  it("names every row of the list that writes D:1, D:4 and D:5 as touched, and nothing else", () => {
    const rows = rulebook.sections.licenceTables.flatMap(({ data }) =>
      data.entries.filter(({ controls }) =>
        controls.some(
          ({ prose }) => prose?.kind === "groups" && ["D:1", "D:4", "D:5"].every((g) => prose.in.includes(g)),
        ),
      ),
    );
    const named = rulebook.sections.knownDifferences[0]!.data.differences.find(({ id }) => id === "uae-rows")!;
    expect(rows).toHaveLength(18);
    expect(named.paragraphs.map((one) => one.slice(0, 5))).toEqual(rows.map(({ eccn }) => eccn).toSorted());
  });

  it.each([
    ["switched off", off, "overlay-off"],
    ["absent", absent, "no-overlay"],
  ] as const)("with the overlay %s is a state with a name, and is not put in use", (_, book, why) => {
    const dates = setDatesOn(book, asOf);
    expect(dates.state).toBe("mixed-open");
    const open = dates.differences.filter((one) => one.open !== null);
    expect(open).toMatchObject([{ id: "uae-rows", open: why, older: { date: "2026-06-22" } }]);
    expect(() => assertRuns(book, asOf)).toThrow(expect.objectContaining({ name: "MixedDates", open }));
    expect(differenceLine(open[0]!)).toMatch(
      /us-ear\/licence-tables of 2026-06-22 stands beside us-ear\/country-groups of/,
    );
    expect(setStateLine(dates)).toMatch(/1 known difference that no overlay covers \(uae-rows\)/);
  });

  it("is judged on the day: before the switch the set runs", () => {
    expect(setDatesOn(off, toLawDate("2026-09-30")).state).toBe("mixed-overlaid");
  });

  it.each(["3A090.b", "3A001.z.1.b", "3D001", "3E001", "4A090.b", "5A992.z.2", "5E992"])(
    "never answers more loosely where the overlay is off or absent: %s to the United Arab Emirates",
    (paragraph) => {
      const eccn = paragraph.slice(0, 5);
      for (const book of [off, absent]) {
        const open = licence(book, eccn, "United Arab Emirates", paragraph);
        expect(stepOf(open.outcome)).toBe("held");
        expect(open.because.map(({ code }) => code)).toContain("mixed-dates-open");
        const elsewhere = licence(book, eccn, "Germany", paragraph);
        expect(elsewhere.because.map(({ code }) => code)).not.toContain("mixed-dates-open");
      }
    },
  );

  it("leaves what no difference touches as it was", () => {
    for (const book of [off, absent])
      expect(licence(book, "3A225", "United Arab Emirates")).toEqual(
        licence(rulebook, "3A225", "United Arab Emirates"),
      );
  });

  it("ends by itself when the control list of July is in use, whatever the overlay says", () => {
    const july = tablesOf("2026-07-23");
    expect(setDatesOn(july, asOf).differences).toEqual([]);
    expect(licence(july, "0A502", "Belgium").because.map(({ code }) => code)).not.toContain("mixed-dates-read");
  });

  it("is no mixture where every part is older than the change", () => {
    const june = withSection(rulebook, "countryGroups", (data) => ({
      ...data,
      source: { ...data.source, edition: "2026-06-22" },
    }));
    expect(setDatesOn(june, asOf).differences.map(({ id }) => id)).toEqual(["shotguns"]);
  });
});
