import type { Candidate } from "../classification/classification.ts";
import type { ClassificationFindings } from "../classification/findings.ts";
import type { LawDate } from "../dates.ts";
import type { Opinion } from "../ports/model.ts";
import { allParagraphs } from "../rulebook/paragraphs.ts";
import { entryOn } from "../rulebook/rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

export type Dropped = { readonly dropped: ClassificationFindings["model-answer-dropped"]["why"] };

/** How a candidate is called: its paragraph, or its ECCN where there is none. */
export const candidateName = (candidate: Pick<Candidate, "eccn" | "paragraph">): string =>
  candidate.paragraph ?? candidate.eccn;

/**
 * The opinion as it may count, or why it does not: it names candidates only, everything it cites is in the rulebook as
 * of the date, and it cites something. One name or citation that is made up drops the whole.
 */
export function checkOpinion(
  opinion: Opinion,
  candidates: readonly Candidate[],
  at: { readonly rulebook: Rulebook; readonly asOf: LawDate },
): Opinion | Dropped {
  const names = new Set(candidates.map(candidateName));
  const named = [...(opinion.choice === null ? [] : [opinion.choice]), ...opinion.findings.map((one) => one.candidate)];
  if (named.some((name) => !names.has(name))) return { dropped: "not-a-candidate" };
  const cited = opinion.findings.flatMap(({ citations }) => citations);
  if (cited.length === 0) return { dropped: "no-citation" };
  const known = citationsOn(at.rulebook, at.asOf);
  return cited.every((cite) => known.has(cite)) ? opinion : { dropped: "not-in-the-rulebook" };
}

/** What can be cited: each entry and paragraph by its name, and the sources its rules name. */
function citationsOn(rulebook: Rulebook, asOf: LawDate): ReadonlySet<string> {
  const cites = new Set<string>();
  for (const eccn of rulebook.entries.keys()) {
    const entry = entryOn(rulebook, eccn, asOf);
    if (!entry) continue;
    for (const cite of [eccn, entry.source.cite]) cites.add(cite);
    for (const { cite } of [...entry.controls, ...(entry.decontrols ?? [])]) cites.add(cite);
    for (const paragraph of allParagraphs(entry)) {
      cites.add(`${eccn}.${paragraph.path}`);
      if (paragraph.cite) cites.add(paragraph.cite);
      for (const { cite } of paragraph.decontrols ?? []) cites.add(cite);
    }
  }
  return cites;
}
