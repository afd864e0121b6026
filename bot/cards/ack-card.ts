import { caseNumber, footerOf, type CardDraft, type CaseView } from "./view.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { figure, listFaultWords } from "../words/bom.ts";

const FAULTS: Readonly<Record<string, string>> = {
  "unsupported-file":
    "I read PDF, DOCX, XLSX, CSV, text and CycloneDX or SPDX. Export it as PDF or paste the key figures.",
  "empty-file": "The file is empty. Attach it again or paste the key figures.",
  "too-large": "The file is too large (limit 25 MB, or it unpacks to too much). Send the pages with the figures.",
  "unreadable-file": "The file is damaged. Export it again or paste the key figures.",
  "protected-file": "The file is protected by a password. Send an open copy or paste the key figures.",
  "lying-file-type": "The file is not what its name says. Send the original file.",
  "no-text": "The file has no text that can be read (a scan?). Send a text PDF or paste the key figures.",
  timeout: "The file took too long to read. Send the pages with the figures.",
  "channel-file": "Teams gave me only a link to it. Upload it in a direct chat with me, or paste the key figures.",
  "not-a-file": "Only a link came, not the file itself. Upload the file, or paste the key figures.",
  "second-list": "A request has one bill of material, and a later one came: ask about this one by itself.",
  "not-fetched": "The file could not be fetched from the chat. Attach it again.",
};
export const faultWords = (fault: string): string =>
  FAULTS[fault] ?? listFaultWords(fault) ?? "It could not be read. Paste the key figures.";

/** At once, replaced in place by what follows. */
export function ackCard(view: CaseView): CardDraft {
  const { state } = view;
  const asked = view.words.length > 120 ? `${view.words.slice(0, 119)}…` : view.words;
  const files = state.sources.filter((source) => source.kind === "file");
  const items = [
    ...files.map((file) =>
      file.fault
        ? `could not read ${file.name ?? "a file"}: ${faultWords(file.fault)}`
        : `reading ${file.name ?? "a file"}`,
    ),
    ...(view.progress
      ? [`${figure(view.progress.done)} of ${figure(view.progress.total)} lines of the bill of material`]
      : []),
    "matching rules",
    "screening parties",
  ];
  const list: CardBlock = { block: "list", items };
  return {
    kind: "ack",
    status: "Not released · looking at it",
    tone: "neutral",
    headline: asked === "" ? "Looking at your request…" : `Looking at “${asked}”…`,
    blocks: [list],
    actions: [],
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(state)} is being looked at`,
  };
}

/** Files that could not be read, for every card until they are replaced: said once, with what to do. */
export function unreadableBlock(view: CaseView): readonly CardBlock[] {
  const bad = view.state.sources.filter((source) => source.fault !== null);
  if (bad.length === 0) return [];
  return [
    {
      block: "list",
      title: "Not read",
      items: bad.map((source) => `${source.name ?? "a file"}: ${faultWords(source.fault ?? "")}`),
    },
  ];
}
