import { rowsSection } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import { obligationWords } from "../../words/kinds.ts";
import { pointWords } from "../../words/ticks.ts";
import type { LicenceDetermination } from "../../../core/licensing/determination.ts";
import type { PaperSection } from "../../../core/ports/paper.ts";

/** What the destination makes of it: reasons for control, exceptions with their conditions, what was not checked, duties. */
export function licenceSections(view: CaseView, licence: LicenceDetermination, of: string): readonly PaperSection[] {
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
    {
      heading: `Not checked${of}`,
      blocks: licence.notChecked.map(({ what, why }) => ({
        block: "text" as const,
        text: pointWords(what, why ?? ""),
      })),
    },
    rowsSection(
      `Obligations${of}`,
      licence.obligations.map(({ what, owner, due, cite }) => ({
        label: due === "at-once" ? "at once" : (due ?? "no date"),
        value: `${obligationWords(what)} · ${owner} · ${cite}`,
      })),
    ),
  ];
}
