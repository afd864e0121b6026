import type { Desk } from "./deps.ts";
import type { ReadSource } from "./read-sources.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { EvaluationInput } from "../../core/ports/evaluator.ts";

/** Everything the case knows, as one evaluation takes it. */
export const evaluationInput = (
  desk: Pick<Desk, "clock">,
  state: CaseState,
  read: readonly ReadSource[],
): EvaluationInput => ({
  asOf: desk.clock.lawDate("America/New_York"),
  text: read
    .filter((source) => source.kind === "message")
    .map((source) => source.text)
    .join("\n"),
  sources: read.flatMap((source) => (source.source ? [source.source] : [])),
  stated: state.stated,
  transaction: state.transaction,
  judgedDifferent: state.judgements.filter((one) => one.judgement === "different").map((one) => one.hit),
});
