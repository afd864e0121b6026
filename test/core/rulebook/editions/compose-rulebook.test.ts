import { describe, expect, it } from "vitest";
import { recompute } from "../../../../bot/cli/recompute.ts";
import { setHash, type EditionSet } from "../../../../bot/editions/edition-set.ts";
import { encodePart } from "../../../../bot/editions/rule-texts.ts";
import { concludeWith, proposeWith } from "../../../../bot/evaluator/evaluate.ts";
import { assemble } from "../../../../bot/evaluator/load.ts";
import { readBundle } from "../../../../bot/rulebook-source.ts";
import { readRuleFile } from "../../../../adapters/ecfr/read-rule-file.ts";
import { toLawDate } from "../../../../core/dates.ts";
import { toHash } from "../../../../core/ids.ts";
import { composeRulebook } from "../../../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema, type RulePart } from "../../../../core/rulebook/editions/rule-part.ts";
import { readListEffects } from "../../../../rules/list-effects/read-list-effects.ts";
import { starterEdition } from "../../../../rules/starter-lists/read-starter-list.ts";
import { madeUpList, toListXml } from "../../../factories/control-list-xml.ts";

const { amended: _amended, ...read } = readRuleFile(toListXml(madeUpList()))[0]!;
const part: RulePart = rulePartSchema.parse({ v: 1, date: "2026-07-23", ...read });
const { hash, bytes } = encodePart(part);
const bundle = composeRulebook(readBundle(), [{ hash, data: part }]);
const zero = toHash("0".repeat(64));
const materials = { listRules: readListEffects(), lists: [starterEdition()] };
const asOf = toLawDate("2026-11-24");

describe("a rulebook composed of rules and imported text", () => {
  it("is the same bytes for the same rules and the same part, also when that came back from storage", () => {
    const stored = rulePartSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    expect(composeRulebook(readBundle(), [{ hash, data: stored }])).toBe(bundle);
  });

  it("replays: what was determined before it and with it is worked out again byte for byte, each from its own set", () => {
    const sets = [
      { rulebook: readBundle(), set: { v: 1, rulebook: zero, listRules: zero, policy: zero, lists: [] } },
      {
        rulebook: bundle,
        set: {
          v: 1,
          rulebook: zero,
          texts: [{ part: part.part, date: part.date, hash }],
          listRules: zero,
          policy: zero,
          lists: [],
        },
      },
    ] satisfies readonly { rulebook: string; set: EditionSet }[];
    const hashes = sets.map(({ rulebook, set }) => {
      const loaded = assemble(set, { rulebook, ...materials, training: true });
      const text = "Can I ship 9B604 production equipment to Acme Example GmbH in Germany?";
      const sources = [{ name: "message", kind: "message" as const, pages: [{ page: 1, text }] }];
      const proposal = proposeWith(loaded, { asOf, text, sources, stated: [], transaction: {} });
      const determination = concludeWith(loaded, proposal);
      expect(recompute(determination, set, { rulebook, ...materials })).toMatchObject({ identical: true });
      return determination.pins.editions;
    });
    expect(hashes).toEqual(sets.map(({ set }) => setHash(set)));
    expect(new Set(hashes).size).toBe(2);
  });
});
