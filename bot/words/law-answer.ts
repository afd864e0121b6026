import { shortFacts } from "../cards/facts.ts";
import { caseNumber, type CaseView } from "../cards/view.ts";
import { proposedLine } from "./outcome.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { StatedDeal } from "../../core/releases/stated-deal.ts";

const MOST_LINES = 8;
const LONGEST = 320;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Whether the requester sees only a status of this (policy `showing`): then no question gets at it either. */
export function holdsBack(view: CaseView, determination: Determination | null): boolean {
  if (!determination) return false;
  const { result } = determination;
  const hits = result.screening.some((party) => party.result.hits.some((hit) => hit.counted !== false));
  const hold = result.disposition === "hold" || hits || result.outcome === "prohibited";
  return (hold ? view.policy.showing.hold : view.policy.showing.review) === "status";
}

/** The trace in plain words: the decisive line, why, what would change it. Explains, decides nothing. */
export function lawWords(view: CaseView, asked: { readonly deal: StatedDeal | null; readonly held: boolean }): string {
  const number = caseNumber(view.state);
  const { determination } = view;
  if (asked.held) return `Not released. A reviewer has to look at that first; I can't say more about ${number} here.`;
  if (!determination) return `Not released. I am still working ${number} out; ask again in a moment.`;
  const change = determination.result.lines[0]?.classification?.counterfactual.slice(0, 2).map(view.say) ?? [];
  const rows = shortFacts(view)
    .slice(0, MOST_LINES)
    .map((row) => `• ${row.label}: ${cut(row.value)}`);
  return [
    asked.deal
      ? `Not released. ${supposition(asked.deal)} (nothing was asked or opened by this):`
      : `Not released. Why ${number} stands as it does:`,
    proposedLine(determination),
    ...rows,
    ...(change.length > 0 ? [`What would change it: ${cut(change.join(" "))}`] : []),
    ...(asked.deal ? [`To have it worked out for real, reply “same for ${nameOf(asked.deal)}”.`] : []),
  ].join("\n");
}

const nameOf = (deal: StatedDeal): string =>
  deal.destination ?? deal.parties?.[0]?.name ?? deal.act?.replaceAll("-", " ") ?? "it";

const supposition = (deal: StatedDeal): string =>
  [
    "As it would be",
    ...(deal.destination ? [`for ${deal.destination}`] : []),
    ...(deal.parties?.[0] ? [`with ${deal.parties[0].name}`] : []),
    ...(deal.act ? [`to ${deal.act.replaceAll("-", " ")} it`] : []),
  ].join(" ");
