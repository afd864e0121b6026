import { registerRows } from "./register-rows.ts";
import type { CaseView } from "./view.ts";
import type { Candidate } from "../../core/classification/classification.ts";
import { textParam } from "../../core/classification/findings.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fact } from "../../core/item/fact.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { proposedException } from "../../core/releases/ticks.ts";
import { adviceWords } from "../words/advice.ts";
import { effectWords } from "../words/screening.ts";
import { showFact } from "../words/quantity.ts";

type Row = Extract<CardBlock, { block: "facts" }>["rows"][number];
type Line = NonNullable<CaseView["determination"]>["result"]["lines"][number];

/** The rows both cards share: why this paragraph, what controls it, destination, exception, parties. The rest is in the trace. */
export function shortFacts(view: CaseView): readonly Row[] {
  const { determination } = view;
  if (!determination) return [];
  const first = determination.result.lines[0];
  return [
    ...registerRows(view),
    ...whyRows(view, first?.classification ?? null),
    ...licenceRows(view, first?.licence ?? null),
    ...partyRows(view),
  ];
}

function whyRows(view: CaseView, classification: Line["classification"]): readonly Row[] {
  if (!classification) return [];
  const chosen =
    classification.candidates.find(
      (candidate) => candidate.paragraph === classification.paragraph && candidate.eccn === classification.eccn,
    ) ?? classification.candidates[0];
  const decides = chosen ? decidingFindings(chosen) : [];
  // What another agency licenses has no paragraph of ours: its own list is the reason.
  const agency = classification.trace.find(({ step }) => step === "other-agency")?.because.slice(0, 1) ?? [];
  const why = [...new Set([...agency, ...decides].map((finding) => shortLimit(finding) ?? view.say(finding)))].slice(
    0,
    4,
  );
  const named = new Set(decides.map((finding) => finding.params["fact"]));
  const read = classification.facts.filter((fact) => fact.span && named.has(fact.name)).map(readIn);
  const controls = classification.reasonsForControl
    .filter((row) => row.status !== "not")
    .map((row) => `${row.column ?? row.reason}${row.status === "unknown" ? " (a fact decides)" : ""}`);
  return [
    ...(why.length > 0 ? [{ label: "Why", value: why.join(" · ") }] : []),
    ...(read.length > 0 ? [{ label: "Read", value: [...new Set(read)].slice(0, 4).join(" · ") }] : []),
    ...nearestRow(classification),
    ...(controls.length > 0 ? [{ label: "Controls", value: [...new Set(controls)].join(" · ") }] : []),
    ...adviceRow(classification),
  ];
}

/** The nearest limit it stays clear of: what a reviewer doubts first. */
function nearestRow({ counterfactual, outcome }: NonNullable<Line["classification"]>): readonly Row[] {
  const miss = counterfactual.find(({ code, params }) => code === "nearest-limit" && params["met"] === false);
  const limit = miss ? comparedWords(miss) : null;
  if (!miss || limit === null || outcome !== "classified") return [];
  return [{ label: "Nearest miss", value: `not ${textParam(miss, "paragraph")}: ${limit}` }];
}

function adviceRow({ advise }: NonNullable<Line["classification"]>): readonly Row[] {
  const words = adviceWords(advise);
  return words === null ? [] : [{ label: "Advised", value: words }];
}

/** Limits decide; what kind of thing it is comes first where nothing is measured. */
function decidingFindings(candidate: Candidate): readonly Finding[] {
  const limits = candidate.because.filter((finding) => finding.code.startsWith("limit-"));
  return limits.length > 0 ? limits : candidate.because;
}

const COMPARED: Readonly<Record<string, string>> = {
  exceeds: "more than",
  "at-least": "at least",
  below: "less than",
  "at-most": "at most",
};

/** A limit in a few words: `sample rate 3.0 GSPS, limit more than 250 MSPS: met`. Null for other findings. */
function shortLimit(finding: Finding): string | null {
  const compared = finding.code.startsWith("limit-") ? comparedWords(finding) : null;
  return compared === null ? null : `${compared}: ${finding.code === "limit-met" ? "met" : "not met"}`;
}

function comparedWords(finding: Finding): string | null {
  const [fact, value, comparator, limit] = ["fact", "value", "comparator", "limit"].map((name) => finding.params[name]);
  if (typeof fact !== "string" || typeof value !== "string") return null;
  if (typeof comparator !== "string" || typeof limit !== "string") return null;
  return `${fact.replaceAll("-", " ")} ${value}, limit ${COMPARED[comparator] ?? comparator} ${limit}`;
}

/** `sample rate 3.0 GSPS: “Sample rate: 3.0 GSPS” (ad-7.pdf, p. 1)`. */
function readIn(fact: Fact): string {
  const span = fact.span;
  const where = span
    ? ` “${span.quote.slice(0, 60)}” (${span.source}${span.page && span.source !== "message" ? `, p. ${span.page}` : ""})`
    : "";
  return `${fact.name.replaceAll("-", " ")} ${showFact(fact.value)}:${where}`;
}

function licenceRows(view: CaseView, licence: Line["licence"]): readonly Row[] {
  if (!licence) return [];
  const required = licence.reasons.filter((reason) => reason.status !== "none");
  const because = [...licence.because, ...required.flatMap((reason) => reason.because.slice(0, 1))].map(view.say);
  const text = [...new Set(because)].filter((sentence) => sentence !== "").slice(0, 4);
  const none = required.length === 0 && licence.reasons.length > 0 ? ["No reason for control is marked for it."] : [];
  return [
    {
      label: view.determination?.input.destination ?? "Destination",
      value: [...text, ...none].join(" ") || "see the trace",
    },
    ...exceptionRows(licence),
  ];
}

/** The exception that would be used, with what is still open; the others only by name. */
function exceptionRows(licence: NonNullable<Line["licence"]>): readonly Row[] {
  const proposed = licence.outcome === "exception-available" ? proposedException(licence) : null;
  if (!proposed) return [];
  const open = proposed.conditions
    .filter((condition) => condition.status === "open")
    .map((condition) => condition.text);
  const met = proposed.conditions.length - open.length;
  const others = licence.exceptions
    .filter((other) => other !== proposed && (other.outcome === "open" || other.outcome === "available"))
    .map((other) => other.symbol);
  return [
    {
      label: `Exception ${proposed.symbol}`,
      value: [
        `${met} of ${proposed.conditions.length} conditions met`,
        ...open.map((text) => `open: ${text}`),
        ...(others.length > 0 ? [`also possible: ${others.join(", ")}`] : []),
      ].join(" · "),
    },
  ];
}

function partyRows(view: CaseView): readonly Row[] {
  return (view.determination?.result.screening ?? []).map(({ name, result }) => {
    const counted = result.hits.filter((hit) => hit.counted !== false);
    const best = counted[0];
    const dates = result.lists.map((list) => list.date).filter((date) => date !== null);
    const found = best
      ? `very close to “${best.matched}” on ${best.list} (${best.score.toFixed(2)} of 1): ${effectWords(best.effect)}`
      : `no hit in ${result.lists.length} list${result.lists.length === 1 ? "" : "s"}${dates.length > 0 ? `, the oldest of ${dates.toSorted()[0]}` : ""}`;
    const open = result.notChecked.map((point) => point.what.replace("list/", "list "));
    return {
      label: name,
      value: [
        found,
        ...(open.length > 0
          ? [`not checked: ${open.slice(0, 3).join(", ")}${open.length > 3 ? ` and ${open.length - 3} more` : ""}`]
          : []),
      ].join(" · "),
    };
  });
}
