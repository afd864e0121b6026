import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItems, readPaths } from "../../../../core/rulebook/licence-table/code-list.ts";
import { readException, readSta } from "../../../../core/rulebook/licence-table/read-exceptions.ts";
import { readReach } from "../../../../core/rulebook/licence-table/read-reach.ts";
import { readScope } from "../../../../core/rulebook/licence-table/read-scope.ts";

describe("lists of paragraphs", () => {
  it.each([
    [
      "3B001.a.1 to a.3, b, e, f.2 to f.4, g to j",
      "3B001",
      ["a.1", "a.2", "a.3", "b", "e", "f.2", "f.3", "f.4", "g", "h", "i", "j"],
    ],
    ["0A505.a, .d, and .x", "0A505", ["a", "d", "x"]],
    [
      "9E003.a.1 through a.8, .h, .i, and .l",
      "9E003",
      ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6", "a.7", "a.8", "h", "i", "l"],
    ],
    ["3A001.z.1.a, z.2.a", "3A001", ["z.1.a", "z.2.a"]],
  ])("%s", (text, eccn, paths) => {
    expect(readPaths(text, eccn)).toEqual({ paths, less: [] });
  });

  it("an exception in brackets is kept apart", () => {
    expect(readPaths("5A001.b (except .b.5), .c", "5A001")).toEqual({ paths: ["b", "c"], less: ["b.5"] });
  });

  it.each(["5A001.b and 6A001.a", "shotguns", "a device", "3A001.a.1 to b.2", ""])("“%s” is no list of it", (text) => {
    expect(readPaths(text, "3A001")).toBeNull();
  });

  it("items of several entries: a path without a code belongs to the code before it", () => {
    expect(readItems("3A001.b.2, b.3, 3A002, or 6A001 to 6A008")).toEqual([
      "3A001.b.2",
      "3A001.b.3",
      "3A002",
      "6A001-6A008",
    ]);
    expect(readItems("3B (except as specified in the heading)")).toBeNull();
  });

  it("reading what was written gives the paths back", () => {
    const letter = fc.constantFrom("a", "b", "c", "d", "e", "g", "k", "x", "z");
    const path = fc.tuple(letter, fc.integer({ min: 1, max: 20 }), letter).map(([a, n, b]) => `${a}.${n}.${b}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 6 }), (paths) => {
        const [first = "", ...rest] = paths;
        const text = [`6A005.${first}`, ...rest.map((one) => `.${one}`)].join(", ");
        expect(readPaths(text, "6A005")?.paths).toEqual(paths);
      }),
    );
  });
});

describe("the first cell", () => {
  it.each([
    ["NS applies to entire entry", "3A225", { reason: "NS" }],
    ["NS applies to entire entry, except .e, .x, and .y", "9A515", { reason: "NS", except: ["e", "x", "y"] }],
    ["RS applies to items controlled by 5A992.z.2", "5A992", { reason: "RS", paths: ["z.2"] }],
    [
      "MT applies to “software” for equipment controlled by 2B004 and 2B009 for MT reasons",
      "2D001",
      { reason: "MT", of: ["2B004", "2B009"], sameReason: true },
    ],
    [
      "MT applies to commodities in 7A003.d that meet or exceed the parameters of 7A103",
      "7A003",
      { reason: "MT", paths: ["d"], words: true },
    ],
    [
      "NS applies to shotguns with a barrel length less than 18 inches (45.72 cm)",
      "0A502",
      { reason: "NS", words: true },
    ],
    ["Russian industry sector sanctions apply to entire entry", "0A998", { reason: "sector" }],
  ])("%s", (cell, eccn, scope) => {
    expect(readScope(cell, eccn)).toEqual(scope);
  });

  it("a cell without a reason cannot be told", () => {
    expect(readScope("see the note", "3A001")).toBeNull();
  });
});

describe("the second cell", () => {
  it.each([
    ["NS Column 1.", { column: "NS Column 1" }],
    ["Column 1.", { column: "AT Column 1" }],
    [
      "China, Russia, or Venezuela (see § 742.6(a)(7)).",
      { column: null, prose: { kind: "countries", in: ["CN", "RU", "VE"] }, cite: "15 CFR 742.6(a)(7)" },
    ],
    [
      "Worldwide control. See § 742.4(a)(5) and (b)(10) of the EAR.",
      { column: null, prose: { kind: "worldwide" }, cite: "15 CFR 742.4(a)(5) and (b)(10)" },
    ],
    [
      "See § 746.1(b) for UN controls",
      { column: null, prose: { kind: "section", section: "15 CFR 746.1(b)" }, cite: "15 CFR 746.1(b)" },
    ],
    [
      "To or within destinations specified in Country Groups D:1, D:4, and D:5 of supplement no. 1 to part 740 of the EAR, excluding any destination also specified in Country Groups A:5 or A:6. See § 742.6(a)(6)(iii)(B) of the EAR.",
      {
        column: null,
        prose: { kind: "groups", in: ["D:1", "D:4", "D:5"], less: ["A:5", "A:6"] },
        cite: "15 CFR 742.6(a)(6)(iii)(B)",
      },
    ],
    [
      "To or within the United Arab Emirates or destinations specified in Country Groups D:1, D:4, and D:5 of supplement no. 1 to part 740 of the EAR, excluding any destination also specified in Country Groups A:5 or A:6. See § 742.6(a)(6)(iii)(B) of the EAR.",
      {
        column: null,
        prose: { kind: "groups", in: ["D:1", "D:4", "D:5"], less: ["A:5", "A:6"], also: ["AE"] },
        cite: "15 CFR 742.6(a)(6)(iii)(B)",
      },
    ],
    [
      "To or within Macau or a destination specified in Country Group D:5 of supplement no. 1 to part 740 of the EAR. See § 742.4(a)(4) of the EAR.",
      { column: null, prose: { kind: "groups", in: ["D:5"], also: ["MO"] }, cite: "15 CFR 742.4(a)(4)" },
    ],
  ])("%s", (cell, reach) => {
    expect(readReach(cell, "AT", "0A999")).toEqual(reach);
  });

  it("a paragraph that only the second cell takes out is taken out", () => {
    const cell =
      "A license is required for items controlled by this entry, other than 2B999.h.2, for export or reexport to Pakistan or transfer within Pakistan for regional stability reasons. See § 742.6(a)(12) of the EAR for additional information.";
    expect(readReach(cell, "RS", "2B999")).toMatchObject({ prose: { kind: "countries", in: ["PK"] }, except: ["h.2"] });
  });

  it.each(["N/A", "", "To or within somewhere"])("“%s” is outside the grammar", (cell) => {
    expect(readReach(cell, "NS", "3A001")).toBeNull();
  });
});

describe("list-based exceptions", () => {
  it.each([
    ["LVS", "N/A", [{ symbol: "LVS", grants: false }]],
    [
      "LVS",
      "$5,000, except N/A for MT",
      [
        { symbol: "LVS", grants: true, limit: "5000 USD" },
        { symbol: "LVS", grants: false, reasons: ["MT"] },
      ],
    ],
    [
      "LVS",
      "$3,000 for .a through .c; $6,000 for .d.",
      [
        { symbol: "LVS", grants: true, limit: "3000 USD", paragraphs: ["a", "b", "c"] },
        { symbol: "LVS", grants: true, limit: "6000 USD", paragraphs: ["d"] },
      ],
    ],
    ["GBS", "Yes for 1C006.b, .c and .d", [{ symbol: "GBS", grants: true, paragraphs: ["b", "c", "d"] }]],
    ["LVS", "$500 for complete trigger mechanisms", [{ symbol: "LVS", grants: true, words: true }]],
  ] as const)("%s: %s", (symbol, statement, rows) => {
    const eccn = statement.includes("1C006") ? "1C006" : "1A008";
    expect(readException(symbol, statement, eccn)).toEqual(rows);
  });

  it("STA: paragraph (c)(2) is Country Group A:6, and a bar in words stays one", () => {
    expect(
      readSta(
        "Paragraph (c)(2) of License Exception STA (§ 740.20(c)(2) of the EAR) may not be used for any item in 9A610.",
        "9A610",
      ),
    ).toEqual([{ symbol: "STA", grants: false, destinations: ["A:6"] }]);
    expect(
      readSta(
        "License Exception STA may not be used to ship any commodity in 6A003.b.3 or b.4 to any of the destinations listed in Country Group A:6 (See Supplement No.1 to part 740 of the EAR).",
        "6A003",
      ),
    ).toEqual([{ symbol: "STA", grants: false, destinations: ["A:6"], paragraphs: ["b.3", "b.4"] }]);
    expect(
      readSta(
        "License Exception STA may not be used for any shotguns with barrel length less than 18 inches controlled in 0A502, to any of the destinations listed in Country Group A:5 or A:6.",
        "0A502",
      ),
    ).toEqual([{ symbol: "STA", grants: false, destinations: ["A:5", "A:6"], words: true }]);
  });
});
