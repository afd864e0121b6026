import type { Condition } from "../rulebook/condition-schema.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import { allParagraphs, covers, pathOf } from "../rulebook/paragraphs.ts";
import { factsReadBy } from "../rulebook/facts-read.ts";
import { entryOn } from "../rulebook/rulebook.ts";
import type { Candidate, Classification } from "../classification/classification.ts";
import type { Fact } from "../item/fact.ts";
import type { SourceText } from "../item/document.ts";
import type { Proposal } from "../ports/evaluator.ts";
import type { CandidateBrief, Extraction, FactBrief } from "../ports/model.ts";
import type { EvaluationContext } from "../releases/evaluate-transaction.ts";
import { joinFacts, soleLine } from "./adjudicate.ts";
import { candidateName } from "./check-opinion.ts";

/** What the rulebook lets a model be asked about this case. Sources are those of the classification: the deal is blanked. */
export type ModelBrief = {
  /** Facts that may be named; empty: a model is not asked about this case. */
  readonly facts: readonly FactBrief[];
  /** The sources as the classification sees them. */
  readonly sources: readonly SourceText[];
  readonly candidates: readonly CandidateBrief[];
  /** What was read or stated so far. */
  readonly known: readonly Fact[];
};

const ALWAYS = ["is", "subject", "ordinary-commercial"];

const EMPTY: ModelBrief = { facts: [], sources: [], candidates: [], known: [] };

/** The brief before extraction (`null`), or with what it found. Pure. */
export function briefFor(proposal: Proposal, extraction: Extraction | null, context: EvaluationContext): ModelBrief {
  const { result } = joinFacts(proposal, extraction, context);
  const line = soleLine(proposal.input, result);
  if (!line) return EMPTY;
  return {
    facts: factsFor(line.classification, context),
    sources: line.item.sources,
    candidates: line.classification.candidates.map((candidate) => candidateBrief(candidate, context)),
    known: line.classification.facts,
  };
}

/**
 * What may be named: what the thing is and is about, what the candidates test, and what is asked. A thousand facts of
 * other things would cost more than they bring.
 */
function factsFor({ candidates, missing }: Classification, context: EvaluationContext): readonly FactBrief[] {
  const tested = candidates.flatMap(({ eccn }) => {
    const entry = entryOn(context.rulebook, eccn, context.asOf);
    return entry ? [...factsReadBy(entry).facts] : [];
  });
  const wanted = new Set([...ALWAYS, ...tested, ...missing.map(({ fact }) => fact)]);
  return [...context.rulebook.vocabulary.definitions.values()].filter(({ name }) => wanted.has(name)).map(factBrief);
}

function factBrief({ name, title, type, unit, choices }: FactDefinition): FactBrief {
  switch (type) {
    case "flag":
      return { name, title, form: "yes or no" };
    case "choice":
      return { name, title, form: `one of ${(choices ?? []).map(({ value }) => value).join(", ")}` };
    case "name":
      return { name, title, form: "name or CAS number" };
    case "class":
      return { name, title, form: "kind of thing, in the words of the text" };
    case "quantity":
      return { name, title, form: unit ? `figure with its unit, such as ${unit}` : "figure" };
  }
}

function candidateBrief(candidate: Candidate, { rulebook, asOf }: EvaluationContext): CandidateBrief {
  const name = candidateName(candidate);
  const entry = entryOn(rulebook, candidate.eccn, asOf);
  if (!entry) return { candidate: name, title: "", tests: [], cite: name };
  const path = pathOf(candidate.eccn, candidate.paragraph);
  const chain = path === null ? [] : allParagraphs(entry).filter((paragraph) => covers(paragraph.path, path));
  const parts = [entry, ...chain];
  return {
    candidate: name,
    title: parts.map(({ title }) => title).join(" / "),
    tests: parts.flatMap((part) => [
      ...(part.test ? [describe(part.test)] : []),
      ...(part.decontrols ?? []).map(({ id, title, test }) => `taken out by ${id} (${title}) when ${describe(test)}`),
    ]),
    cite: name,
  };
}

function describe(condition: Condition): string {
  if ("all-of" in condition) return `(${condition["all-of"].map(describe).join(" and ")})`;
  if ("any-of" in condition) return `(${condition["any-of"].map(describe).join(" or ")})`;
  if ("not" in condition) return `not ${describe(condition.not)}`;
  if ("core-test" in condition) return condition["core-test"];
  if ("controlled-by" in condition) return `${condition.of} is controlled by ${condition["controlled-by"].join(", ")}`;
  const { fact, ...rest } = condition;
  return `${fact} ${Object.entries(rest)
    .map(([how, limit]) => `${how} ${Array.isArray(limit) ? limit.join(", ") : String(limit)}`)
    .join(" ")}`;
}
