import { answerSections } from "./answer-sections.ts";
import { decisionSections } from "./decision-sections.ts";
import { lifeSection } from "./life-section.ts";
import { requestSections } from "./request-to-bis.ts";
import { caseNumber, when, type CaseView } from "../../cards/view.ts";
import { cardOf } from "../report.ts";
import type { OpenedEntry } from "../../../core/ports/ledger.ts";
import type { Paper, PaperSection } from "../../../core/ports/paper.ts";

/**
 * The record of one case for a person: what was asked, what the desk found and why, who decided what, and by which
 * editions. Made from the projection and the opened determination; it decides nothing and says nothing the case lacks.
 */
export function casePaper(view: CaseView, entries: readonly OpenedEntry[]): Paper {
  const { state } = view;
  const card = cardOf(view);
  const last = entries.at(-1)?.at ?? state.openedAt;
  return {
    title: `${caseNumber(state)}: ${card.headline}`,
    status: card.status,
    subtitle: `Opened ${when(state.openedAt)} by ${view.nameOf(state.requester)} · revision ${state.revision} · as it stood at ${when(last)}`,
    sections: [
      requestSection(view),
      ...answerSections(view),
      ...decisionSections(view),
      lifeSection(view),
      ...(isAdvised(view) ? requestSections(view) : []),
      editionsSection(view),
      recordSection(view, entries),
    ].filter(({ blocks }) => blocks.length > 0),
    foot: `${caseNumber(state)} · revision ${state.revision} · ${card.status.split(" · ")[0] ?? card.status}`,
    watermark: view.training ? "TRAINING" : null,
    at: last,
  };
}

/** Where the tests leave it to BIS, the facts for the request stand in the record. */
const isAdvised = ({ determination }: CaseView): boolean =>
  determination?.result.lines.some(({ classification }) => classification?.advise === "CCATS") === true;

function requestSection({ words, state }: CaseView): PaperSection {
  const files = state.sources.filter(({ kind }) => kind === "file");
  return {
    heading: "The request",
    blocks: [
      { block: "quote", text: words.trim() === "" ? "(no words)" : words },
      ...(files.length === 0
        ? []
        : [
            {
              block: "rows" as const,
              rows: files.map(({ name, fault, blob }) => ({
                label: "File",
                value: `${name ?? "without a name"} · SHA-256 of what is kept ${blob.slice(0, 16)}`,
                ...(fault === null ? {} : { mark: `not read: ${fault.replaceAll("-", " ")}` }),
              })),
            },
          ]),
    ],
  };
}

function editionsSection({ determination }: CaseView): PaperSection {
  const rows = (determination?.editions ?? []).map(({ part, date, hash, basis, note }) => ({
    label: part,
    value: `${date ?? "undated"} · ${basis === "text" ? "official text" : "summary, not checked against the text"} · ${hash.slice(0, 12)}${note ? ` · ${note}` : ""}`,
  }));
  return { heading: "Editions it rests on", blocks: rows.length === 0 ? [] : [{ block: "rows", rows }] };
}

function recordSection(view: CaseView, entries: readonly OpenedEntry[]): PaperSection {
  const rows = entries.map((entry) => ({
    label: `${entry.pos} · entry ${entry.seq}`,
    value: `${entry.at} · ${entry.type.replaceAll("-", " ")} · ${"person" in entry.actor ? `${view.nameOf(entry.actor.person)} via ${entry.actor.via}` : entry.actor.system}`,
  }));
  return {
    heading: "The record",
    blocks: [
      { block: "rows", rows },
      {
        block: "text",
        text: "This paper is for reading. What proves it is the evidence package: node verify.mjs FILE checks every hash and signature offline.",
      },
    ],
  };
}
