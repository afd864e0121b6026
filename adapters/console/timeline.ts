import type { JsonObject } from "../../core/json.ts";
import type { OpenedEntry } from "../../core/ports/ledger.ts";

/** One line of the evidence panel. */
export type TimelineLine = {
  readonly seq: number;
  readonly pos: number;
  readonly at: string;
  readonly type: string;
  readonly revision: number;
  /** A person's id, or null for the desk itself. */
  readonly person: string | null;
  readonly via: string;
  readonly line: string;
  readonly tone: "plain" | "person" | "refused" | "decided" | "quiet";
};

const word = (payload: JsonObject, key: string): string => {
  const value = payload[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
const spaced = (text: string): string => text.replaceAll("-", " ");

/** What each entry says, in a few words; content stays behind the card and the package. */
const LINES: Readonly<Record<string, (payload: JsonObject) => string>> = {
  "case-opened": (p) => `asked: case ED-${word(p, "number")} opened`,
  "source-added": (p) =>
    word(p, "fault")
      ? `could not read ${word(p, "name") || "a source"}`
      : `added ${word(p, "name") || word(p, "kind")}`,
  "bom-rolled-up": () => "worked out the lines of the bill of material",
  "facts-found": () => "facts read from the sources",
  "needed-by": () => "a need-by date given",
  "transaction-stated": () => "destination, parties or act stated",
  "question-asked": (p) => `asked for ${spaced(word(p, "fact"))}`,
  "question-answered": (p) =>
    `${word(p, "question").startsWith("stated-") ? "changed" : "answered"} ${spaced(word(p, "fact"))}`,
  "model-call-authorised": (p) => `asked the model ${word(p, "model")} (${word(p, "task")})`,
  "model-call-finished": (p) => `the model answered: ${spaced(word(p, "result"))}, ${word(p, "latencyMs")} ms`,
  determined: (p) => `worked out: ${spaced(summaryWord(p, "outcome"))}`,
  "review-opened": (p) => `sent to review, policy ${word(p, "rule")}`,
  rerouted: (p) => `${word(p, "how")} to ${spaced(word(p, "to"))}`,
  "approval-given": (p) => `approved as ${spaced(word(p, "as"))}`,
  "override-proposed": (p) => `proposed another reading: ${word(p, "reading")}`,
  "hit-judged": (p) => `judged a hit: ${word(p, "judgement")}`,
  decided: (p) => `decided: ${spaced(word(p, "decision"))}`,
  linked: (p) => `linked to ED-${word(p, "number")} (${spaced(word(p, "why"))})`,
  "reply-unclear": () => "a reply was not understood",
  "reply-settled": (p) => `said what the reply is: ${word(p, "as")}`,
  "release-ended": (p) => `release ended: ${word(p, "because")}`,
  commented: () => "commented",
  reopened: (p) => `reopened: ${word(p, "because")}`,
  shredded: () => "content destroyed, proof kept",
  "click-refused": (p) => `refused to ${spaced(word(p, "verb"))}: ${spaced(word(p, "code"))}`,
  shown: (p) => `card shown (${word(p, "detail")})`,
  reminded: () => "reminded",
  "copy-lost": () => "a copy of the card is gone",
  "late-duplicate": () => "the same message came again",
};

function summaryWord(payload: JsonObject, key: string): string {
  const summary = payload["summary"];
  return typeof summary === "object" && summary !== null && !Array.isArray(summary)
    ? word(Object.fromEntries(Object.entries(summary)), key)
    : "";
}

function toneOf(entry: OpenedEntry): TimelineLine["tone"] {
  if (entry.type === "click-refused") return "refused";
  if (entry.type === "decided") return "decided";
  if (
    ["shown", "reminded", "late-duplicate", "facts-found", "model-call-authorised", "model-call-finished"].includes(
      entry.type,
    )
  )
    return "quiet";
  return "person" in entry.actor ? "person" : "plain";
}

/** A case's entries as lines. A body that cannot be opened is named, never left out. */
export const timelineOf = (entries: readonly OpenedEntry[]): readonly TimelineLine[] =>
  entries.map((entry) => ({
    seq: entry.seq,
    pos: entry.pos,
    at: entry.at,
    type: entry.type,
    revision: entry.revision,
    person: "person" in entry.actor ? entry.actor.person : null,
    via: "via" in entry.actor ? entry.actor.via : entry.actor.system,
    line: entry.payload === null ? "content withheld" : (LINES[entry.type]?.(entry.payload) ?? spaced(entry.type)),
    tone: toneOf(entry),
  }));
