import type { Finding } from "../finding.ts";
import { waysTo } from "../item/derive-facts.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import { COMPARATORS } from "../rulebook/condition-schema.ts";
import type { Condition } from "../rulebook/condition-schema.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { compareExact } from "../rulebook/exact.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { MissingFact, ReasonForControl } from "./classification.ts";
import { isSeries } from "../rulebook/series.ts";
import { answered } from "./answered.ts";
import { decideAgain } from "./decide.ts";
import type { Decided } from "./decide.ts";
import { textParam, toFinding } from "./findings.ts";
import type { LikelyKind } from "./likely-kinds.ts";
import type { Leaf } from "./test-entry.ts";
import { weigh } from "./weigh-questions.ts";
import type { Asking } from "./weigh-questions.ts";

const MOST = 2;
const TRIED = 2;
/** Answers tried for one question: each is a walk of its own. */
const MOST_TRIED = 12;
/** Reasons under one question: what people still read. */
const REASONS = 3;

/**
 * The open questions, the deciding one first: the fact that separates most open paragraphs, then the one easiest to
 * answer. Each says which limits it is compared with and, for the first ones, what each answer would do (by trying it).
 */
export function questionsFor(
  decided: Decided,
  reasons: readonly ReasonForControl[],
  asking: Asking,
  likely: readonly LikelyKind[] = [],
): readonly MissingFact[] {
  const weighed = asking.closing === null ? weigh(decided, reasons, asking) : [asking.closing];
  // Until the kind of thing is known every other question may be beside the point.
  const wanted = asking.facts.has("is") ? weighed : weighed.filter((name) => name === "is");
  const asked = wanted.map((name) => ({ name, fact: partOf(name, asking) }));
  const once = asked.filter(({ fact }, at) => asked.findIndex((one) => one.fact === fact) === at);
  return once.slice(0, MOST).map(({ name, fact }, index) => {
    const definition = asking.rulebook.vocabulary.definitions.get(fact);
    const choices = [...readChoices(fact, asking), ...choicesOf(definition)];
    return {
      fact,
      question: definition?.question ?? "",
      choices,
      unit: definition?.unit ?? null,
      because: [
        ...(name === "is" ? nearKinds(likely) : []),
        ...rowsOf(reasons, name).slice(0, 1),
        ...(index < TRIED && definition ? tellingOf(trials(definition, choices, { decided, asking })) : []),
        ...limitsOf(decided, name),
      ].slice(0, REASONS),
    };
  });
}

/** A figure that follows from two others is asked by the one that is not said, where people find that more easily. */
function partOf(name: FactName, { rulebook, facts, notKnown }: Asking): FactName {
  const { vocabulary } = rulebook;
  const { definitions } = vocabulary;
  const whole = definitions.get(name);
  const kinds = (facts.get("is") ?? []).filter((kind) => typeof kind === "string");
  for (const { of, asked: by } of whole ? waysTo(whole, kinds, vocabulary) : []) {
    const [part, more] = of.filter((one) => !facts.has(one));
    const asked = part === undefined || more !== undefined || notKnown.has(part) ? undefined : definitions.get(part);
    if (asked?.question === undefined) continue;
    const easier =
      by && part === of[0]
        ? isOnSide(facts.get(of[1]) ?? [], by, vocabulary)
        : (asked.effort ?? 0) < (whole?.effort ?? 0);
    if (easier) return asked.name;
  }
  return name;
}

type Side = NonNullable<NonNullable<FactDefinition["derived"]>[number]["asked"]>;

/** True when every figure said lies on that side of the number. */
function isOnSide(known: readonly FactValue[], side: Side, { units }: Vocabulary): boolean {
  const [number = "", unit = ""] = ("below" in side ? side.below : side["at-least"]).split(" ");
  const limit = units.exact({ value: toDecimal(number), unit: toUnit(unit) })?.value;
  return known.every((value) => {
    const is = typeof value === "object" && "value" in value ? units.exact(value)?.value : undefined;
    return limit !== undefined && is !== undefined && compareExact(is, limit) < 0 === "below" in side;
  });
}

/** What its words are near to: the person who is asked what it is sees how a name of it looks. */
const nearKinds = (likely: readonly LikelyKind[]): readonly Finding[] =>
  likely.length === 0 ? [] : [toFinding("kinds-near", { kinds: likely.slice(0, REASONS).map(({ kind }) => kind) })];

/** Kinds that were read and contradict each other are the first answers: "which is right?" */
function readChoices(name: FactName, { rulebook: { vocabulary }, facts }: Asking): MissingFact["choices"] {
  const definition = vocabulary.definitions.get(name);
  const read = definition?.type === "class" ? (facts.get(name) ?? []) : [];
  if (read.length < 2) return [];
  return read.slice(0, REASONS).flatMap((value) => {
    const title = typeof value === "string" ? vocabulary.classes.find(value)?.title : undefined;
    const offered = definition?.choices?.some((choice) => choice.value === value) === true;
    return typeof value !== "string" || title === undefined || offered
      ? []
      : [{ value, label: title.replace(/^./u, (letter) => letter.toUpperCase()) }];
  });
}

function choicesOf(definition: FactDefinition | undefined): MissingFact["choices"] {
  if (!definition) return [];
  if (definition.choices) return definition.choices.map(({ value, label }) => ({ value, label }));
  return definition.type === "flag"
    ? [
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ]
    : [];
}

/** The limits an answer is compared with, paragraph by paragraph. */
function limitsOf(decided: Decided, fact: FactName): readonly Finding[] {
  return decided.blocking
    .filter(({ missing }) => missing.includes(fact))
    .flatMap((leaf) =>
      leaf.conditions.flatMap((condition) =>
        comparisonsOf(condition, fact).map(({ comparator, limit }) =>
          toFinding(
            "limit-decides",
            { fact, comparator, limit, paragraph: leaf.paragraph },
            { cite: leaf.entry.source.cite, rule: leaf.entry.id },
          ),
        ),
      ),
    )
    .slice(0, REASONS);
}

/** The answers that lead somewhere else, the ones that settle the entry first; one answer for each result. */
function tellingOf(tried: readonly Finding[]): readonly Finding[] {
  const ends = new Set(tried.map((one) => `${textParam(one, "outcome")} ${textParam(one, "result")}`));
  if (ends.size <= 1) return [];
  if (tried.length <= 2) return tried;
  const apart = tried.filter(
    (one, index) => tried.findIndex((other) => other.params["result"] === one.params["result"]) === index,
  );
  const weight = ({ params }: Finding): number =>
    params["outcome"] === "classified" ? 0 : params["outcome"] === "needs-facts" && params["result"] !== "" ? 1 : 2;
  return apart.toSorted((a, b) => weight(a) - weight(b)).slice(0, REASONS);
}

function comparisonsOf(
  condition: Condition,
  fact: FactName,
): readonly { readonly comparator: string; readonly limit: string }[] {
  if ("all-of" in condition) return condition["all-of"].flatMap((part) => comparisonsOf(part, fact));
  if ("any-of" in condition) return condition["any-of"].flatMap((part) => comparisonsOf(part, fact));
  if ("not" in condition) return comparisonsOf(condition.not, fact);
  if (!("fact" in condition) || condition.fact !== fact) return [];
  return Object.entries(condition).flatMap(([comparator, limit]) =>
    COMPARATORS.some((known) => known === comparator) && typeof limit === "string" ? [{ comparator, limit }] : [],
  );
}

const rowsOf = (reasons: readonly ReasonForControl[], fact: FactName): readonly Finding[] =>
  reasons
    .filter(({ status, because }) => status === "unknown" && because.some(({ params }) => params["fact"] === fact))
    .map(({ reason, scope, cite }) => toFinding("decides-row", { fact, reason, scope }, { cite }));

/** What each answer would do: the walk is made again with it. */
function trials(
  definition: FactDefinition,
  choices: MissingFact["choices"],
  { decided, asking }: { readonly decided: Decided; readonly asking: Asking },
): readonly Finding[] {
  const values: readonly (string | boolean)[] =
    definition.type === "flag" ? [true, false] : choices.map(({ value }) => value);
  // A list of names is read by people, not tried one by one.
  if (values.length > MOST_TRIED) return [];
  return values.map((value) => {
    const more = answered({ name: definition.name, value }, asking.facts, asking.rulebook);
    const then = decideAgain(decided, more, asking);
    return toFinding("answer-would", {
      fact: definition.name,
      answer: String(value),
      outcome: then.outcome,
      result: resultOf(withoutSeries(then)),
    });
  });
}

/** What only waits for the first question of a series says nothing of where an answer leads. */
function withoutSeries(decided: Decided): Decided {
  const apart = (leaves: readonly Leaf[]): readonly Leaf[] => leaves.filter(({ entry }) => !isSeries(entry.eccn));
  return { ...decided, blocking: apart(decided.blocking), contenders: apart(decided.contenders) };
}

/** The result in a word: the paragraph, EAR99, the categories to look at, or what is left open. */
export function resultOf({ winner, munition, ear99, usml, blocking, contenders }: Decided): string {
  if (munition) return munition.paragraph;
  if (winner) return winner.paragraph;
  if (ear99) return "EAR99";
  if (usml.looks.length > 0) return usml.looks.map(({ code }) => code).join(", ");
  const open = blocking.filter(({ partial }) => !partial);
  const named = open.length > 0 ? open : contenders;
  return [...new Set(named.map(({ paragraph }) => paragraph))].slice(0, 3).join(", ");
}

/** True when a question is still worth asking: a conflict is a person's, unless it is about a category they may rule out. */
export const asks = ({ outcome, usml }: Decided): boolean =>
  outcome === "needs-facts" || outcome === "classified" || (outcome === "conflict" && usml.looks.length > 0);
