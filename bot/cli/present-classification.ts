import type { Classification } from "../../core/classification/classification.ts";
import type { EditionPart } from "../../core/rulebook/pins.ts";
import { because } from "./because.ts";
import type { Answered } from "./calculation.ts";

/** A classification as the contract words it; `dropped` are statements that fit no fact of the rulebook. */
export const presentClassification = (result: Classification, editions: readonly EditionPart[]): Answered => ({
  outcome: result.outcome,
  jurisdiction: result.jurisdiction,
  eccn: result.eccn,
  paragraph: result.paragraph,
  candidates: result.candidates.map((candidate) => ({ ...candidate, because: because(candidate.because) })),
  also: result.also.map((one) => ({ ...one, because: because(one.because) })),
  missing: result.missing.map((one) => ({ ...one, because: because(one.because) })),
  advise: result.advise,
  reasonsForControl: result.reasonsForControl.map((one) => ({
    ...one,
    because: because(one.because),
    basis: one.basis ?? "summary",
  })),
  significantMilitaryEquipment: result.significantMilitaryEquipment,
  basis: result.basis,
  disposition: result.disposition,
  facts: result.facts,
  dropped: result.dropped.map((one) => ({ ...one, because: because([one.because]) })),
  counterfactual: because(result.counterfactual),
  editions,
});
