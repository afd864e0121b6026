import { ballCopies, mentionWork } from "./effects.ts";
import { alarmsOf, alarmsOfQuestion, type Alarm } from "../../core/cases/waiting.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { instantMillis } from "../../core/dates.ts";
import type { MessageCopy, NewWork } from "../../core/ports/ledger.ts";
import type { Policy } from "../../core/routing/policy.ts";

const TIMERS = 4;

/** What a wait is about: a timer that was set for another one does nothing. */
export function waitOf(state: CaseState): string | null {
  if (state.stage === "in-review" && state.review?.since) return `review:${state.review.since}`;
  const asked = state.stage === "asking" ? state.questions.findLast((one) => one.state === "open")?.at : undefined;
  return asked === undefined ? null : `question:${asked}`;
}

/** Reminders before and after the due time, and the end of waiting, as rows written with the state that waits. */
export function waitingEffects(before: CaseState, after: CaseState, nowMs: number): readonly NewWork[] {
  const wait = waitOf(after);
  if (wait === null || wait === waitOf(before)) return [];
  return alarmsFor(after)
    .filter((alarm) => alarm.at > nowMs)
    .map((alarm) => ({
      kind: "timer",
      lane: `timer:${after.id}`,
      priority: TIMERS,
      dedup: `${after.id}:${wait}:${alarm.at}`,
      ref: { case: after.id, what: alarm.what, wait },
      runAt: alarm.at,
    }));
}

function alarmsFor(state: CaseState): readonly Alarm[] {
  if (state.stage === "in-review" && state.review) return alarmsOf(state.review);
  const asked = state.questions.findLast((one) => one.state === "open")?.at;
  return asked === undefined ? [] : alarmsOfQuestion(instantMillis(asked));
}

/** One message more to whoever has the ball, in each place where that role reads; `nth` keeps a repeat apart. */
export const reminderEffects = (
  state: CaseState,
  copies: readonly MessageCopy[],
  how: { readonly policy: Policy; readonly nth: number; readonly by: string | null },
): readonly NewWork[] =>
  ballCopies(state, copies, how.policy).map((copy) => ({
    ...mentionWork(state.id, copy.id, state.version),
    dedup: `${copy.id}:remind:${how.nth}`,
    ref: {
      case: state.id,
      copy: copy.id,
      version: state.version,
      remind: how.nth,
      wait: waitOf(state) ?? "",
      ...(how.by === null ? {} : { by: how.by }),
    },
  }));
