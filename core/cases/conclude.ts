import type { CaseEvent } from "./events.ts";
import type { DeterminationSummary } from "./parts.ts";
import type { CaseState } from "./state.ts";
import type { LawDate } from "../dates.ts";
import type { Hash } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import type { Policy } from "../routing/policy.ts";
import { routeFor } from "../routing/route.ts";

/** Question budget (DESIGN §5): at most three questions in two rounds, then a person takes it with what is known. */
const MOST_QUESTIONS = 3;
const MOST_ROUNDS = 2;
const HOUR = 3_600_000;

export type Concluded = {
  readonly determination: Hash;
  readonly summary: DeterminationSummary;
  readonly asOf: LawDate;
};

/**
 * What a finished evaluation does to a case: the determination, then the questions that decide, or the review the
 * policy asks for. Never a release: the machine proposes.
 */
export function conclude(
  state: CaseState,
  concluded: Concluded,
  context: { readonly policy: Policy; readonly nowMs: number },
): readonly CaseEvent[] {
  const { determination, summary, asOf } = concluded;
  const determined: CaseEvent = { type: "determined", determination, summary, asOf };
  const questions = nextQuestions(state, summary);
  if (questions.length > 0)
    return [
      determined,
      ...questions.map((fact): CaseEvent => ({
        type: "question-asked",
        question: `q-${state.questions.length}-${fact}`,
        fact,
        to: state.requester,
        pausesSla: true,
      })),
    ];
  const kinds =
    summary.openQuestions.length > 0
      ? [...new Set([...summary.exceptions, "unanswered" as const])]
      : summary.exceptions;
  const route = routeFor(kinds, context.policy);
  if (!route) throw new Refusal("invalid", { what: "unroutable", kinds: [...kinds] });
  // A reviewer's question paused the clock: it goes on with what was left, never with more than the policy gives.
  const due = context.nowMs + Math.min(state.clockLeft ?? Number.POSITIVE_INFINITY, route.slaHours * HOUR);
  return [
    determined,
    { type: "review-opened", kinds: route.kinds, rule: route.rule, needs: route.needs, places: route.places, due },
  ];
}

function nextQuestions(state: CaseState, summary: DeterminationSummary): readonly string[] {
  const put = new Set(state.questions.map((question) => question.fact));
  const left = MOST_QUESTIONS - state.questions.filter((question) => question.fact !== "reviewer-question").length;
  if (state.rounds >= MOST_ROUNDS || left <= 0) return [];
  return summary.openQuestions.filter((fact) => !put.has(fact)).slice(0, left);
}
