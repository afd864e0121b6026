import { waitingActions, waitingRows, type Rows } from "./waiting.ts";
import { factInput } from "./question-card.ts";
import { shortFacts } from "./facts.ts";
import { traceBlock } from "./trace.ts";
import { caseNumber, dueText, footerOf, type CardDraft, type CaseView } from "./view.ts";
import { openNeeds } from "../../core/cases/state.ts";
import type { CardInput } from "../../core/ports/card.ts";
import { proposedLine } from "../words/outcome.ts";
import { roleName } from "../words/roles.ts";
import { showFact } from "../words/quantity.ts";
import { listBlocks } from "./list-blocks.ts";

/** What the requester sees while a case is with reviewers: status, or the proposal, as policy says. */
export function answerCard(view: CaseView): CardDraft {
  const { state, determination } = view;
  const roles = openNeeds(state).map((need) => roleName(need.role));
  const summary = state.determination?.summary;
  const hold = summary?.disposition === "hold" || (summary?.hits ?? 0) > 0;
  const showing = hold ? view.policy.showing.hold : view.policy.showing.review;
  const next =
    state.review && !view.waiting
      ? `goes to ${roles.join(" and ")} (policy ${state.review.rule}), ${dueText(state.review.due, view.nowMs)}`
      : "";
  const base = {
    kind: hold ? ("hold" as const) : ("answer" as const),
    tone: hold ? ("warning" as const) : ("attention" as const),
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(state)} is with ${roles.join(" and ")}`,
  };
  if (showing === "status" || !determination)
    return {
      ...base,
      status: `Not released · with ${roles.join(" and ")}`,
      headline:
        summary?.outcome === "prohibited"
          ? "Stop: do not reply to the customer yet."
          : "A reviewer has to look at this first.",
      blocks: [{ block: "facts", rows: nextRows(view, next) }],
      actions: waitingActions(view),
    };
  return {
    ...base,
    status: `Not released yet: send nothing until ${roles.join(" and ")} ${roles.length > 1 ? "have" : "has"} confirmed`,
    headline: proposedLine(determination),
    blocks: [
      { block: "facts", rows: [...shortFacts(view), ...nextRows(view, next)] },
      ...listBlocks(view),
      traceBlock(view),
    ],
    actions: [...correctAction(view), ...waitingActions(view)],
  };
}

const nextRows = (view: CaseView, next: string): Rows =>
  view.waiting ? waitingRows(view) : [{ label: "Next", value: next }];

/** "Correct something": the decisive figures, filled in as they were read; only what is changed counts. */
export function correctAction(view: CaseView): readonly CardDraft["actions"][number][] {
  const inputs = correctable(view);
  if (inputs.length === 0) return [];
  return [
    {
      verb: "correct",
      label: "Change a number…",
      takes: "form",
      form: { title: "Change what was read", submit: "Look again", inputs },
    },
  ];
}

function correctable(view: CaseView): readonly CardInput[] {
  const line = view.determination?.result.lines[0]?.classification;
  const facts = line?.facts.filter((fact) => typeof fact.value === "object" && "value" in fact.value) ?? [];
  const seen = new Set<string>();
  return facts
    .filter((fact) => !seen.has(fact.name) && seen.add(fact.name))
    .slice(0, 6)
    .map((fact) => ({
      type: "text",
      id: factInput(fact.name),
      label: fact.name.replaceAll("-", " "),
      value: showFact(fact.value),
    }));
}
