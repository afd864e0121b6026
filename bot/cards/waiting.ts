import { lasted, when, dueText, type ActionDraft, type CaseView } from "./view.ts";
import { openNeeds } from "../../core/cases/state.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { holdersText } from "../words/replies.ts";

export type Rows = Extract<CardBlock, { block: "facts" }>["rows"];

/** Who has it (a role and how many, never names), since when, until when, how long it usually takes, when it is needed. */
export function waitingRows(view: CaseView): Rows {
  const { state, waiting } = view;
  const { review } = state;
  if (!review || !waiting) return [];
  const who = openNeeds(state).map((need) => holdersText(need.role, waiting.people.get(need.role)));
  const usual = waiting.usualMs === null ? "no data yet" : `${lasted(waiting.usualMs)} for cases like this`;
  return [
    { label: "With", value: `${who.join(" and ")} (policy ${review.rule})` },
    ...(review.since ? [{ label: "Since", value: when(review.since) }] : []),
    { label: "Due", value: dueText(review.due, view.nowMs).replace(/^due /, "") },
    { label: "Usual time", value: usual },
    ...(state.neededBy ? [{ label: "Needed by", value: state.neededBy }] : []),
  ];
}

/** Shown to everyone on purpose: whoever may not do it is refused with the reason, by our own data. */
export const waitingActions = (view: CaseView): readonly ActionDraft[] => [
  ...(view.state.stage === "in-review"
    ? [{ verb: "remind" as const, label: "Remind", takes: "none" as const }, needByAction(view), addAction()]
    : []),
  { verb: "withdraw", label: "Withdraw the request", takes: "none" },
];

const needByAction = (view: CaseView): ActionDraft => ({
  verb: "need-by",
  label: "I need it by…",
  takes: "form",
  form: {
    title: "When do you need it?",
    submit: "Say so",
    inputs: [
      {
        type: "date",
        id: "needed-by",
        label: "Needed by",
        required: true,
        ...(view.state.neededBy ? { value: view.state.neededBy } : {}),
      },
    ],
  },
});

const addAction = (): ActionDraft => ({
  verb: "add",
  label: "Add something…",
  takes: "form",
  form: {
    title: "Add to the request",
    submit: "Add",
    inputs: [
      {
        type: "text",
        id: "text",
        label: "A figure, a correction, another place",
        multiline: true,
        required: true,
        hint: "files: reply in the thread with them",
      },
    ],
  },
});

/** A release that was taken back stands first, until it is decided anew: what was said, and what to do. */
export function takenBackBlocks(view: CaseView): readonly CardBlock[] {
  const { retracted, comments } = view.state;
  if (!retracted) return [];
  const reason = comments.findLast((comment) => comment.at === retracted.at)?.text;
  return [
    {
      block: "text",
      weight: "strong",
      text: `You were told on ${when(retracted.toldAt)} that this may go. That no longer holds since ${when(retracted.at)}: stop, send nothing more, and tell trade compliance if something has left already.`,
    },
    ...(reason
      ? [{ block: "quote" as const, text: reason, source: retracted.by ? view.nameOf(retracted.by) : "the desk" }]
      : []),
    ...(retracted.read
      ? [{ block: "text" as const, text: `Confirmed as read ${when(retracted.read)}.`, weight: "quiet" as const }]
      : []),
  ];
}
