import { factSections } from "./fact-sections.ts";
import { itemSections } from "./item-sections.ts";
import { licenceSections } from "./licence-sections.ts";
import { partySection } from "./party-section.ts";
import { reviewSections } from "./review-sections.ts";
import type { CaseView } from "../../cards/view.ts";
import type { PaperSection } from "../../../core/ports/paper.ts";

/** What the desk found, line by line: the item, its facts, the entries considered, the destination; then the parties. */
export function answerSections(view: CaseView): readonly PaperSection[] {
  const { determination } = view;
  if (!determination) return [];
  const { lines, screening } = determination.result;
  return [
    ...lines.flatMap(({ id, classification, licence }) => {
      const suffix = lines.length > 1 ? ` (line ${id})` : "";
      const line = determination.input.lines.find((one) => one.id === id);
      return [
        ...(classification && line ? itemSections(view, { line, classification }, suffix) : []),
        ...(classification ? factSections(view, classification, suffix) : []),
        ...(classification ? reviewSections(view, classification, suffix) : []),
        ...(licence ? licenceSections(view, licence, suffix) : []),
      ];
    }),
    partySection(screening),
  ];
}
