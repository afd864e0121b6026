import { rowsSection, sentences } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import type { Candidate, Classification } from "../../../core/classification/classification.ts";
import { textParam } from "../../../core/classification/findings.ts";
import type { Finding } from "../../../core/finding.ts";
import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";

/** How it was come to: every entry considered with its margin, the order of review, what would change it, what is excluded. */
export function reviewSections(view: CaseView, of: Classification, suffix: string): readonly PaperSection[] {
  const changes = of.counterfactual.map(view.say).filter((words) => words !== "");
  return [
    rowsSection(
      `Entries considered${suffix}`,
      of.candidates.map((candidate) => candidateRow(view, candidate)),
    ),
    {
      heading: `What would change the answer${suffix}`,
      blocks: changes.map((text) => ({ block: "text" as const, text })),
    },
    rowsSection(
      `Order of review${suffix}`,
      of.trace.flatMap(({ step, because }) => {
        const words = stepWords(view, because);
        return words === "" ? [] : [{ label: step.replaceAll("-", " "), value: words }];
      }),
    ),
    excludedSection(of, suffix),
  ];
}

function candidateRow(view: CaseView, { eccn, paragraph, status, margin, because }: Candidate): PaperRow {
  const distance = margin ? `${margin.fact.replaceAll("-", " ")} ${margin.value} against ${margin.limit}. ` : "";
  return {
    label: paragraph ?? eccn,
    value: `${distance}${sentences(because.map(view.say))}` || "named as a neighbor",
    mark: status.replace("-", " "),
  };
}

const isClosed = ({ code }: Finding): boolean => code === "entry-closed";
/** A reason that closed nothing here says nothing of this item. */
const closedNothing = ({ code, params }: Finding): boolean => code === "headings-closed" && params["count"] === 0;

/** Entries that do not apply are counted here; which they are stands where that is the answer. */
function stepWords(view: CaseView, because: readonly Finding[]): string {
  const closed = because.filter(isClosed).length;
  return sentences([
    ...because.filter((finding) => !isClosed(finding) && !closedNothing(finding)).map(view.say),
    ...(closed > 0 ? [`${closed} entries were tested and do not apply.`] : []),
  ]);
}

/** For EAR99, which is what is left when nothing else applies: every entry that was tested and does not. */
function excludedSection({ eccn, trace }: Classification, suffix: string): PaperSection {
  const codes = trace.flatMap(({ because }) => because.filter(isClosed).map((finding) => textParam(finding, "entry")));
  return {
    heading: `Entries excluded${suffix}`,
    blocks: eccn !== "EAR99" || codes.length === 0 ? [] : [{ block: "text", text: codes.join(", ") }],
  };
}
