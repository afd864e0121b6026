import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { decide, decideAgain } from "../../../core/classification/decide.ts";
import { readingsOf } from "../../../core/classification/reasons-for-control.ts";
import { toLawDate } from "../../../core/dates.ts";
import { readItem } from "../../../core/item/read-item.ts";
import { testCondition } from "../../../core/rulebook/condition.ts";
import type { Condition } from "../../../core/rulebook/condition-schema.ts";
import { isOfOtherKind } from "../../../core/rulebook/kind-groups.ts";
import type { Paragraph } from "../../../core/rulebook/schema.ts";
import { rulebook } from "../../rulebook.ts";

const AS_OF = toLawDate("2026-11-23");
const words = rulebook.vocabulary;

const below = ({ test, paragraphs = [] }: Pick<Paragraph, "test" | "paragraphs">): readonly Condition[] => [
  ...(test ? [test] : []),
  ...paragraphs.flatMap(below),
];
const conditions: readonly Condition[] = [
  ...[...rulebook.entries.values()].flat().flatMap(below),
  ...rulebook.sections.usml.flatMap(({ data }) => [
    ...(data.looks ?? []),
    ...(data.paragraphs ?? []).flatMap(({ test }) => (test ? [test] : [])),
  ]),
];

describe("what a decision need not test", () => {
  it("a test closed by the kind alone is not met when it is tested whole", () => {
    const kinds = words.classes.all.map(({ name }) => name).filter((_, index) => index % 9 === 0);
    let closed = 0;
    for (const kind of kinds) {
      const facts = new Map([["is", [kind]]]);
      for (const condition of conditions) {
        if (!isOfOtherKind(condition, facts, words.classes)) continue;
        closed += 1;
        if (testCondition(condition, { facts, words }).answer !== "not-met")
          expect.fail(`${kind}: ${JSON.stringify(condition)}`);
      }
    }
    expect(closed).toBeGreaterThan(100_000);
  });

  it("two kinds close a test only where one group leaves both out", () => {
    const test: Condition = {
      "all-of": [
        { fact: "is", "is-one-of": ["camera"] },
        { fact: "is", "is-one-of": ["adc"] },
      ],
    };
    const both = new Map([["is", ["camera", "adc"]]]);
    expect(isOfOtherKind(test, both, words.classes)).toBe(false);
    expect(testCondition(test, { facts: both, words }).answer).toBe("unknown");
    expect(isOfOtherKind(test, new Map([["is", ["camera", "laser"]]]), words.classes)).toBe(true);
    expect(isOfOtherKind(test, new Map(), words.classes)).toBe(false);
  });

  it.each([
    "Dual 14-bit ADC chip",
    "Thermal camera, 640 x 480, uncooled microbolometer",
    "Firmware for a router",
    "Butterfly valve DN 50, PTFE lined",
    "Naval radar, X band",
    "CNC lathe, positioning accuracy 4 µm",
    "gizmo",
  ])("deciding again with one more fact is deciding anew: %s", (description) => {
    const { facts } = readItem({ description, sources: [] }, words);
    const readings = readingsOf(facts);
    const first = decide(rulebook, readings, AS_OF);
    const asked = classify({ description, sources: [] }, rulebook, AS_OF).missing.map(({ fact }) => fact);
    const flags = [...words.definitions.values()].filter(({ type }) => type === "flag").map(({ name }) => name);
    for (const name of [...asked.filter((fact) => flags.includes(fact)), ...flags.filter((_, at) => at % 40 === 0)])
      for (const value of [true, false]) {
        const more = new Map([[name, [value]]]);
        const again = decideAgain(first, more, { rulebook, facts: readings, asOf: AS_OF });
        expect(again, name).toEqual(decide(rulebook, new Map([...readings, ...more]), AS_OF));
      }
  });
});
