import { openReadings, propose } from "../../core/cases/propose.ts";
import type { Determination, EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";
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

/** A proposal, concluded without a model: the rules' answer stands, with the readings they leave open. */
export function concludeWith(loaded: Loaded, proposal: Proposal): Determination {
  const context = { ...loaded.context, asOf: proposal.asOf };
  return {
    pins: loaded.pins,
    asOf: proposal.asOf,
    editions: loaded.parts,
    training: loaded.context.training ?? false,
    input: proposal.input,
    result: proposal.result,
    readings: openReadings(proposal.input, proposal.result, context),
  };
}
