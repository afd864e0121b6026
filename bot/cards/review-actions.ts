import type { ActionDraft, CaseView } from "./view.ts";
import { openNeeds } from "../../core/cases/state.ts";
import type { Outcome } from "../../core/licensing/determination.ts";
import { outcomeWords } from "../words/outcome.ts";
import { roleName } from "../words/roles.ts";
import { tickWords } from "../words/ticks.ts";

/** Ids of the review card's ticks; conversation reads them back. */
export const tickInput = (id: string): string => `tick:${id}`;

const FREE: ReadonlySet<Outcome> = new Set([
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
]);
export const isFree = (outcome: Outcome): boolean => FREE.has(outcome);

const reasonForm = (title: string, submit: string, label: string): NonNullable<ActionDraft["form"]> => ({
  title,
  submit,
  inputs: [{ type: "text", id: "text", label, multiline: true, required: true, minLength: 20 }],
});

export const askAction = (): ActionDraft => ({
  verb: "ask",
  label: "Ask requester…",
  takes: "form",
  form: reasonForm("Ask the requester", "Ask", "Your question (at least 20 characters)"),
});
export const rejectAction = (): ActionDraft => ({
  verb: "reject",
  label: "Reject…",
  style: "danger",
  takes: "form",
  form: reasonForm("Reject the request", "Reject", "Why (at least 20 characters); the requester reads it"),
});
export const commentAction = (): ActionDraft => ({
  verb: "comment",
  label: "Comment…",
  takes: "form",
  form: {
    title: "Comment",
    submit: "Put on record",
    inputs: [
      { type: "text", id: "text", label: "On record, for reviewers and auditors", multiline: true, required: true },
    ],
  },
});

/** The ticks come along: an approval with conditions confirms the same points as one without. */
export function conditionsAction(view: CaseView): readonly ActionDraft[] {
  const summary = view.state.determination?.summary;
  if (!summary || summary.blocks.length > 0 || !isFree(summary.outcome)) return [];
  return [
    {
      verb: "approve-with-conditions",
      label: `Approve with conditions: ${outcomeWords(summary.outcome)}…`,
      takes: "form",
      form: {
        title: "Approve with conditions",
        submit: "Approve with these",
        inputs: [
          ...summary.ticks.map((tick) => ({
            type: "toggle" as const,
            id: tickInput(tick.id),
            label: tickWords(tick),
            required: true,
          })),
          {
            type: "text",
            id: "text",
            label: "Conditions, one a line (at least 20 characters)",
            multiline: true,
            required: true,
            minLength: 20,
          },
          { type: "text", id: "owner", label: "Who sees to them", value: "requester" },
          { type: "date", id: "due", label: "Until when" },
        ],
      },
    },
  ];
}

/** To the officer, to another role, to a colleague: nobody whose approval is asked for is taken away by it. */
export function moveActions(view: CaseView): readonly ActionDraft[] {
  return [...escalateAction(view), ...reassignAction(view), ...delegateAction(view)];
}

function escalateAction(view: CaseView): readonly ActionDraft[] {
  const officer = view.policy.roles.at(-1);
  const there = view.state.review?.needs.some((need) => need.role === officer) ?? true;
  return there || !officer ? [] : [{ verb: "escalate", label: `Escalate to ${roleName(officer)}`, takes: "none" }];
}

function reassignAction(view: CaseView): readonly ActionDraft[] {
  const needed = new Set(view.state.review?.needs.map((need) => need.role));
  const choices = view.policy.roles
    .filter((role) => !needed.has(role))
    .map((role) => ({ value: role, label: roleName(role) }));
  if (choices.length === 0) return [];
  return [
    {
      verb: "reassign",
      label: "Bring in another role…",
      takes: "form",
      form: {
        title: "Bring in another role",
        submit: "Bring in",
        inputs: [
          { type: "choice", id: "to", label: "Who has to decide it too", choices, required: true },
          {
            type: "text",
            id: "text",
            label: "Why (at least 20 characters)",
            multiline: true,
            required: true,
            minLength: 20,
          },
        ],
      },
    },
  ];
}

function delegateAction(view: CaseView): readonly ActionDraft[] {
  const people = openNeeds(view.state).flatMap((need) =>
    (view.colleagues?.get(need.role) ?? [])
      .filter((person) => person !== view.state.requester)
      .map((person) => ({ value: person, label: `${view.nameOf(person)} (${roleName(need.role)})` })),
  );
  if (people.length < 2) return [];
  return [
    {
      verb: "delegate",
      label: "Hand to a colleague…",
      takes: "form",
      form: {
        title: "Hand to a colleague",
        submit: "Hand over",
        inputs: [
          { type: "choice", id: "to", label: "Who takes it", choices: people, required: true },
          { type: "text", id: "text", label: "What they should know" },
        ],
      },
    },
  ];
}
