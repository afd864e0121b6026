import type { Outcome } from "../../core/licensing/determination.ts";
import type { Determination } from "../../core/ports/evaluator.ts";

/** An outcome in the reader's words; only ever after "Proposed:" or in the label of a decision button. */
const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  prohibited: "barred",
  "licence-required": "a license is required",
  "not-covered": "this rulebook does not cover it",
  "other-agency": "another agency decides",
  review: "a person has to read the rule",
  "needs-facts": "a fact is missing",
  "exception-available": "a license exception can be used, under conditions",
  "no-chart-requirement": "no license needed on the chart",
  "no-licence-required": "no license required (NLR)",
  "not-subject": "not subject to the EAR",
};
export const outcomeWords = (outcome: Outcome): string => OUTCOME_WORDS[outcome];

/** `3A001.a.5.a.4`, `EAR99`, or what could not be told. */
export function classificationWords(determination: Determination): string {
  const lines = determination.result.lines;
  const first = lines[0]?.classification;
  if (lines.length > 1) return `${lines.length} lines`;
  if (!first) return "not classified";
  if (first.outcome === "classified") return first.paragraph ?? first.eccn ?? "classified";
  if (first.outcome === "not-covered") return "no entry of this rulebook";
  if (first.outcome === "other-agency") return `on the list of the ${first.jurisdiction}`;
  return first.candidates[0]?.paragraph ?? first.candidates[0]?.eccn ?? "open";
}

/** What an approval that releases nothing stands for, on the button and in the decision: a code, another agency, or neither. */
export function confirmedWords(determination: Determination | null): {
  readonly button: string;
  readonly done: string;
} {
  const lines = determination?.result.lines ?? [];
  const first = lines.length === 1 ? lines[0]?.classification : null;
  const code = first?.outcome === "classified" ? (first.paragraph ?? first.eccn) : null;
  if (code) return { button: `Approve the classification ${code}`, done: `Classification confirmed: ${code}` };
  if (first?.outcome === "other-agency")
    return {
      button: `Confirm that the ${first.jurisdiction} decides`,
      done: `Confirmed: on the list of the ${first.jurisdiction}`,
    };
  return lines.length > 1
    ? { button: "Approve the classification", done: "Classification confirmed: the item" }
    : { button: "Approve as it stands, not classified", done: "Confirmed as it stands, not classified" };
}

/** The exceptions that are not barred, as symbols: `GBS, LVS`. */
export function exceptionWords(determination: Determination): string {
  const symbols = determination.result.lines
    .flatMap((line) => line.licence?.exceptions ?? [])
    .filter((exception) => exception.outcome === "available" || exception.outcome === "open");
  return [...new Set(symbols.map((exception) => exception.symbol))].join(", ");
}

/** The decisive line: `Proposed: 3A001.a.5.a.4; a license exception can be used, under conditions (GBS, LVS), for Israel.` */
export function proposedLine(determination: Determination): string {
  const { result, input } = determination;
  const symbols = result.outcome === "exception-available" ? exceptionWords(determination) : "";
  const where = input.destination ? ` for ${input.destination}` : "";
  return `Proposed: ${classificationWords(determination)}; ${outcomeWords(result.outcome)}${symbols ? ` (${symbols})` : ""}${where}.`;
}
