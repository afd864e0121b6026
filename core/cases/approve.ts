import type { AuthorisedContext, Command, Context } from "./decide.ts";
import { decided } from "./decided.ts";
import type { CaseEvent } from "./events.ts";
import type { Condition } from "./parts.ts";
import { reasonOf } from "./said.ts";
import { openNeeds, type CaseState } from "./state.ts";
import { coveredWriteBacks, seenPreviews } from "./write-back.ts";
import { toLawDate, type LawDate } from "../dates.ts";
import type { Outcome } from "../licensing/determination.ts";
import { Refusal } from "../refusal.ts";
import { dayFrom } from "../releases/read-form.ts";

const FREE: ReadonlySet<Outcome> = new Set([
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
]);

/**
 * One approval of one role, and the decision when none is missing. A release needs every point ticked; what cannot be
 * ticked away cannot be released (LAW §7). Throws Refusal("invalid") for what stands in the way.
 */
export function approve(state: CaseState, command: Command, context: AuthorisedContext): readonly CaseEvent[] {
  const summary = state.determination?.summary;
  if (!summary || state.stage !== "in-review") throw new Refusal("invalid", { what: "nothing-to-approve" });
  if (state.approvals.some((given) => given.by === context.person))
    throw new Refusal("invalid", { what: "approved-already" });
  const blocked = summary.blocks.length > 0 || !FREE.has(summary.outcome);
  const released = command.verb !== "approve-classification";
  if (released && blocked) throw new Refusal("invalid", { what: "cannot-release", outcome: summary.outcome });
  const untiked = released ? summary.ticks.filter((tick) => !command.ticked.includes(tick.id)) : [];
  if (untiked.length > 0) throw new Refusal("invalid", { what: "ticks-open", ticks: untiked.map((tick) => tick.id) });
  const writeBacks = seenPreviews(state, command.previews ?? null);
  const given: Extract<CaseEvent, { type: "approval-given" }> = {
    type: "approval-given",
    as: context.as,
    grant: context.grant,
    cardSeen: context.cardSeen,
    ticked: command.ticked,
    conditions: command.verb === "approve-with-conditions" ? conditionsOf(command, context) : [],
    ...(writeBacks.length > 0 ? { writeBacks } : {}),
  };
  const left = openNeeds(state).reduce((sum, need) => sum + need.count, 0) - 1;
  if (left > 0) return [given];
  const by = [...state.approvals.map((approval) => approval.by), context.person];
  const conditions = [...state.approvals.flatMap((approval) => approval.conditions), ...given.conditions];
  return [
    given,
    decided(state, {
      decision: conditions.length > 0 ? "approved-with-conditions" : "approved",
      by,
      released,
      validUntil: summary.validUntil,
      reason: command.text,
    }),
    ...coveredWriteBacks(state, { writeBacks, released }),
  ];
}

/** The civil date of the act. */
export const today = (context: Context): LawDate => toLawDate(context.at.slice(0, 10));

/** One condition a line; each has the owner and the day that the form names (DESIGN §7: conditions are data). */
function conditionsOf(command: Command, context: Context): readonly Condition[] {
  const owner = command.fields?.["owner"]?.trim() || "requester";
  const day = command.fields?.["due"]?.trim() ?? "";
  const due = day === "" ? null : dayFrom(day, today(context), "due");
  return reasonOf(command)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((text) => ({ text, owner, due }));
}
