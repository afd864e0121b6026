import { OUTCOMES } from "./determination.ts";
import type { Outcome } from "./determination.ts";

/** How far an answer is from letting something go: `held`, `conditional` (an exception, under conditions), `free`. */
export type Step = "held" | "conditional" | "free";

const FREE: ReadonlySet<Outcome> = new Set(["no-chart-requirement", "no-licence-required", "not-subject"]);
const STEPS: readonly Step[] = ["held", "conditional", "free"];

export function stepOf(outcome: Outcome): Step {
  if (FREE.has(outcome)) return "free";
  return outcome === "exception-available" ? "conditional" : "held";
}

/** The first of several outcomes in the order of precedence: a held line never disappears behind a free one. */
export const worstOf = (outcomes: readonly Outcome[]): Outcome | null =>
  OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? null;

/** True when `to` moves a step towards free against `from`; inside free: from no-chart-requirement to NLR. */
export function isLooser(to: Outcome, from: Outcome): boolean {
  const [after, before] = [STEPS.indexOf(stepOf(to)), STEPS.indexOf(stepOf(from))];
  if (after !== before) return after > before;
  return from === "no-chart-requirement" && to === "no-licence-required";
}
