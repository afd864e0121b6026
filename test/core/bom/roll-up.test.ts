import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bom } from "../../../core/bom/bom.ts";
import { contentsOf } from "../../../core/bom/contents.ts";
import { judgeLines, type Judged } from "../../../core/bom/judge-lines.ts";
import { rollUp, type Assembly } from "../../../core/bom/roll-up.ts";
import { toLawDate } from "../../../core/dates.ts";
import { record } from "../register/records.ts";
import { bomTable } from "../../factories/bom.ts";
import { rulebook } from "../../rulebook.ts";
import { bomOf, found } from "./tables.ts";

const context = { rulebook, asOf: toLawDate("2026-11-24") };
const BOARD: Assembly = { is: ["electronic-assembly"], open: [], result: null, origin: "US" };
const HEADER = ["Part number", "Description", "Qty", "ECCN", "Unit price (USD)", "Origin", "Spare"];

type Row = {
  readonly what: string;
  readonly eccn?: string;
  readonly price?: string;
  readonly origin?: string;
  readonly spare?: string;
};
const list = (...rows: readonly Row[]): Bom =>
  bomOf(
    HEADER,
    ...rows.map(({ what, eccn = "", price = "", origin = "", spare = "" }, index) => [
      `P-${index}`,
      what,
      "1",
      eccn,
      price,
      origin,
      spare,
    ]),
  );
const JUDGED: Judged = new Map();
const judge = (bom: Bom) => judgeLines({ lines: bom.lines, register: [] }, context, JUDGED);
const up = (bom: Bom, assembly: Assembly = BOARD) => rollUp(contentsOf(bom, judge(bom), context), assembly, context);
const codes = (of: ReturnType<typeof up>) =>
  of.findings.map(({ code, params }) => (typeof params["entry"] === "string" ? `${code} ${params["entry"]}` : code));

const CONVERTER = "Analog-to-digital converter 14 bit 3.0 GSPS";
const RECEIVER = "GNSS receiver module";
const MOTOR = "Rocket motor";
const ACCELERATOR = "AI accelerator, total processing performance 5000";

describe("each line by itself", () => {
  it("is classified by its words alone; what it goes into says nothing", () => {
    const verdicts = judge(list({ what: CONVERTER }, { what: RECEIVER }, { what: "Thing" }));
    expect(verdicts.map(({ outcome, paragraph, asks }) => [outcome, paragraph, asks?.fact ?? null])).toEqual([
      ["classified", "3A001.a.5.a.4", null],
      ["classified", "7A994", null],
      ["needs-facts", null, "is"],
    ]);
  });

  it("takes what is on file for the very part, by the maker's number or the company's own", () => {
    const filed = record({ identity: { maker: null, partNumber: "P-0", revision: null } });
    const bom = list({ what: CONVERTER }, { what: RECEIVER });
    const [first, second] = judgeLines({ lines: bom.lines, register: [filed] }, context);
    expect(first).toMatchObject({ source: "register", filed: expect.any(String) });
    expect(second).toMatchObject({ source: "rules", filed: null });
  });

  it.each([
    ["3A001.a.5.a.4", "same"],
    ["3A001", "same"],
    ["EAR99", "differs"],
    ["3A991.c", "differs"],
    ["ITAR", "differs"],
    ["yes", "unreadable"],
  ])("a claim of %s is held against the tests: %s", (eccn, says) => {
    expect(judge(list({ what: CONVERTER, eccn }))[0]?.claim?.says).toBe(says);
  });

  it("a claim is never an answer where the tests have none", () => {
    expect(judge(list({ what: "Thing", eccn: "EAR99" }))[0]).toMatchObject({
      outcome: "needs-facts",
      eccn: null,
      claim: { says: "untested" },
    });
  });

  it("the same facts have the same answer, judged together or alone", () => {
    const what = fc.constantFrom(
      CONVERTER,
      RECEIVER,
      MOTOR,
      "Resistor 10 kohm",
      "Resistor 22 kohm",
      "FPGA",
      "Thing",
      "Wi-Fi module",
    );
    fc.assert(
      fc.property(fc.array(what, { minLength: 1, maxLength: 6 }), (words) => {
        const bom = list(...words.map((one) => ({ what: one })));
        const alone = bom.lines.flatMap((line) => judgeLines({ lines: [line], register: [] }, context));
        expect(judge(bom)).toEqual(alone);
      }),
      { numRuns: 12 },
    );
  });
});

describe("the assembly", () => {
  it("is never judged by its highest line", () => {
    const bom = list({ what: CONVERTER }, { what: RECEIVER });
    const rolled = up(bom);
    expect(rolled.state).toBe("by-itself");
    expect(codes(rolled)).toEqual(["assembly-by-itself"]);
    expect(rolled.findings[0]?.cite).toBe("15 CFR 770.2(b)(1)");
    expect(JSON.stringify(rolled.findings)).not.toContain("3A001");
  });

  it("stops at a part that is on the Munitions List", () => {
    const rolled = up(list({ what: RECEIVER }, { what: MOTOR }));
    expect(rolled.state).toBe("asks");
    expect(rolled.findings[0]).toMatchObject({ code: "usml-part-possible", cite: "22 CFR 120.11(c)" });
    const met = up(list({ what: RECEIVER }, { what: "Silencer" }));
    expect(met.state).toBe("stops");
    expect(met.findings[0]).toMatchObject({ code: "usml-part", params: { lines: ["3"] } });
    expect(met.first[0]).toBe("3");
  });

  it("asks the officer where only the list says that a part is ITAR", () => {
    expect(codes(up(list({ what: RECEIVER, eccn: "USML XI(c)" })))).toContain("usml-part-possible");
  });

  it("is caught by 4A090 for what it contains, if it is a thing of that entry", () => {
    const bom = list({ what: ACCELERATOR });
    const board = up(bom);
    expect(board.state).toBe("lines-decide");
    expect(codes(board)).toContain("contents-decide 4A090.a");
    expect(codes(up(bom, { ...BOARD, is: ["connector"] }))).not.toContain("contents-decide 4A090.a");
    expect(codes(up(bom, { ...BOARD, is: [] }))).toContain("contents-ask 4A090.a");
  });

  it("is caught by a paragraph .z only within its entry", () => {
    const bom = list({ what: ACCELERATOR });
    expect(codes(up(bom, { ...BOARD, result: "5A002.a.3" }))).toContain("contents-decide 5A002.z");
    expect(codes(up(bom, { ...BOARD, open: ["5A992.c"] }))).toContain("contents-ask 5A992.z");
    expect(codes(up(bom, { ...BOARD, result: "4A994.b" }))).not.toContain("contents-decide 5A002.z");
  });

  it("whether it contains such a thing stays open with the line", () => {
    expect(codes(up(list({ what: "FPGA" })))).toContain("contents-open 4A090.a");
    expect(codes(up(list({ what: RECEIVER, eccn: "3A090.a" })))).toContain("contents-open 4A090.a");
  });

  it("0A919 is asked about abroad only", () => {
    const bom = list({ what: RECEIVER, eccn: "6A003.b.4.b" });
    expect(codes(up(bom, { ...BOARD, origin: "DE" }))).toContain("contents-open 0A919");
    expect(codes(up(bom)).filter((code) => code.includes("0A919"))).toEqual([]);
  });

  it("lines shipped as spares or kits count by themselves, and are not built in", () => {
    const rolled = up(list({ what: ACCELERATOR, spare: "spare" }, { what: RECEIVER, spare: "kit" }));
    expect(codes(rolled)).toEqual(["shipped-separately"]);
    expect(rolled.findings[0]).toMatchObject({ cite: "15 CFR 770.2(b)(2)", params: { lines: ["2", "3"] } });
    expect(rolled.state).toBe("asks");
  });

  it("what is not known is said", () => {
    const rolled = up(list({ what: RECEIVER }, { what: "Thing" }, { what: "Another thing" }));
    expect(found(rolled)).toEqual([["lines-not-known", ["3", "4"]]]);
    expect(rolled.state).toBe("asks");
    expect(rolled.counts).toEqual({
      lines: 3,
      byOutcome: { classified: 1, "needs-facts": 2 },
      byResult: [{ result: "7A994", lines: 1 }],
      fromRegister: 0,
    });
  });
});

describe("US content of what is made abroad", () => {
  const abroad = (top: string, ...rows: readonly Row[]) => {
    const bom = bomOf(
      ["Level", ...HEADER],
      ["0", "T", "Unit", "1", "", top, "DE", ""],
      ...rows.map(({ what, price = "", origin = "" }, index) => ["1", `P-${index}`, what, "2", "", price, origin, ""]),
    );
    return rollUp(contentsOf(bom, judge(bom), context), { ...BOARD, origin: "DE" }, context).findings.find(
      ({ code }) => code === "de-minimis",
    );
  };

  it("is counted as at most so much, by quantity, of what may be American", () => {
    expect(
      abroad(
        "1000.00",
        { what: RECEIVER, price: "60.00", origin: "US" },
        { what: CONVERTER, price: "15.00" },
        { what: CONVERTER, price: "200", origin: "JP" },
      )?.params,
    ).toMatchObject({ atMost: 15, withEar99: 15, general: 25, terrorist: 10, count: 0, currency: "USD" });
  });
  it("names the lines without a value, and has no share without the assembly's own", () => {
    expect(abroad("1000.00", { what: RECEIVER, origin: "US" })?.params).toMatchObject({
      atMost: 0,
      count: 1,
      lines: ["3"],
    });
    expect(abroad("", { what: RECEIVER, price: "60", origin: "US" })?.params).toMatchObject({
      atMost: null,
      whole: null,
    });
  });
  it("is asked while nobody said where it is made, and not at all in the United States", () => {
    const bom = list({ what: RECEIVER });
    expect(codes(up(bom, { ...BOARD, origin: null }))).toContain("de-minimis");
    expect(codes(up(bom, { ...BOARD, origin: "United States" }))).not.toContain("de-minimis");
  });
});

describe("properties", () => {
  const what = fc.constantFrom(
    CONVERTER,
    RECEIVER,
    MOTOR,
    ACCELERATOR,
    "Resistor 10 kohm",
    "FPGA",
    "Silencer",
    "Thing",
  );
  const row = fc.record({
    what,
    eccn: fc.constantFrom("", "EAR99", "3A090.a", "USML XI(c)"),
    spare: fc.constantFrom("", "spare"),
  });

  it("the order of lines changes nothing", () => {
    fc.assert(
      fc.property(
        fc
          .array(row, { minLength: 1, maxLength: 8 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const said = (of: typeof rows) => {
            const { state, findings, counts } = up(list(...of));
            return {
              state,
              counts,
              findings: findings.map(({ code, params }) => [code, params["entry"] ?? null, params["count"] ?? null]),
            };
          };
          expect(said(shuffled)).toEqual(said(rows));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("a line more never makes it looser", () => {
    const RANK = ["by-itself", "asks", "lines-decide", "stops"];
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), row, (rows, more) => {
        const [before, after] = [up(list(...rows)), up(list(...rows, more))].map(({ state }) => RANK.indexOf(state));
        expect(after ?? -1).toBeGreaterThanOrEqual(before ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  it("a controlled part changes the state only where a rule of contents names it", () => {
    const plain = list({ what: RECEIVER });
    const richer = list({ what: RECEIVER }, { what: CONVERTER });
    expect(up(richer).state).toBe(up(plain).state);
  });
});

it("a list of four hundred lines: every line has an answer, and what matters in it is found", () => {
  const { header, rows } = bomTable(400);
  const bom = bomOf(header, ...rows);
  const rolled = up(bom, { ...BOARD, origin: "DE" });
  expect(bom).toMatchObject({ structure: "levels", top: "2", findings: [] });
  expect(rolled.counts.lines).toBe(399);
  expect(Object.values(rolled.counts.byOutcome).reduce((sum, count) => sum + count, 0)).toBe(399);
  const converters = bom.lines.filter(({ description }) => description.includes("14 bit 3.0 GSPS")).length;
  expect(converters).toBeGreaterThan(0);
  expect(rolled.counts.byResult).toContainEqual({ result: "3A001.a.5.a.4", lines: converters });
});

it("every entry that the rules of contents name is a heading of the edition", () => {
  const headings = new Set(
    rulebook.sections.headings.flatMap(({ data }) => data.headings.flatMap(({ codes: of }) => of)),
  );
  const named = rulebook.sections.contents.flatMap(({ data }) =>
    data.contents.flatMap((rule) => [rule.entry, ...rule.contains, ...(rule.within ? [rule.within] : [])]),
  );
  expect(named.map((code) => code.slice(0, 5)).filter((code) => !headings.has(code))).toEqual([]);
});
