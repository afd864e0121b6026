import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../../core/dates.ts";
import type { ProvisionChange } from "../../../../core/rulebook/editions/diff-editions.ts";
import { factsOf, touchesOf, touching, type Cited } from "../../../../core/rulebook/editions/touches.ts";
import { rulebook } from "../../../rulebook.ts";

const changed = (key: string, part: string, ...lines: readonly string[]): ProvisionChange => ({
  key,
  what: "changed",
  parts: [{ part, gone: lines.slice(0, 1), come: lines.slice(1) }],
});
const code = (eccn: string, paragraph: string | null, ...cites: readonly string[]): Cited => ({
  eccn,
  paragraph,
  cites,
});
const reached = (change: ProvisionChange, cited: Cited): boolean => touching(cited, touchesOf([change])).length > 0;

describe("what a change of an edition touches", () => {
  it("a note between the entries touches what stands under its headings, a paragraph of the Munitions List its own branch", () => {
    const under = (key: string, eccn: string): boolean =>
      reached(changed(key, "text", "One", "Other"), code(eccn, null));
    expect(["5A002", "5D992", "5A001", "3A001"].map((eccn) => under("Category 5, Part 2", eccn))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(["3E001", "3A001", "4E001"].map((eccn) => under("Category 3, E", eccn))).toEqual([true, false, false]);
    const munition = (key: string, eccn: string, paragraph: string | null): boolean =>
      reached(changed(key, "text", "One", "Other"), code(eccn, paragraph));
    expect(munition("USML XI(a)(5)", "USML XI", "XI(a)(5)(i)")).toBe(true);
    expect(munition("USML XI(a)(5)", "USML XI", "XI(c)")).toBe(false);
    expect(munition("USML XII(a)", "USML XI", null)).toBe(false);
  });

  it("a row of the chart and a member of a group touch what goes there, by code, and no item on file", () => {
    const codeOf = (name: string) => (name === "Korea, South" ? "KR" : null);
    const there = { ...code("3A225", null), places: ["KR"] };
    const elsewhere = { ...code("3A225", null), places: ["DE"] };
    for (const [key, part] of [
      ["Korea, South", "marks"],
      ["Country Group D:2", "members"],
    ] as const) {
      const touches = touchesOf([changed(key, part, "Korea, South")]);
      expect(touching(there, touches, codeOf)).toHaveLength(1);
      expect(touching(elsewhere, touches, codeOf)).toEqual([]);
      expect(touching(code("3A225", null), touches, codeOf)).toEqual([]);
    }
  });

  it.each([
    [
      "a row's own paragraph",
      changed("3A090", "rows", "RS applies to 3A090.b | Here", "RS applies to 3A090.b | There"),
      "3A090.b",
      true,
    ],
    [
      "another paragraph",
      changed("3A090", "rows", "RS applies to 3A090.b | Here", "RS applies to 3A090.b | There"),
      "3A090.c",
      false,
    ],
    ["a paragraph above the one on file", changed("3A001", "items", "a.5. One", "a.5. Other"), "3A001.a.5.a.4", true],
    ["a paragraph beside it", changed("3A001", "items", "a.6. One", "a.6. Other"), "3A001.a.5.a.4", false],
    [
      "a row over the entry",
      changed("3A001", "rows", "NS applies to entire entry | 1", "NS applies to entire entry | 2"),
      "3A001.c",
      true,
    ],
    ["the heading", changed("3A001", "heading", "One", "Other"), "3A001.c", true],
    ["another entry", changed("3A002", "heading", "One", "Other"), "3A001.c", false],
  ])("by paragraph: %s", (_, change, paragraph, is) => {
    expect(reached(change, code(paragraph.slice(0, 5), paragraph))).toBe(is);
  });

  it("an item without a paragraph is touched by any of its entry", () => {
    expect(
      reached(changed("3A090", "rows", "RS applies to 3A090.b | 1", "RS applies to 3A090.b | 2"), code("3A090", null)),
    ).toBe(true);
  });

  it("EAR99 is touched by a new heading and by an entry that was looked at", () => {
    const ear99 = code("EAR99", null, "3A991");
    expect(reached({ key: "3A905", what: "added", parts: [] }, ear99)).toBe(true);
    expect(reached(changed("3A991", "heading", "One", "Other"), ear99)).toBe(true);
    expect(reached(changed("3A001", "heading", "One", "Other"), ear99)).toBe(false);
  });

  it("a section or supplement reaches what cites it, and no other number that begins alike", () => {
    const cited = code("3A991", null, "15 CFR 744.17(a)", "15 CFR 744 Supp. 4");
    expect(reached(changed("§ 744.17", "text", "One", "Other"), cited)).toBe(true);
    expect(reached(changed("§ 744.1", "text", "One", "Other"), cited)).toBe(false);
    expect(reached(changed("Supplement No. 4 to Part 744", "text", "One", "Other"), cited)).toBe(true);
    expect(reached(changed("Supplement No. 6 to Part 744", "text", "One", "Other"), cited)).toBe(false);
  });

  it("names the facts that would be asked again where what is controlled changed, and none where a row did", () => {
    const asked = (change: ProvisionChange, paragraph: string): readonly string[] =>
      touchesOf([change]).flatMap((touch) =>
        factsOf(touch, code("3A001", paragraph), rulebook, toLawDate("2026-11-24")),
      );
    expect(asked(changed("3A001", "items", "a.5.a. One", "a.5.a. Other"), "3A001.a.5.a.4")).toEqual(
      expect.arrayContaining(["resolution", "sample-rate"]),
    );
    expect(
      asked(
        changed("3A001", "rows", "AT applies to entire entry | 1", "AT applies to entire entry | 2"),
        "3A001.a.5.a.4",
      ),
    ).not.toContain("resolution");
  });
});
