import { cardText } from "./card-text.ts";
import { requestCardOf, reviewCardOf } from "../cards/card-of.ts";
import { caseNumber, type CardDraft, type CaseView } from "../cards/view.ts";
import type { OpenedEntry } from "../../core/ports/ledger.ts";

/** The case in words for whoever opens the package: the card as it stands, then every entry with time and actor. */
export function caseReport(view: CaseView, entries: readonly OpenedEntry[]): string {
  const { state } = view;
  const card = cardOf(view);
  const lines = [
    `Export Desk · case ${caseNumber(state)}`,
    `opened ${state.openedAt} by ${view.nameOf(state.requester)} · revision ${state.revision} · ${state.stage}`,
    "",
    "The request",
    ...indent(view.words || "(no words)"),
    "",
    "The case as it stands",
    ...indent(cardText(card)),
    "",
    "Editions",
    ...(view.determination?.editions ?? []).map(
      (part) =>
        `  ${part.part}: ${part.date ?? "undated"}, ${part.hash.slice(0, 12)}, ${part.basis}${part.note ? `, ${part.note}` : ""}`,
    ),
    "",
    "The record",
    ...entries.map(
      (entry) => `  ${String(entry.pos).padStart(3)}  ${entry.at}  ${entry.type}  ${actorOf(view, entry)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** The card that says most: the reviewers' once it came to them. */
export const cardOf = (view: CaseView): CardDraft =>
  view.state.review || view.state.decided ? reviewCardOf(view) : requestCardOf(view);

const indent = (text: string): readonly string[] => text.split("\n").map((line) => `  ${line}`);

function actorOf(view: CaseView, entry: OpenedEntry): string {
  return "person" in entry.actor ? `${view.nameOf(entry.actor.person)} via ${entry.actor.via}` : entry.actor.system;
}
