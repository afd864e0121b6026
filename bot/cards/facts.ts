import type { CaseView } from "./view.ts";
import type { CardBlock } from "../../core/ports/card.ts";

type Row = Extract<CardBlock, { block: "facts" }>["rows"][number];

/** The rows both cards share: why this paragraph, what controls it, destination, parties, end use. */
export function shortFacts(view: CaseView): readonly Row[] {
  const { determination } = view;
  if (!determination) return [];
  const { result } = determination;
  const first = result.lines[0];
  return [
    ...whyRows(view, first?.classification ?? null),
    ...licenceRows(view, first?.licence ?? null),
    ...partyRows(view),
  ];
}

type Line = NonNullable<CaseView["determination"]>["result"]["lines"][number];

function whyRows(view: CaseView, classification: Line["classification"]): readonly Row[] {
  if (!classification) return [];
  const chosen =
    classification.candidates.find(
      (candidate) => candidate.paragraph === classification.paragraph && candidate.eccn === classification.eccn,
    ) ?? classification.candidates[0];
  const why = (chosen?.because ?? []).slice(0, 4).map(view.say);
  const controls = classification.reasonsForControl
    .filter((row) => row.status !== "not")
    .map((row) => `${row.column ?? row.reason}${row.status === "unknown" ? " (a fact decides)" : ""}`);
  const sources = [
    ...new Set(
      classification.facts.flatMap((fact) =>
        fact.span ? [`${fact.span.source}${fact.span.page ? ` p. ${fact.span.page}` : ""}`] : [],
      ),
    ),
  ];
  return [
    ...(why.length > 0 ? [{ label: "Why", value: why.join(" · ") }] : []),
    ...(controls.length > 0 ? [{ label: "Controls", value: controls.join(" · ") }] : []),
    ...(sources.length > 0 ? [{ label: "Read in", value: sources.slice(0, 4).join(", ") }] : []),
  ];
}

function licenceRows(view: CaseView, licence: Line["licence"]): readonly Row[] {
  if (!licence) return [];
  const because = licence.because.slice(0, 3).map(view.say);
  const reasons = licence.reasons.slice(0, 6).flatMap((reason) => reason.because.slice(0, 1).map(view.say));
  const text = [...because, ...reasons].filter((sentence) => sentence !== "");
  return [
    ...(text.length > 0
      ? [{ label: view.determination?.input.destination ?? "Destination", value: [...new Set(text)].join(" · ") }]
      : []),
    ...licence.exceptions
      .filter((exception) => exception.outcome === "available" || exception.outcome === "open")
      .map((exception) => ({
        label: `Exception ${exception.symbol}`,
        value:
          exception.conditions.map((condition) => `${condition.text} (${condition.status})`).join(" · ") ||
          "no condition recorded",
      })),
  ];
}

function partyRows(view: CaseView): readonly Row[] {
  return (view.determination?.result.screening ?? []).map(({ name, result }) => {
    const lists = result.lists.length;
    const best = result.hits[0];
    const found = best
      ? `${result.hits.length} possible match${result.hits.length > 1 ? "es" : ""}, the closest ${best.matched} (${best.score.toFixed(2)} of 1)`
      : `no hit in ${lists} list${lists === 1 ? "" : "s"}`;
    const open = result.notChecked.map((point) => point.what);
    return {
      label: name,
      value: [found, ...(open.length > 0 ? [`not checked: ${open.slice(0, 3).join(", ")}`] : [])].join(" · "),
    };
  });
}
