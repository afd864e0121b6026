import { describe, expect, it } from "vitest";
import { readRuleFile } from "../../../../adapters/ecfr/read-rule-file.ts";
import { readBundle } from "../../../../bot/rulebook-source.ts";
import { encodePart } from "../../../../bot/editions/rule-texts.ts";
import { composeRulebook } from "../../../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema, type RulePart } from "../../../../core/rulebook/editions/rule-part.ts";
import { printOf } from "../../../../core/rulebook/editions/text-prints.ts";
import { bundleSchema, openRulebook } from "../../../../core/rulebook/rulebook.ts";
import { madeUpList, toListXml, withEntry } from "../../../factories/control-list-xml.ts";

/** 1A005 has two paragraphs of its own: alternatives. */
const ECCN = "1A005";
const partWith = (items: readonly string[]): RulePart => {
  const list = withEntry(madeUpList(), ECCN, (entry) => ({ ...entry, items }));
  const { amended: _amended, ...read } = readRuleFile(toListXml(list))[0]!;
  return rulePartSchema.parse({ v: 1, date: "2026-07-23", ...read });
};

/** The rules as if they had been written from this very text: nothing is changed but what the operators say. */
function changesWith(items: readonly string[]): readonly string[] {
  const data = partWith(items);
  const bundle = bundleSchema.parse(JSON.parse(readBundle()));
  const prints = Object.fromEntries((data.entries ?? []).map((entry) => [entry.eccn, printOf(entry)]));
  const files = bundle.files.map((file) =>
    file.section === "textPrints" ? { ...file, data: { ...(file.data as object), prints, around: {} } } : file,
  );
  const text = composeRulebook(JSON.stringify({ ...bundle, files }), [{ hash: encodePart(data).hash, data }]);
  return (openRulebook(text).textChanges.get(ECCN) ?? []).map(({ what }) => what);
}

describe("an imported text whose paragraphs join otherwise than our tests", () => {
  it("unsettles the entry: alternatives of ours that the text asks for together go to a person", () => {
    expect(changesWith(["a. Soft armor; or", "b. Plates."])).not.toContain("controlled");
    expect(changesWith(["a. Soft armor;", "b. Plates."])).not.toContain("controlled");
    expect(changesWith(["a. Soft armor; and", "b. Plates."])).toContain("controlled");
  });
});
