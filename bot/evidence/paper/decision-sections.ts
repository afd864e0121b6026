import { when, type CaseView } from "../../cards/view.ts";
import { kindWords } from "../../words/kinds.ts";
import { outcomeWords } from "../../words/outcome.ts";
import { roleName } from "../../words/roles.ts";
import { tickWords } from "../../words/ticks.ts";
import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";

const section = (heading: string, rows: readonly PaperRow[]): PaperSection => ({
  heading,
  blocks: rows.length === 0 ? [] : [{ block: "rows", rows }],
});

/** Who was asked what, who approved on which points, what was decided, what was written where. */
export function decisionSections(view: CaseView): readonly PaperSection[] {
  const { state } = view;
  return [
    section(
      "Questions put",
      state.questions.map(({ fact, to, at, state: stands }) => ({
        label: fact.replaceAll("-", " "),
        value: `to ${view.nameOf(to)}, ${when(at)}`,
        mark: stands,
      })),
    ),
    section("Review", reviewRows(view)),
    section("Decision", decidedRows(view)),
    section(
      "Written to systems of record",
      (state.writeBacks ?? []).map(({ target, record, step, at, changes }) => ({
        label: view.targetName(target),
        value: `${record}: ${changes.length} field${changes.length === 1 ? "" : "s"}, ${when(at)}`,
        mark: step,
      })),
    ),
  ];
}

function reviewRows({ state, nameOf }: CaseView): readonly PaperRow[] {
  const { review, approvals, override, comments } = state;
  const shown = state.determination?.summary.ticks ?? [];
  const tickedWords = (id: string): string => {
    const tick = shown.find((one) => one.id === id);
    return tick ? tickWords(tick) : id.replaceAll("-", " ");
  };
  return [
    ...(review
      ? [
          {
            label: "Came to people because",
            value: `${review.kinds.map(kindWords).join(", ")} (policy ${review.rule})`,
          },
        ]
      : []),
    ...approvals.map(({ by, as, at, via, ticked, conditions }) => ({
      label: `Approved as ${roleName(as)}`,
      value: `${nameOf(by)} via ${via}, ${when(at)}${ticked.length > 0 ? ` · confirmed: ${ticked.map(tickedWords).join("; ")}` : ""}${conditions.length > 0 ? ` · conditions: ${conditions.map(({ text }) => text).join("; ")}` : ""}`,
    })),
    ...(override
      ? [
          {
            label: "Override proposed",
            value: `${nameOf(override.by)} as ${roleName(override.as)}, ${when(override.at)}: ${override.reading}, ${override.reason}: “${override.text}”`,
          },
        ]
      : []),
    ...comments.map(({ by, at, text }) => ({ label: "Comment", value: `${nameOf(by)}, ${when(at)}: “${text}”` })),
  ];
}

function decidedRows({ state, nameOf }: CaseView): readonly PaperRow[] {
  const { decided } = state;
  if (!decided) return [{ label: "Decision", value: "none yet; nothing is released" }];
  return [
    {
      label: "Decision",
      value: `${decided.decision.replaceAll("-", " ")} · ${outcomeWords(decided.outcome)}`,
      mark: decided.released ? "released" : "nothing is released",
    },
    {
      label: "By",
      value: `${decided.by.map(nameOf).join(" and ") || "the desk"} via ${decided.via}, ${when(decided.at)}`,
    },
    ...(decided.reading ? [{ label: "Reading", value: decided.reading }] : []),
    ...(decided.reason ? [{ label: "Reason", value: decided.reason }] : []),
    ...(decided.validUntil ? [{ label: "Valid until", value: decided.validUntil }] : []),
  ];
}
