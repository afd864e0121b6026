import { describe, expect, it } from "vitest";
import { toDecimal, toUnit } from "../../core/quantity.ts";
import { testCondition } from "../../core/rulebook/condition.ts";
import { COMPARATORS, type Comparator, type Condition } from "../../core/rulebook/condition-schema.ts";
import type { Paragraph } from "../../core/rulebook/schema.ts";
import { rulebook } from "../rulebook.ts";

type Limit = {
  readonly of: string;
  readonly condition: Condition;
  readonly fact: string;
  readonly comparator: Comparator;
  readonly text: string;
};

function limitsIn(of: string, condition: Condition): readonly Limit[] {
  if ("all-of" in condition) return condition["all-of"].flatMap((part) => limitsIn(of, part));
  if ("any-of" in condition) return condition["any-of"].flatMap((part) => limitsIn(of, part));
  if ("not" in condition) return limitsIn(of, condition.not);
  return Object.entries(condition).flatMap(([comparator, text]) =>
    COMPARATORS.flatMap((known) =>
      known === comparator && typeof text === "string" && "fact" in condition
        ? [{ of, condition, fact: condition.fact, comparator: known, text }]
        : [],
    ),
  );
}
const flat = (paragraphs: readonly Paragraph[]): readonly Paragraph[] =>
  paragraphs.flatMap((one) => [one, ...flat(one.paragraphs ?? [])]);

const list = [...rulebook.entries.values()]
  .flat()
  .flatMap((entry) =>
    [entry, ...flat(entry.paragraphs)].flatMap(({ test }) => (test ? limitsIn(entry.eccn, test) : [])),
  );
const munitions = rulebook.sections.usml.flatMap(({ data: { code, paragraphs } }) =>
  (paragraphs ?? []).flatMap(({ test }) => (test ? limitsIn(code, test) : [])),
);
const limits = [...list, ...munitions];

/** The figure a thousandth of its last place lower or higher: as near as anybody states. */
function beside(figure: string, by: 1 | -1): string {
  const places = (figure.split(".")[1] ?? "").length + 3;
  const whole = BigInt(figure.replace(".", "")) * 1000n + BigInt(by);
  const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, "0");
  return `${whole < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** What the words of the list say of a figure just below, at and just above: the oracle is the word, not the comparison. */
const SAYS: Readonly<Record<Comparator, readonly ["met" | "not-met", "met" | "not-met", "met" | "not-met"]>> = {
  exceeds: ["not-met", "not-met", "met"],
  "at-least": ["not-met", "met", "met"],
  below: ["met", "not-met", "not-met"],
  "at-most": ["met", "met", "not-met"],
};

describe("every limit of the rulebook", () => {
  it("is compared exactly: just below it, at it and just above it", () => {
    const wrong = limits.flatMap(({ of, condition, fact, comparator, text }) => {
      const [figure = "", ...unit] = text.split(" ");
      const answers = [beside(figure, -1), figure, beside(figure, 1)].map((value) => {
        const stated = { value: toDecimal(value), unit: toUnit(unit.join(" ") || "count") };
        return testCondition(condition, { facts: new Map([[fact, [stated]]]), words: rulebook.vocabulary }).answer;
      });
      return answers.join() === SAYS[comparator].join()
        ? []
        : [`${of}: ${fact} ${comparator} ${text}: ${answers.join()}`];
    });
    expect(wrong).toEqual([]);
    // A list that lost its limits would pass as well.
    expect(list.length).toBeGreaterThan(1_500);
    expect(munitions.length).toBeGreaterThan(20);
  });
  it("is one of a fact of that dimension, which the text is read for or a person is asked for", () => {
    const { definitions, units } = rulebook.vocabulary;
    const wrong = limits.filter(
      ({ fact, text }) => units.read(text)?.dimension !== (definitions.get(fact)?.dimension ?? "count"),
    );
    expect(wrong.map(({ of, fact, text }) => `${of} ${fact} ${text}`)).toEqual([]);
    const silent = limits.filter(({ fact }) => !definitions.get(fact)?.question && !definitions.get(fact)?.reads);
    expect([...new Set(silent.map(({ of, fact }) => `${of} ${fact}`))]).toEqual([]);
  });
});
