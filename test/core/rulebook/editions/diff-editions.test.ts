import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toProvision } from "../../../../core/rulebook/editions/entry-provision.ts";
import { readCclJson } from "../../../../adapters/ecfr/ccl-json.ts";
import { importCcl } from "../../../../adapters/ecfr/import-ccl.ts";
import { readPart } from "../../../../adapters/ecfr/part-provisions.ts";
import { diffEditions } from "../../../../core/rulebook/editions/diff-editions.ts";

const one = (key: string, ...text: readonly string[]) => ({ key, parts: { text } });

describe("two editions compared in meaning", () => {
  it("punctuation, case, blanks and line breaks change nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }), (lines) => {
        const edited = lines.map((line) => ` ${line.toUpperCase()}; `);
        fc.pre(lines.every((line) => line.toUpperCase().toLowerCase() === line.toLowerCase()));
        expect(diffEditions([one("a", ...lines)], [one("a", edited.join(" — "))]).changes).toEqual([]);
      }),
    );
  });

  it("a changed figure is a change, with the lines that went and came", () => {
    const diff = diffEditions(
      [one("3A001", "exceeding 1.3 GSPS", "kept")],
      [one("3A001", "exceeding 1.5 GSPS", "kept")],
    );
    expect(diff.changes).toEqual([
      {
        key: "3A001",
        what: "changed",
        parts: [{ part: "text", gone: ["exceeding 1.3 GSPS"], come: ["exceeding 1.5 GSPS"] }],
      },
    ]);
  });

  it("what a damaged source lacks is not comparable, never removed", () => {
    const diff = diffEditions([one("3E002", "x"), one("3E003", "y")], [], new Set(["3E002"]));
    expect(diff.notComparable).toEqual(["3E002"]);
    expect(diff.changes).toEqual([{ key: "3E003", what: "removed", parts: [] }]);
  });
});

const data = process.env["DESK_TEST_DATA"];
describe.skipIf(!data)("the editions of 2026 (needs the reference data)", () => {
  const text = (file: string): string => readFileSync(join(data ?? "", "rules", file), "utf8");

  it("the three editions of part 744 differ in nothing", () => {
    const parts = ["03-25", "07-18", "07-23"].map((day) =>
      readPart(text(`us-ear-part744/part744-fetched-2026-${day}.xml`)),
    );
    expect(parts[0]?.length).toBeGreaterThan(20);
    for (const [first, second] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const)
      expect(diffEditions(parts[first] ?? [], parts[second] ?? []).changes).toEqual([]);
  });

  it("the control lists of June and July do: the Emirates in the rows of advanced computing, and 0A502", () => {
    const june = importCcl(text("us-ear-ccl-2026-06/ccl-supp1-part774.xml")).map(toProvision);
    const july = readCclJson(text("us-ear-json-2026-07-23/ccl.json"));
    const diff = diffEditions(june, july.provisions, july.unreliable);
    const emirates = diff.changes.filter(({ parts }) =>
      parts.some(({ come }) => come.some((line) => line.includes("United Arab Emirates"))),
    );
    expect(emirates.map(({ key }) => key).toSorted()).toEqual(
      [
        "3A001",
        "3A090",
        "3D001",
        "4A003",
        "4A004",
        "4A005",
        "4A090",
        "4D001",
        "4D090",
        "4E001",
        "5A002",
        "5A004",
        "5A992",
        "5D002",
        "5D992",
        "5E002",
        "5E992",
      ].toSorted(),
    );
    expect(diff.changes.find(({ key }) => key === "0A502")?.parts.map(({ part }) => part)).toEqual(["heading", "rows"]);
    expect(diff.changes.length).toBeLessThan(24);
    expect(diff.notComparable).toHaveLength(9);
  });
});
