import { rowsSection } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import { showFact } from "../../words/quantity.ts";
import type { Classification } from "../../../core/classification/classification.ts";
import { decidingFacts } from "../../../core/classification/deciding-facts.ts";
import type { Fact } from "../../../core/item/fact.ts";
import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";

/** The facts that the answer turns on, with who said them and where; then what else was read, what was not used, what nobody said. */
export function factSections(view: CaseView, of: Classification, suffix: string): readonly PaperSection[] {
  const turnsOn = new Set([...decidingFacts(of), ...view.state.questions.map(({ fact }) => fact)]);
  const deciding = of.facts.filter(({ name }) => turnsOn.has(name));
  const others = of.facts.filter(({ name }) => !turnsOn.has(name));
  return [
    rowsSection(
      `Facts it turns on${suffix}`,
      deciding.map((fact) => factRow(view, fact)),
    ),
    rowsSection(
      `Also read; no test that decided here asks for it${suffix}`,
      others.map((fact) => factRow(view, fact)),
    ),
    rowsSection(
      `Read and not used${suffix}`,
      of.dropped.map(({ fact, value, because }) => ({
        label: fact.replaceAll("-", " "),
        value: `${value}. ${view.say(because)}`,
      })),
    ),
    rowsSection(
      `Not stated${suffix}`,
      of.missing.map(({ fact, question }) => ({ label: fact.replaceAll("-", " "), value: question })),
    ),
  ];
}

export const factRow = (view: CaseView, fact: Fact): PaperRow => ({
  label: fact.name.replaceAll("-", " "),
  value: `${showFact(fact.value)} · ${whenceOf(view, fact)}`,
});

const LONGEST_QUOTE = 160;

/** `“14-bit” (ad-7.pdf, p. 1)`, `answered by the sales engineer`, `on file for this item`. */
function whenceOf(view: CaseView, { name, span, by }: Fact): string {
  const quoted = span
    ? `“${span.quote.slice(0, LONGEST_QUOTE)}” (${span.source}${span.page ? `, p. ${span.page}` : ""}${span.cell ? `, ${span.cell}` : ""})`
    : null;
  if (by === "model") return `${quoted ?? ""} · read by the model`;
  if (quoted) return quoted;
  if (by === "register") return "on file for this very item";
  const asked = view.state.questions.find(({ fact, state }) => fact === name && state === "answered");
  return asked ? `answered by ${view.nameOf(asked.to)}` : "stated by a person";
}
