import type { CaseView } from "./view.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { showFact } from "../words/quantity.ts";

const MOST = 8;

/** Folded: the order of review step by step, the candidates with their margins, the facts with their spans, what would change it. */
export function traceBlock(view: CaseView): CardBlock {
  const classification = view.determination?.result.lines[0]?.classification ?? null;
  if (!classification)
    return { block: "more", title: "Trace", blocks: [{ block: "text", text: "Nothing was classified." }] };
  const candidates = classification.candidates.slice(0, MOST).map((candidate) => ({
    label: candidate.paragraph ?? candidate.eccn,
    value: candidate.because.slice(0, 3).map(view.say).join(" · ") || "no test decides it",
    mark: candidate.status === "not-met" ? ("not met" as const) : candidate.status,
  }));
  const facts = classification.facts.slice(0, 12).map((fact) => ({
    label: fact.name.replaceAll("-", " "),
    value: `${showFact(fact.value)}${fact.span ? ` · “${fact.span.quote.slice(0, 80)}” (${fact.span.source}${fact.span.page ? `, p. ${fact.span.page}` : ""})` : " · stated"}`,
  }));
  const steps = classification.trace.map(
    (step) => `${step.step}: ${step.because.slice(0, 3).map(view.say).join(" ") || "done"}`,
  );
  const change = classification.counterfactual.slice(0, 4).map(view.say);
  return {
    block: "more",
    title: "Trace",
    blocks: [
      { block: "facts", rows: candidates },
      ...(facts.length > 0
        ? [
            { block: "text" as const, text: "Facts that were read", weight: "strong" as const },
            { block: "facts" as const, rows: facts },
          ]
        : []),
      ...(steps.length > 0 ? [{ block: "list" as const, title: "Order of review", items: steps }] : []),
      ...(change.length > 0 ? [{ block: "list" as const, title: "What would change the answer", items: change }] : []),
    ],
  };
}
