import { askAction, commentAction, conditionsAction, moveActions, rejectAction } from "./review-actions.ts";
import { correctAction } from "./answer-card.ts";
import { shortFacts } from "./facts.ts";
import { filingRows } from "./register-rows.ts";
import { traceBlock } from "./trace.ts";
import { caseNumber, dueText, footerOf, when, type ActionDraft, type CaseView, type CardDraft } from "./view.ts";
import { previewBlocks, writeBackActions } from "./write-back-blocks.ts";
import { readingId } from "../../core/cases/override.ts";
import { openNeeds } from "../../core/cases/state.ts";
import type { Obligation } from "../../core/licensing/determination.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { hitId } from "../../core/screening/judged.ts";
import { kindWords, obligationWords } from "../words/kinds.ts";
import { isFree, tickInput } from "./review-actions.ts";
import { tickWords, blockWords } from "../words/ticks.ts";
import { confirmedWords, outcomeWords, proposedLine } from "../words/outcome.ts";
import { roleName } from "../words/roles.ts";
import { listBlocks } from "./list-blocks.ts";

/** Why another reading is chosen. */
export const REASON_CODES = [
  { value: "design-intent", label: "Design intent is documented" },
  { value: "test-condition", label: "The figure's test condition differs" },
  { value: "earlier-ruling", label: "An earlier ruling covers this item" },
  { value: "other", label: "Other, see the text" },
] as const;

/** The card in the reviewers' channel, current in every copy. */
export function reviewCard(view: CaseView): CardDraft {
  const { state, determination } = view;
  const needs = openNeeds(state);
  const who = needs
    .map((need) => `${need.count} approval${need.count > 1 ? "s" : ""} of ${roleName(need.role)}`)
    .join(" and ");
  const due = state.review ? dueText(state.review.due, view.nowMs) : "";
  const override = state.override;
  return {
    kind: "review",
    status: `Not released · REVIEW · ${override ? "override waits for a second person" : `needs ${who}`} · ${due}`,
    tone: (state.determination?.summary.hits ?? 0) > 0 ? "warning" : "attention",
    headline: determination ? proposedLine(determination) : "Proposed: nothing yet.",
    blocks: [
      { block: "facts", rows: headRows(view) },
      { block: "facts", rows: shortFacts(view) },
      ...listBlocks(view),
      ...(override
        ? [
            {
              block: "quote" as const,
              text: override.text,
              source: `override proposed: reading ${override.reading}, by ${view.nameOf(override.by)}`,
            },
          ]
        : []),
      ...commentBlocks(view),
      ...tickBlocks(view),
      ...previewBlocks(view),
      traceBlock(view),
    ],
    actions: actionsOf(view),
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(state)} needs review, ${due}`,
  };
}

function headRows(view: CaseView): Extract<CardBlock, { block: "facts" }>["rows"] {
  const { state } = view;
  const rule = view.policy.rules.find((candidate) => state.review?.rule.startsWith(candidate.id));
  const kinds = state.review?.kinds ?? [];
  const asked = view.words.length > 280 ? `${view.words.slice(0, 279)}…` : view.words;
  return [
    {
      label: "Came to you because",
      value: `${rule?.why ?? "a rule of the policy names it"} (policy ${state.review?.rule ?? "?"})`,
    },
    ...(kinds.length > 1 ? [{ label: "Decides", value: kinds.map(kindWords).join(" · ") }] : []),
    { label: "Requester", value: `${view.nameOf(state.requester)} (cannot decide)` },
    ...(state.neededBy ? [{ label: "Needed by", value: `${state.neededBy} (said by the requester)` }] : []),
    ...(state.review?.delegates ?? []).map((one) => ({
      label: "Taken over",
      value: `${view.nameOf(one.to)} for ${roleName(one.role)}`,
    })),
    ...(asked === "" ? [] : [{ label: "Asked", value: `“${asked}”` }]),
    ...filingRows(view),
    ...(view.determination?.result.obligations ?? []).slice(0, 4).map(obligationRow),
  ];
}

const LATEST_COMMENTS = 3;

/** What was said about the case, the latest last. */
const commentBlocks = (view: CaseView): readonly CardBlock[] =>
  view.state.comments.length === 0
    ? []
    : [
        {
          block: "list",
          title: view.state.comments.length > LATEST_COMMENTS ? `Said (${view.state.comments.length})` : "Said",
          items: view.state.comments
            .slice(-LATEST_COMMENTS)
            .map(({ by, at, text }) => `${view.nameOf(by)}, ${when(at)}: “${text}”`),
        },
      ];

/** A duty that comes with the case: what, who owes it, by when. */
const obligationRow = ({ what, owner, due, cite }: Obligation): { readonly label: string; readonly value: string } => ({
  label: "Duty",
  value: `${obligationWords(what)} · ${owner}${due === null ? "" : ` · ${due === "at-once" ? "at once" : `by ${due}`}`} · ${cite}`,
});

/** Each point the reviewer must tick is a line of its own; what cannot be ticked away is said (LAW §7). */
function tickBlocks(view: CaseView): readonly CardBlock[] {
  const summary = view.state.determination?.summary;
  if (!summary) return [];
  const blocked = summary.blocks.map(blockWords);
  if (blocked.length > 0 || !isFree(summary.outcome))
    return [
      {
        block: "list",
        title: "Cannot be released now",
        items: blocked.length > 0 ? blocked : [outcomeWords(summary.outcome)],
      },
    ];
  const ticks = summary.ticks.map((tick): CardBlock => ({
    block: "input",
    input: { type: "toggle", id: tickInput(tick.id), label: tickWords(tick) },
  }));
  return ticks.length > 0
    ? [{ block: "text", text: "Confirm each point before you approve", weight: "strong" }, ...ticks]
    : [];
}

function actionsOf(view: CaseView): readonly ActionDraft[] {
  const { state } = view;
  if (state.override)
    return [
      {
        verb: "confirm-override",
        label: `Confirm override: ${state.override.reading}`,
        style: "primary",
        takes: "none",
      },
      rejectAction(),
    ];
  return [
    ...judgeActions(view),
    approveAction(view),
    ...conditionsAction(view),
    ...overrideAction(view),
    ...correctAction(view),
    askAction(),
    commentAction(),
    ...moveActions(view),
    ...writeBackActions(view),
    rejectAction(),
  ];
}

function approveAction(view: CaseView): ActionDraft {
  const summary = view.state.determination?.summary;
  if (!summary || summary.blocks.length > 0 || !isFree(summary.outcome))
    return {
      verb: "approve-classification",
      label: `${confirmedWords(view.determination).button}; nothing is released`,
      takes: "none",
    };
  return { verb: "approve", label: `Approve: ${outcomeWords(summary.outcome)}`, style: "primary", takes: "card" };
}

function overrideAction(view: CaseView): readonly ActionDraft[] {
  const readings = view.determination?.readings ?? [];
  if (readings.length === 0) return [];
  const choices = readings.map((reading) => ({
    value: readingId(reading),
    label:
      `${readingId(reading)}: ${outcomeWords(reading.outcome)}${reading.looser ? " (looser: needs a second person)" : ""}`.slice(
        0,
        75,
      ),
  }));
  return [
    {
      verb: "override",
      label: "Override…",
      takes: "form",
      form: {
        title: "Override the reading",
        submit: "Propose override",
        inputs: [
          { type: "choice", id: "reading", label: "Reading the rulebook leaves open", choices, required: true },
          { type: "choice", id: "reason", label: "Reason", choices: [...REASON_CODES], required: true },
          {
            type: "text",
            id: "text",
            label: "What the auditor will read (at least 20 characters)",
            multiline: true,
            required: true,
            minLength: 20,
          },
        ],
      },
    },
  ];
}

/** A hit is judged by the role for it, with a reason; the case is then worked out again without the ones that are somebody else. */
function judgeActions(view: CaseView): readonly ActionDraft[] {
  const hits = (view.determination?.result.screening ?? []).flatMap(({ result }) =>
    result.hits.filter((hit) => hit.counted !== false),
  );
  if (hits.length === 0) return [];
  const choices = hits
    .slice(0, 10)
    .map((hit) => ({ value: hitId(hit), label: `${hit.matched} (${hit.list}, ${hit.score.toFixed(2)})`.slice(0, 75) }));
  const form = (title: string, submit: string): NonNullable<ActionDraft["form"]> => ({
    title,
    submit,
    inputs: [
      { type: "choice", id: "hit", label: "Which entry", choices, required: true },
      {
        type: "text",
        id: "text",
        label: "What shows it (at least 20 characters)",
        multiline: true,
        required: true,
        minLength: 20,
      },
    ],
  });
  return [
    {
      verb: "judge-same",
      label: "Same party…",
      style: "danger",
      takes: "form",
      form: form("It is the listed party", "Same party"),
    },
    {
      verb: "judge-different",
      label: "Different party…",
      takes: "form",
      form: form("It is somebody else", "Different party"),
    },
  ];
}
