import type { CaseView } from "./view.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { showFact } from "../words/quantity.ts";

/** What a card can hold (Teams renders up to 20 KB); the whole is in the package and on the command line. */
const MOST = 5;

/** Folded: the order of review step by step, the candidates with their margins, the facts with their spans, what would change it. */
export function traceBlock(view: CaseView): CardBlock {
  const classification = view.determination?.result.lines[0]?.classification ?? null;
  if (!classification)
    return { block: "more", title: "Trace", blocks: [{ block: "text", text: "Nothing was classified." }] };
  const candidates = classification.candidates.slice(0, MOST).map((candidate) => ({
    label: candidate.paragraph ?? candidate.eccn,
    value: candidate.because.slice(0, 2).map(view.say).join(" · ") || "no test decides it",
    mark: candidate.status === "not-met" ? ("not met" as const) : candidate.status,
  }));
  const facts = classification.facts.slice(0, 8).map((fact) => ({
    label: fact.name.replaceAll("-", " "),
    value: `${showFact(fact.value)}${fact.span ? ` · “${fact.span.quote.slice(0, 60)}” (${fact.span.source}${fact.span.page ? `, p. ${fact.span.page}` : ""})` : fact.by === "register" ? " · on file for this item" : " · stated"}`,
  }));
  const steps = classification.trace
    .slice(0, 6)
    .map((step) => `${step.step}: ${cut(step.because.slice(0, 2).map(view.say).join(" ")) || "done"}`);
  const change = classification.counterfactual.slice(0, 3).map(view.say);
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

const LONGEST = 200;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
