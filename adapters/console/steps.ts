import type { OpenedEntry } from "../../core/ports/ledger.ts";
import type { Step } from "./desk-model.ts";

const text = (entry: OpenedEntry, key: string): string => {
  const value = entry.payload?.[key];
  return typeof value === "string" ? value : "";
};

/** A figure was changed after an answer stood, and the desk answered again. */
function changedAndAnsweredAgain(entries: readonly OpenedEntry[]): boolean {
  const first = entries.findIndex((entry) => entry.type === "determined");
  if (first < 0) return false;
  const later = entries.slice(first + 1);
  const change = later.findIndex(
    (entry) =>
      (entry.type === "question-answered" && text(entry, "question").startsWith("stated-")) ||
      (entry.type === "source-added" && ["message", "edit"].includes(text(entry, "kind"))),
  );
  return change >= 0 && later.slice(change + 1).some((entry) => entry.type === "determined");
}

/** Which steps of a first visit one case shows: read from its entries, never from what was clicked. */
export function stepsOf(entries: readonly OpenedEntry[]): readonly Step[] {
  const refused = entries.some((entry) => entry.type === "click-refused" && text(entry, "code") === "own-request");
  const asLegal = entries.some((entry) => entry.type === "approval-given" && text(entry, "as") === "legal");
  const decided = entries.some((entry) => entry.type === "decided" && "person" in entry.actor);
  return [
    ...(entries.some((entry) => entry.type === "case-opened") ? (["ask"] as const) : []),
    ...(changedAndAnsweredAgain(entries) ? (["change"] as const) : []),
    ...(refused ? (["refused"] as const) : []),
    ...(decided && asLegal ? (["decide"] as const) : []),
  ];
}
