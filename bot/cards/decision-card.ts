import { shortFacts } from "./facts.ts";
import { traceBlock } from "./trace.ts";
import { commentAction } from "./review-actions.ts";
import { caseNumber, footerOf, type ActionDraft, type CardDraft, type CaseView } from "./view.ts";
import { writeBackActions, writeBackRows } from "./write-back-blocks.ts";
import type { Decided } from "../../core/cases/state.ts";
import { confirmedWords, outcomeWords } from "../words/outcome.ts";

const VIA: Readonly<Record<string, string>> = {
  slack: "Slack",
  teams: "Teams",
  console: "the web desk",
  playground: "Agents Playground",
  cli: "the command line",
};

/** The decided case, the same in every copy; the word "released" stands only here, made from a decision entry. */
export function decisionCard(view: CaseView, reader: "requester" | "reviewer"): CardDraft {
  const { state } = view;
  const decided = state.decided;
  if (!decided) throw new Error("a decision card needs a decision");
  return {
    kind: "decision",
    status: statusOf(decided),
    tone: decided.released ? "good" : decided.decision === "withdrawn" ? "neutral" : "warning",
    headline: headlineOf(view, decided),
    blocks: [
      {
        block: "facts",
        rows: [...decisionRows(view, decided), ...(reader === "reviewer" ? writeBackRows(view) : [])],
      },
      ...(decided.reason
        ? [{ block: "quote" as const, text: decided.reason, source: decided.by.map(view.nameOf).join(" and ") }]
        : []),
      ...(reader === "reviewer" || decided.released
        ? [{ block: "facts" as const, rows: shortFacts(view) }, traceBlock(view)]
        : []),
    ],
    actions: [...(reader === "reviewer" ? writeBackActions(view) : []), ...afterActions(decided, reader)],
    footer: footerOf(view),
    fallback: `${decided.released ? "Decided" : "Not released"} · ${caseNumber(state)} ${decided.decision}`,
  };
}

const UNDECIDED: ReadonlySet<string> = new Set(["withdrawn", "no-answer", "expired"]);

/** What may still be done: closed without a decision, the requester opens it again; else the reviewers do. */
function afterActions(decided: Decided, reader: "requester" | "reviewer"): readonly ActionDraft[] {
  const undecided = UNDECIDED.has(decided.decision);
  const reopen: ActionDraft = {
    verb: "reopen",
    label: undecided ? "Open it again" : "Reopen: work it out again",
    takes: "none",
  };
  if (reader === "requester") return undecided ? [reopen] : [];
  const comment = commentAction();
  return decided.released ? [retractAction(), comment] : [reopen, comment];
}

const retractAction = (): ActionDraft => ({
  verb: "retract",
  label: "Take the release back…",
  style: "danger",
  takes: "form",
  form: {
    title: "Take the release back",
    submit: "Take back",
    inputs: [
      {
        type: "text",
        id: "text",
        label: "Why (at least 20 characters); the requester reads it and is told to stop",
        multiline: true,
        required: true,
        minLength: 20,
      },
    ],
  },
});

function statusOf(decided: Decided): string {
  if (decided.released) return `DECIDED · released until ${decided.validUntil ?? "a rule changes"}`;
  return `Not released · DECIDED · ${decided.decision}`;
}

function headlineOf(view: CaseView, decided: Decided): string {
  const item = view.state.determination?.summary.paragraph ?? view.state.determination?.summary.eccn ?? "the item";
  const where = view.determination?.input.destination;
  switch (decided.decision) {
    case "approved":
    case "approved-with-conditions":
    case "auto-cleared":
      return decided.released
        ? `Released: ${item}${where ? ` to ${where}` : ""}; ${outcomeWords(decided.outcome)}.`
        : `${view.determination ? confirmedWords(view.determination).done : `Classification confirmed: ${item}`}. Nothing is released.`;
    case "overridden":
      return `Reading overridden: ${decided.reading ?? item}. Nothing is released; ask again to have it determined on this reading.`;
    case "rejected":
      return "Rejected: send nothing.";
    case "withdrawn":
      return "Withdrawn by the requester.";
    case "expired":
      return decided.by.length > 0
        ? "The release has run out: send nothing more, or ask again."
        : "Expired: nobody decided it in time. Send nothing.";
    case "no-answer":
      return "Closed without a decision: the question was never answered. Send nothing.";
  }
}

function decisionRows(view: CaseView, decided: Decided): readonly { readonly label: string; readonly value: string }[] {
  const by = decided.by.map(view.nameOf).join(" and ");
  const at = decided.at.slice(0, 16).replace("T", " ");
  const approvals = view.state.approvals.map(
    (approval) => `${view.nameOf(approval.by)} (${approval.ticked.length} points confirmed)`,
  );
  return [
    {
      label: "Decided",
      value: `${decided.decision} by ${by || "policy"} in ${VIA[decided.via] ?? decided.via}, ${at} UTC`,
    },
    ...(approvals.length > 0 ? [{ label: "Approvals", value: approvals.join(" · ") }] : []),
    ...view.state.approvals
      .flatMap((approval) => approval.conditions)
      .map(({ text, owner, due }) => ({
        label: "Condition",
        value: `${text} · ${owner}${due === null ? "" : ` · by ${due}`}`,
      })),
    ...(decided.validUntil
      ? [
          {
            label: "Valid until",
            value: `${decided.validUntil}, or at once when the item, parties, route, a list hit or a cited rule changes`,
          },
        ]
      : []),
  ];
}
