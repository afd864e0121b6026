import type { CaseView } from "../../cards/view.ts";
import { obligationWords } from "../../words/kinds.ts";
import { effectWords } from "../../words/screening.ts";
import { showFact } from "../../words/quantity.ts";
import type { Candidate, Classification } from "../../../core/classification/classification.ts";
import type { LicenceDetermination } from "../../../core/licensing/determination.ts";
import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";

/** What the desk found, line by line: facts with where they were read, candidates with their margins, the destination, the parties. */
export function answerSections(view: CaseView): readonly PaperSection[] {
  const { determination } = view;
  if (!determination) return [];
  const { lines, screening } = determination.result;
  const many = lines.length > 1;
  return [
    ...lines.flatMap(({ id, classification, licence }) => {
      const of = many ? ` (line ${id})` : "";
      return [
        ...(classification ? classificationSections(view, classification, of) : []),
        ...(licence ? licenceSections(view, licence, of) : []),
      ];
    }),
    rowsSection(
      "Parties screened",
      screening.map(({ role, name, country, result }) => ({
        label: `${name}${country ? `, ${country}` : ""}`,
        value: partyWords(role, result),
      })),
    ),
  ];
}

const rowsSection = (heading: string, rows: readonly PaperRow[]): PaperSection => ({
  heading,
  blocks: rows.length === 0 ? [] : [{ block: "rows", rows }],
});

function classificationSections(view: CaseView, item: Classification, of: string): readonly PaperSection[] {
  const changes = item.counterfactual.map(view.say).filter((words) => words !== "");
  return [
    rowsSection(
      `Facts of the item${of}`,
      item.facts.map(({ name, value, span, by }) => ({
        label: name.replaceAll("-", " "),
        value: `${showFact(value)}${span ? ` · “${span.quote.slice(0, 160)}” (${span.source}${span.page ? `, p. ${span.page}` : ""})` : ` · said by ${String(by)}`}`,
      })),
    ),
    rowsSection(
      `Entries considered${of}`,
      item.candidates.map((candidate) => candidateRow(view, candidate)),
    ),
    rowsSection(
      `Order of review${of}`,
      item.trace.flatMap(({ step, because }) => {
        const words = [...new Set(because.map(view.say))].slice(0, 8).join(" ");
        return words === "" ? [] : [{ label: step.replaceAll("-", " "), value: words }];
      }),
    ),
    { heading: `What would change the answer${of}`, blocks: changes.map((text) => ({ block: "text" as const, text })) },
  ];
}

function candidateRow(view: CaseView, { eccn, paragraph, status, margin, because }: Candidate): PaperRow {
  const distance = margin ? `${margin.fact.replaceAll("-", " ")} ${margin.value} against ${margin.limit}. ` : "";
  return {
    label: paragraph ?? eccn,
    value: `${distance}${[...new Set(because.map(view.say))].slice(0, 5).join(" ")}` || "named as a neighbor",
    mark: status.replace("-", " "),
  };
}

function licenceSections(view: CaseView, licence: LicenceDetermination, of: string): readonly PaperSection[] {
  return [
    rowsSection(
      `Reasons for control at the destination${of}`,
      licence.reasons.map(({ reason, column, scope, status, because, cite }) => ({
        label: `${column ?? reason} · ${scope}`,
        value: `${because.map(view.say).slice(0, 3).join(" ")} (${cite})`,
        mark: status,
      })),
    ),
    rowsSection(
      `License exceptions${of}`,
      licence.exceptions.map(({ symbol, outcome, conditions, because }) => ({
        label: symbol,
        value:
          conditions.length === 0
            ? because.map(view.say).join(" ")
            : conditions.map(({ text, status }) => `${text}: ${status}`).join(". "),
        mark: outcome.replace("-", " "),
      })),
    ),
    rowsSection(
      `Not checked${of}`,
      licence.notChecked.map(({ what, why }) => ({ label: what.replaceAll("-", " "), value: why ?? "" })),
    ),
    rowsSection(
      `Obligations${of}`,
      licence.obligations.map(({ what, owner, due, cite }) => ({
        label: due === "at-once" ? "at once" : (due ?? "no date"),
        value: `${obligationWords(what)} · ${owner} · ${cite}`,
      })),
    ),
  ];
}

type Screened = NonNullable<CaseView["determination"]>["result"]["screening"][number]["result"];

function partyWords(role: string, { hits, lists, notChecked }: Screened): string {
  const counted = hits.filter(({ counted: counts }) => counts !== false);
  const dates = lists.flatMap(({ date }) => date ?? []).toSorted();
  const found =
    counted.length === 0
      ? `no hit in ${lists.length} lists${dates[0] ? `, the oldest of ${dates[0]}` : ""}`
      : counted
          .slice(0, 5)
          .map(
            ({ matched, list, score, effect }) =>
              `“${matched}” on ${list}, ${score.toFixed(2)} of 1: ${effectWords(effect)}`,
          )
          .join("; ");
  const open = notChecked.map(({ what }) => what).slice(0, 6);
  return `${role.replaceAll("-", " ")} · ${found}${open.length > 0 ? ` · not checked: ${open.join(", ")}` : ""}`;
}
