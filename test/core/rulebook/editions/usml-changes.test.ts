import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRuleFile } from "../../../../adapters/ecfr/read-rule-file.ts";
import { readBundle } from "../../../../bot/rulebook-source.ts";
import { encodePart } from "../../../../bot/editions/rule-texts.ts";
import { classify } from "../../../../core/classification/classify.ts";
import { toLawDate } from "../../../../core/dates.ts";
import type { Provision } from "../../../../core/rulebook/editions/diff-editions.ts";
import { composeRulebook } from "../../../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema } from "../../../../core/rulebook/editions/rule-part.ts";
import { printsOfUsml, touchesUsml } from "../../../../core/rulebook/editions/usml-prints.ts";
import { bundleSchema, openRulebook, type Rulebook } from "../../../../core/rulebook/rulebook.ts";

const asOf = toLawDate("2026-11-24");
/** A made-up list of the keys that our tests stand at, with words of our own. */
const KEYS = ["USML II", "USML II(a)", "USML II(a)(2)", "USML XI", "USML XI(a)", "USML XI(a)(2)", "USML XI(a)(4)"];
const list = (words: (key: string) => string = (key) => `words of ${key}`): readonly Provision[] =>
  KEYS.map((key) => ({ key, parts: { text: [words(key)] } }));

/** The rules as if written from `before`, with `now` imported. */
function composed(before: readonly Provision[], now: readonly Provision[]): Rulebook {
  const part = { v: 1, part: "us-itar/part-121", title: "made up", cite: "22 CFR 121", date: "2026-08-01" };
  const data = rulePartSchema.parse({ ...part, provisions: now });
  const bundle = bundleSchema.parse(JSON.parse(readBundle()));
  const files = bundle.files.map((file) =>
    file.section === "usmlPrints"
      ? { ...file, data: { ...(file.data as object), prints: printsOfUsml(before) } }
      : file,
  );
  const { hash } = encodePart(data);
  return openRulebook(composeRulebook(JSON.stringify({ ...bundle, files }), [{ hash, data }]));
}
const ask = (text: string, rulebook: Rulebook) =>
  classify({ name: text, sources: [{ name: "m", kind: "message", pages: [{ page: 1, text }] }] }, rulebook, asOf);
const codes = (result: ReturnType<typeof ask>): readonly string[] =>
  result.trace.flatMap(({ because }) => because.map(({ code }) => code));
const DECOY = "torpedo decoy";

describe("a paragraph of the Munitions List that reads otherwise than when its test was written", () => {
  it("decides as before where the words are the same, also in other punctuation", () => {
    const same = composed(
      list(),
      list((key) => `Words of ${key}.`),
    );
    expect(ask(DECOY, same)).toMatchObject({ outcome: "classified", paragraph: "XI(a)(2)" });
    expect(same.sections.imports[0]?.data.usml).toEqual([]);
  });

  it("goes to a person, held, where the paragraph changed, was taken out, or one above it changed", () => {
    const changed = list((key) => (key === "USML XI(a)(2)" ? "other words" : `words of ${key}`));
    const above = list((key) => (key === "USML XI(a)" ? "other words" : `words of ${key}`));
    const removed = list().filter(({ key }) => key !== "USML XI(a)(2)");
    for (const now of [changed, above, removed]) {
      const result = ask(DECOY, composed(list(), now));
      expect(result).toMatchObject({ outcome: "conflict", paragraph: null, disposition: "hold", advise: "CJ" });
      expect(codes(result)).toContain("two-texts");
    }
  });

  it("touches nothing of another paragraph or category", () => {
    const beside = list((key) => (key === "USML XI(a)(4)" || key === "USML II" ? "other words" : `words of ${key}`));
    const result = ask(DECOY, composed(list(), beside));
    expect(codes(result)).toContain("usml-met");
    expect(result.paragraph).toBe("XI(a)(2)");
    const change = { paragraph: "USML XI(a)", from: "2026-08-01", what: "controlled" } as const;
    expect(touchesUsml(change, "USML XI", "(a)(2)")).toBe(true);
    expect(touchesUsml(change, "USML XII", "(a)(2)")).toBe(false);
    expect(touchesUsml({ ...change, paragraph: "USML XI(a)(4)" }, "USML XI", "(a)(2)")).toBe(false);
  });
});

const DATA = process.env["DESK_TEST_DATA"];
describe.skipIf(!DATA)("the prints of the Munitions List (not run without reference data)", () => {
  it("are those of the official text of 2026-07-23: importing it unsettles nothing", () => {
    const file = `${DATA}/rules/us-itar-part121/part121-fetched-2026-07-23.xml`;
    const [part] = DATA ? readRuleFile(readFileSync(file, "utf8")) : [];
    const own = openRulebook(readBundle()).sections.usmlPrints[0]?.data.prints;
    expect(printsOfUsml(part && "provisions" in part ? part.provisions : [])).toEqual(own);
    expect(Object.keys(own ?? {}).length).toBeGreaterThanOrEqual(1200);
  });
});
