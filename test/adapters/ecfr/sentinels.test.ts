import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { beforeAll, describe, expect, it } from "vitest";
import { readRuleFile } from "../../../adapters/ecfr/read-rule-file.ts";
import { encodePart } from "../../../bot/editions/rule-texts.ts";
import { openBuiltInRulebook, readBundle } from "../../../bot/rulebook-source.ts";
import { toLawDate } from "../../../core/dates.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import { composeRulebook } from "../../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema, type RulePart } from "../../../core/rulebook/editions/rule-part.ts";
import { printOf } from "../../../core/rulebook/editions/text-prints.ts";
import { readTable } from "../../../core/rulebook/licence-table/read-table.ts";
import { openRulebook, type Rulebook } from "../../../core/rulebook/rulebook.ts";

const data = process.env["DESK_TEST_DATA"];
const file = join(data ?? "", "rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml");
const PATIENCE = 120_000;
const UAE = "To or within the United Arab Emirates or destinations specified in Country Groups D:1, D:4, and D:5";

const partOf = (xml: string, date: string): RulePart => {
  const { amended: _amended, ...part } = readRuleFile(xml)[0]!;
  return rulePartSchema.parse({ v: 1, date, ...part });
};
const composed = (part: RulePart): Rulebook =>
  openRulebook(composeRulebook(readBundle(), [{ hash: encodePart(part).hash, data: part }]));

describe.skipIf(!data)("the imported text of June 2026 in the rulebook (needs the reference data)", () => {
  let june: RulePart;
  let text: string;
  let rulebook: Rulebook;
  beforeAll(() => {
    text = readFileSync(file, "utf8");
    june = partOf(text, "2026-06-22");
    rulebook = composed(june);
  }, PATIENCE);

  const licence = (book: Rulebook, eccn: string, paragraph: string, destination: string) =>
    determineLicence(
      { eccn, paragraph, destination, facts: [] },
      { rulebook: book, asOf: toLawDate("2026-11-24"), lists: null, screenOptions: {} },
    );
  const required = (book: Rulebook, ...[eccn, paragraph, destination]: readonly [string, string, string]) =>
    licence(book, eccn, paragraph, destination).reasons.filter(({ status }) => status === "required");

  it("accounts for every note and every line on reports", () => {
    const tables = (june.entries ?? []).map(readTable);
    const fates = (rows: readonly { readonly fate: string }[]) =>
      Object.fromEntries([...Map.groupBy(rows, ({ fate }) => fate)].map(([fate, list]) => [fate, list.length]));
    expect(fates(tables.flatMap(({ notes }) => notes))).toEqual({ read: 3, note: 45, "stands-elsewhere": 14 });
    expect(fates(tables.flatMap(({ prose }) => prose))).toEqual({ read: 4, section: 3, "in-words": 1 });
    expect(fates(tables.flatMap(({ reporting }) => reporting))).toEqual({ read: 53 });
  });

  it("0A501.y.7 to China is required by the note alone, and says that it stands in the text", () => {
    expect(required(rulebook, "0A501", "0A501.y.7", "China")).toMatchObject([
      { reason: "AT", column: null, cite: "15 CFR 774 Supp. 1, 0A501 License Requirement Note", basis: "text" },
    ]);
    expect(required(rulebook, "0A501", "0A501.y.6", "China")).toEqual([]);
  });

  it("5A002.a to the United Kingdom is required for EI alone", () => {
    expect(required(rulebook, "5A002", "5A002.a", "United Kingdom")).toMatchObject([
      { reason: "EI", column: null, cite: "15 CFR 742.15", basis: "text" },
    ]);
  });

  it("9A515.a.1 is required worldwide by its note, less the three countries it names", () => {
    const cites = (to: string) => required(rulebook, "9A515", "9A515.a.1", to).map(({ cite }) => cite);
    expect(cites("Germany")).toContain("15 CFR 742.6(a)(9)");
    expect(cites("Australia")).not.toContain("15 CFR 742.6(a)(9)");
  });

  it("finds its own text unchanged: no entry differs from what the rules were written from", () => {
    expect([...rulebook.textChanges]).toEqual([]);
    const prints: unknown = parse(
      readFileSync(new URL("../../../rules/us-ear/text-prints.yaml", import.meta.url), "utf8"),
    );
    expect(prints).toMatchObject({
      prints: Object.fromEntries((june.entries ?? []).map((entry) => [entry.eccn, [...printOf(entry)]])),
    });
  });

  it("recognises the pointers as the rules have them", () => {
    const [ours, theirs] = rulebook.sections.headings.map(({ data: list }) => list);
    expect(theirs).toMatchObject({ basis: "text", count: 638, pointers: ours?.pointers });
  });

  it(
    "with the rows of July, the UAE is reached by the text itself and what is not clear goes to a person",
    () => {
      const july = composed(
        partOf(
          text.replaceAll("To or within destinations specified in Country Groups D:1, D:4, and D:5", UAE),
          "2026-07-23",
        ),
      );
      expect(july.textChanges.size).toBe(18);
      expect(required(july, "3A090", "3A090.b", "United Arab Emirates")).toContainEqual(
        expect.objectContaining({ reason: "RS", basis: "text" }),
      );
      expect(licence(july, "3A090", "3A090.b", "United Arab Emirates").outcome).toBe("licence-required");
      // Its rows are written in conditions of ours, so that no one can say which of them the new row replaces.
      expect(july.entries.get("3D001")?.at(-1)?.unsettled).toMatchObject({ from: "2026-07-23" });
      expect(july.entries.get("5A992")?.at(-1)?.unsettled).toBeUndefined();
      // Before that edition the rules are what they were.
      const before = { rulebook: july, asOf: toLawDate("2026-07-01"), lists: null, screenOptions: {} };
      const input = { eccn: "3D001", paragraph: "3D001.a", destination: "Germany", facts: [] };
      const today = { ...before, rulebook: openBuiltInRulebook() };
      expect(determineLicence(input, before).outcome).toBe(determineLicence(input, today).outcome);
    },
    PATIENCE,
  );
});
