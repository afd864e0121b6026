import type { Classification, ItemInput } from "../classification/classification.ts";
import { toFinding } from "../classification/findings.ts";
import type { Finding } from "../finding.ts";
import type { Fact } from "../item/fact.ts";
import type { Found } from "../item/found-fact.ts";
import type { Proposal } from "../ports/evaluator.ts";
import type { Extraction, Opinion } from "../ports/model.ts";
import { evaluateTransaction } from "../releases/evaluate-transaction.ts";
import type { EvaluationContext } from "../releases/evaluate-transaction.ts";
import { withException } from "../releases/exception-kinds.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";
import { showValue } from "../rulebook/tested.ts";
import { candidateName, checkOpinion } from "./check-opinion.ts";
import { groundFacts } from "./ground-facts.ts";
import { isNoLooser, withStricterPermissions } from "./no-looser.ts";

/** What a model said of a case, as it came: replay works the determination out from it again. */
export type Adjudication = {
  readonly extraction: Extraction | null;
  readonly opinion: Opinion | null;
  /** The finished calls it came from. */
  readonly calls: readonly string[];
};

type Sole = { readonly id: string; readonly item: ItemInput; readonly classification: Classification };

/** The one line that is to be classified; null: several lines, or an ECCN that was given. A model is not asked then. */
export function soleLine(input: TransactionInput, result: TransactionResult): Sole | null {
  const [line, ...others] = input.lines;
  const classification = result.lines[0]?.classification;
  if (!line || others.length > 0 || "eccn" in line.item || !classification) return null;
  return { id: line.id, item: line.item, classification };
}

/** The rules' answer with a model's facts joined to it, where that holds nothing less. */
type Joined = {
  readonly result: TransactionResult;
  readonly found: Found;
  readonly used: boolean;
  readonly differs: boolean;
};

/**
 * The facts that hold are tested like any others. What comes of it is taken when the rules alone had no result, or the
 * same one, and nothing gets looser; a different result is a disagreement, and the rules' own stands.
 */
export function joinFacts(proposal: Proposal, extraction: Extraction | null, context: EvaluationContext): Joined {
  const { input, result: rules } = proposal;
  const line = soleLine(input, rules);
  const none = { facts: [], dropped: [] };
  if (!line || extraction === null) return { result: rules, found: none, used: false, differs: false };
  const found = groundFacts(extraction, line.item.sources, context.rulebook.vocabulary);
  if (found.facts.length === 0) return { result: rules, found, used: false, differs: false };
  const item: ItemInput = { ...line.item, modelFacts: found.facts };
  const tested = evaluateTransaction({ ...input, lines: input.lines.map((one) => ({ ...one, item })) }, context);
  const joined = withStricterPermissions(tested, rules);
  const other = joined.lines[0]?.classification;
  const decided = line.classification.outcome === "classified";
  const differs = decided && (!other || !isSameResult(line.classification, other));
  const used = !differs && isNoLooser(joined, rules);
  return { result: used ? joined : rules, found, used, differs };
}

const isSameResult = (a: Classification, b: Classification): boolean =>
  a.outcome === b.outcome && a.eccn === b.eccn && a.paragraph === b.paragraph;

/**
 * The rules' answer with what a model adds: facts that hold, and where it disagrees with the tests a person who looks
 * (`conflict`). A model picks nothing and loosens nothing: everything the rules held is held. Pure.
 */
export function adjudicate(
  proposal: Proposal,
  adjudication: Adjudication,
  context: EvaluationContext,
): TransactionResult {
  const joined = joinFacts(proposal, adjudication.extraction, context);
  const line = soleLine(proposal.input, joined.result);
  if (!line) return proposal.result;
  const said = adjudication.opinion ? opinionFindings(adjudication.opinion, line.classification, context) : [];
  const because = [...factFindings(joined, line.classification), ...said];
  const conflict = joined.differs || said.some(({ code }) => code === "model-disagrees");
  return mark(joined.result, because, conflict);
}

function factFindings({ found, used, differs }: Joined, own: Classification): readonly Finding[] {
  if (found.facts.length + found.dropped.length === 0) return [];
  const isNew = (fact: Fact): boolean => !own.facts.some((known) => known.by !== "model" && sameFact(known, fact));
  const fresh = found.facts.filter(isNew);
  const [usedCount, shown] = used ? [fresh.length, 0] : [0, fresh.length];
  return [
    ...(differs
      ? [toFinding("model-disagrees", { candidate: resultName(own), model: "another result", tests: "met" })]
      : []),
    toFinding("model-facts", { used: usedCount, shown, dropped: found.dropped.length }),
    ...fresh.map((fact) =>
      toFinding("model-read", {
        fact: fact.name,
        value: showValue(fact.value),
        quote: (fact.span?.quote ?? "").slice(0, 120),
        used,
      }),
    ),
    ...found.dropped.map(({ because }) => because),
  ];
}

const sameFact = (a: Fact, b: Fact): boolean => a.name === b.name && showValue(a.value) === showValue(b.value);
const resultName = ({ paragraph, eccn }: Classification): string => paragraph ?? eccn ?? "";

/** Agreement, disagreement or nothing usable. "Unknown" on either side is no disagreement. */
function opinionFindings(opinion: Opinion, own: Classification, context: EvaluationContext): readonly Finding[] {
  const checked = checkOpinion(opinion, own.candidates, context);
  if ("dropped" in checked) return [toFinding("model-answer-dropped", { why: checked.dropped })];
  const against = checked.findings.flatMap(({ candidate, verdict }): readonly Finding[] => {
    const status = own.candidates.find((one) => candidateName(one) === candidate)?.status ?? "unknown";
    if (verdict === "unknown" || status === "unknown" || verdict === status) return [];
    return [toFinding("model-disagrees", { candidate, model: verdict, tests: status })];
  });
  const result = own.outcome === "classified" ? resultName(own) : null;
  const { choice } = checked;
  if (result === null || choice === null) return against;
  if (choice === result) return [...against, toFinding("model-agrees", { candidate: result })];
  return [...against, toFinding("model-disagrees", { candidate: result, model: choice, tests: "met" })];
}

function mark(result: TransactionResult, because: readonly Finding[], conflict: boolean): TransactionResult {
  const lines = result.lines.map(({ classification, ...line }) => ({
    ...line,
    classification: classification && {
      ...classification,
      ...(conflict ? { disposition: "hold" as const } : {}),
      trace: because.length > 0 ? [...classification.trace, { step: "model", because }] : classification.trace,
    },
  }));
  if (!conflict) return { ...result, lines };
  return { ...result, lines, disposition: "hold", exceptions: withException(result.exceptions, "conflict") };
}
