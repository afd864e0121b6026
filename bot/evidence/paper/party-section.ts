import { rowsSection } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import { effectWords } from "../../words/screening.ts";
import type { PaperSection } from "../../../core/ports/paper.ts";

type Screening = NonNullable<CaseView["determination"]>["result"]["screening"];

/** Each party with what the lists held for it, and what was not checked. */
export const partySection = (screening: Screening): PaperSection =>
  rowsSection(
    "Parties screened",
    screening.map(({ role, name, country, result }) => ({
      label: `${name}${country ? `, ${country}` : ""}`,
      value: partyWords(role, result),
    })),
  );

type Screened = Screening[number]["result"];

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
