import type { FactName, FactValue } from "../item/fact.ts";
import type { Classes } from "./classes.ts";
import type { Condition, ControlledBy } from "./condition-schema.ts";
import { compareFigure } from "./compare-figure.ts";
import type { FactDefinition } from "./facts-schema.ts";
import { UNCLEAR, showValue, unknown } from "./tested.ts";
import type { Answer, FactReadings, Tested } from "./tested.ts";
import { covers } from "./paragraphs.ts";
import { NOT_LISTED } from "./names.ts";
import type { Names } from "./names.ts";
import type { Units } from "./units.ts";
import { testSpeciallyDesigned } from "./specially-designed.ts";

export type Vocabulary = {
  readonly units: Units;
  readonly classes: Classes;
  readonly definitions: ReadonlyMap<FactName, FactDefinition>;
  readonly names: Names;
};
export type ConditionContext = {
  readonly facts: FactReadings;
  readonly words: Vocabulary;
  /** Walks other entries for what an item is about or contains; without it that stays open. */
  readonly walk?: (condition: ControlledBy) => Tested;
};

/**
 * Evaluates a condition in three-valued logic: what is not known is `unknown`, never "no". Findings carry the value,
 * the limit and the distance of every comparison that was made.
 */
export function testCondition(condition: Condition, context: ConditionContext): Tested {
  if ("all-of" in condition) return join(condition["all-of"], context, "not-met");
  if ("any-of" in condition) return join(condition["any-of"], context, "met");
  if ("not" in condition) {
    const inner = testCondition(condition.not, context);
    return { ...inner, answer: flip(inner.answer) };
  }
  if ("core-test" in condition) return testSpeciallyDesigned(context);
  if ("controlled-by" in condition)
    return context.walk?.(condition) ?? { answer: "unknown", findings: [], missing: [] };
  const values = context.facts.get(condition.fact) ?? [];
  if ("is-stated" in condition) return testStated(condition, values.length > 0);
  if (values.length === 0) return unknown("fact-missing", condition.fact, {});
  if ("includes" in condition || "all-are" in condition || "listed-under" in condition)
    return testSet(condition, values, context.words);
  const each = values.map((value) => testValue(condition, value, context.words));
  const [first] = each;
  if (first === undefined) return unknown("fact-missing", condition.fact, {});
  if (each.every((tested) => tested.answer === first.answer)) return first;
  return unknown("fact-contradicts-itself", condition.fact, { values: values.map(showValue) });
}

/** `decider` = the answer that one part alone can force: not-met for all-of, met for any-of. */
function join(parts: readonly Condition[], context: ConditionContext, decider: "met" | "not-met"): Tested {
  const tested: Tested[] = [];
  for (const part of parts) {
    // Walking other entries is the dearest test: it is spared where another part decides already.
    if ("controlled-by" in part && tested.some(({ answer }) => answer === decider)) continue;
    tested.push(testCondition(part, context));
  }
  const deciding = tested.filter((part) => part.answer === decider);
  if (deciding.length > 0) return { answer: decider, findings: deciding.flatMap((part) => part.findings), missing: [] };
  const open = tested.filter((part) => part.answer === "unknown");
  return {
    answer: open.length > 0 ? "unknown" : flip(decider),
    findings: tested.flatMap((part) => part.findings),
    missing: [...new Set(open.flatMap((part) => part.missing))],
  };
}

type SetLeaf = Extract<
  Condition,
  { readonly includes: unknown } | { readonly "all-are": unknown } | { readonly "listed-under": unknown }
>;
type Leaf = Exclude<Extract<Condition, { readonly fact: string }>, SetLeaf | { readonly "is-stated": boolean }>;

/** Several values hold at once: `includes` and `listed-under` ask for one of them, `all-are` for every one. */
function testSet(condition: SetLeaf, values: readonly FactValue[], { names }: Vocabulary): Tested {
  const all = values.map(showValue);
  const stated = all.filter((value) => value !== UNCLEAR);
  const under = "listed-under" in condition ? condition["listed-under"] : null;
  const wanted =
    "includes" in condition ? condition.includes : "all-are" in condition ? condition["all-are"] : (under ?? []);
  const isListed = (value: string): boolean =>
    under ? names.placesOf(value).some((place) => under.some((path) => covers(path, place))) : wanted.includes(value);
  const listed = stated.filter(isListed);
  const met = "all-are" in condition ? listed.length === stated.length : listed.length > 0;
  if (!met && listed.length > 0 && all.length > stated.length) return unknown("fact-missing", condition.fact, {});
  // A name or number that is in no table proves nothing: the substance may still be listed under another one.
  if (!met && stated.includes(NOT_LISTED))
    return {
      answer: "unknown",
      findings: [{ code: "name-not-listed", params: { fact: condition.fact } }],
      missing: [],
    };
  const strangers = stated.filter((value) => !isListed(value));
  const value = (met ? listed : strangers).join(", ");
  const params = { fact: condition.fact, value, wanted: [...wanted] };
  return {
    answer: met ? "met" : "not-met",
    findings: [{ code: met ? "fact-is" : "fact-is-not", params }],
    missing: [],
  };
}

function testStated(condition: { readonly fact: FactName; readonly "is-stated": boolean }, stated: boolean): Tested {
  const answer = stated === condition["is-stated"] ? "met" : "not-met";
  return {
    answer,
    findings: [{ code: stated ? "fact-stated" : "fact-not-stated", params: { fact: condition.fact } }],
    missing: [],
  };
}

function testValue(leaf: Leaf, value: FactValue, words: Vocabulary): Tested {
  if ("is" in leaf) return testNames(leaf.fact, value, { wanted: [leaf.is], words });
  if ("is-one-of" in leaf) return testNames(leaf.fact, value, { wanted: leaf["is-one-of"], words });
  if ("is-named" in leaf) return testNamed(leaf.fact, value, { wanted: leaf["is-named"], words });
  if (typeof value !== "object") return unknown("fact-has-no-figure", leaf.fact, { value: showValue(value) });
  return compareFigure(leaf, value, words.units);
}

function testNames(
  fact: FactName,
  value: FactValue,
  against: { readonly wanted: readonly (string | boolean)[]; readonly words: Vocabulary },
): Tested {
  const { wanted, words } = against;
  const params = { fact, value: showValue(value), wanted: [...wanted] };
  if (words.definitions.get(fact)?.type === "class" && typeof value === "string") {
    const answers = wanted.map((name) => words.classes.isA(value, String(name)));
    if (answers.includes("met")) return { answer: "met", findings: [{ code: "kind-is", params }], missing: [] };
    if (answers.includes("unknown")) return unknown("kind-too-wide", fact, params);
    return { answer: "not-met", findings: [{ code: "kind-is-not", params }], missing: [] };
  }
  const met = wanted.some((name) => name === value);
  return {
    answer: met ? "met" : "not-met",
    findings: [{ code: met ? "fact-is" : "fact-is-not", params }],
    missing: [],
  };
}

/** The kind itself, or a narrower one, was named; a wider kind is none of them. */
function testNamed(
  fact: FactName,
  value: FactValue,
  against: { readonly wanted: readonly string[]; readonly words: Vocabulary },
): Tested {
  const tested = testNames(fact, value, against);
  if (tested.answer !== "unknown") return tested;
  const params = { fact, value: showValue(value), wanted: [...against.wanted] };
  return { answer: "not-met", findings: [{ code: "kind-is-not", params }], missing: [] };
}

const flip = (answer: Answer): Answer => {
  if (answer === "unknown") return answer;
  return answer === "met" ? "not-met" : "met";
};
