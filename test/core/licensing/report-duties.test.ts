import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import type { LicenceInput, Obligation } from "../../../core/licensing/determination.ts";
import { readReporting } from "../../../core/rulebook/licence-table/read-reports.ts";
import type { OfficialEntry } from "../../../core/rulebook/official-entry.ts";
import { rulebook } from "../../rulebook.ts";

const duties = (eccn: string, paragraph: string | undefined, destination: string, more: Partial<LicenceInput> = {}) =>
  determineLicence(
    { eccn, destination, facts: [], ...(paragraph === undefined ? {} : { paragraph }), ...more },
    { rulebook, asOf: toLawDate("2026-11-24"), lists: null },
  );
const reports = (list: readonly Obligation[]): readonly string[] =>
  list.map(({ what }) => what).filter((what) => what.endsWith("report"));

const civil: Partial<LicenceInput> = {
  facts: [
    { name: "military-design", value: false },
    { name: "civil-telecom-use", value: false },
  ],
};

describe("reports under part 743 as duties (774 Supp. 1, Reporting Requirements)", () => {
  it("binds the paragraphs that the line names: a converter of 3A001.a.5 has none, under any exception", () => {
    const { outcome, obligations } = duties("3A001", "3A001.a.5.a.4", "Israel", civil);
    expect(outcome).toBe("exception-available");
    expect(reports(obligations)).toEqual([]);
  });

  it("stands under an exception alone, with the exceptions that can be used, the citation and the edition", () => {
    const { outcome, obligations } = duties("3A002", "3A002.h.1.d", "Israel", civil);
    expect(outcome).toBe("exception-available");
    expect(obligations).toContainEqual(
      expect.objectContaining({
        what: "conventional-arms-report",
        cite: "15 CFR 743.1; 774 Supp. 1, 3A002",
        edition: "2026-06-22",
        binds: expect.objectContaining({ when: "exception", exceptions: expect.arrayContaining(["GBS"]) }),
      }),
    );
    expect(reports(duties("3A002", "3A002.h.1.d", "China").obligations)).toEqual([]);
  });

  it("stands for thermal cameras to Country Group A:1 alone, and for their own paragraph", () => {
    expect(reports(duties("6A003", "6A003.b.4.b", "Germany").obligations)).toContain("thermal-camera-report");
    expect(reports(duties("6A003", "6A003.b.4.b", "Israel").obligations)).not.toContain("thermal-camera-report");
    expect(reports(duties("6A003", "6A003.a.3", "Germany").obligations)).not.toContain("thermal-camera-report");
  });

  it("stands for deemed exports, and while nobody has said how it goes", () => {
    expect(reports(duties("4E906", undefined, "Germany", { movement: "deemed-export" }).obligations)).toContain(
      "deemed-export-report",
    );
    expect(reports(duties("4E906", undefined, "Germany").obligations)).toContain("deemed-export-report");
    expect(reports(duties("4E906", undefined, "Germany", { movement: "export" }).obligations)).not.toContain(
      "deemed-export-report",
    );
  });

  it("is no duty where nothing may go", () => {
    expect(reports(duties("4A003", undefined, "Iran").obligations)).toEqual([]);
    expect(reports(duties("4A003", undefined, "Germany").obligations)).toEqual(["computer-verification-report"]);
  });

  it.each([
    [
      "See § 743.1 of the EAR for reporting requirements for exports under License Exceptions, and Validated End-User authorizations.",
      { section: "743.1", when: "exception" },
    ],
    [
      ": See § 743.1 of the EAR for reporting requirements for exports under 3A001.b.2 or b.3 under License Exceptions, and Validated End-User authorizations.",
      { section: "743.1", when: "exception", paragraphs: ["b.2", "b.3"] },
    ],
    [
      "See § 743.1 of the EAR for reporting requirements for all exports, and under License Exceptions.",
      { section: "743.1", when: "unread" },
    ],
    ["Report everything.", { section: null, when: "unread" }],
  ])("reads a line by a closed grammar, and what it cannot read binds every export: %s", (line, report) => {
    const entry = { eccn: "3A001", reporting: [line], prose: [] } as unknown as OfficialEntry;
    expect(readReporting(entry)).toEqual([{ line, report }]);
  });

  it("every entry of the list with such a line holds it as codes: 53", () => {
    const rows = rulebook.sections.licenceTables.flatMap(({ data }) =>
      data.entries.flatMap(({ reports: own = [] }) => own),
    );
    expect(rows).toHaveLength(53);
    expect(rows.filter(({ when }) => when === "unread")).toEqual([]);
  });
});
