import { adjudicate, type Adjudication } from "../../core/adjudication/adjudicate.ts";
import { briefFor, type ModelBrief } from "../../core/adjudication/brief.ts";
import type { Bom } from "../../core/bom/bom.ts";
import { contentsOf, type BomContents } from "../../core/bom/contents.ts";
import { judgeLines, type BomChunk, type Judged } from "../../core/bom/judge-lines.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import { openReadings, propose } from "../../core/cases/propose.ts";
import type { LawDate } from "../../core/dates.ts";
import type { Determination, EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";
import type { Extraction } from "../../core/ports/model.ts";
import { fileableOf } from "../../core/register/fileable.ts";
import type { EvaluationContext } from "../../core/releases/evaluate-transaction.ts";
import type { EditionPart, Pins } from "../../core/rulebook/pins.ts";

/** The rulebook and lists of one edition set, loaded: what evaluation runs on. */
export type Loaded = {
  readonly pins: Pins;
  readonly parts: readonly EditionPart[];
  readonly context: Omit<EvaluationContext, "asOf">;
};

export const proposeWith = (loaded: Loaded, input: EvaluationInput): Proposal =>
  propose(input, { ...loaded.context, asOf: input.asOf });

/** Answers of the tests by facts, for the set and day they were made for: chunks of one list share them. */
const judged = new WeakMap<Loaded, { readonly asOf: LawDate; readonly answers: Judged }>();
const MOST_ANSWERS = 5_000;

/** Lines of a list, each classified by itself. */
export function judgeWith(loaded: Loaded, chunk: BomChunk, asOf: LawDate): readonly LineVerdict[] {
  const known = judged.get(loaded);
  const kept = known?.asOf === asOf && known.answers.size < MOST_ANSWERS ? known : { asOf, answers: new Map() };
  judged.set(loaded, kept);
  return judgeLines(chunk, { ...loaded.context, asOf }, kept.answers);
}

/** What of a list its assembly can turn on. */
export const listContentsWith = (
  loaded: Loaded,
  { bom, verdicts, asOf }: { readonly bom: Bom; readonly verdicts: readonly LineVerdict[]; readonly asOf: LawDate },
): BomContents => contentsOf(bom, verdicts, { ...loaded.context, asOf });

/** What a model may be asked about a proposal. */
export const briefWith = (loaded: Loaded, proposal: Proposal, extraction: Extraction | null): ModelBrief =>
  briefFor(proposal, extraction, { ...loaded.context, asOf: proposal.asOf });

/**
 * A proposal, concluded: without a model the rules' answer stands as it is, with one nothing in it gets looser; and the
 * readings the rulebook leaves open.
 */
export function concludeWith(
  loaded: Loaded,
  proposal: Proposal,
  adjudication: Adjudication | null = null,
): Determination {
  const context = { ...loaded.context, asOf: proposal.asOf };
  const result = adjudication ? adjudicate(proposal, adjudication, context) : proposal.result;
  const readings = openReadings(proposal.input, result, context);
  const fileable = fileableOf({ input: proposal.input, result, readings }, context);
  return {
    pins: loaded.pins,
    asOf: proposal.asOf,
    editions: loaded.parts,
    training: loaded.context.training ?? false,
    input: proposal.input,
    result,
    readings,
    ...(fileable.length > 0 ? { fileable } : {}),
    ...(adjudication ? { model: adjudication } : {}),
  };
}
