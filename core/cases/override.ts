import type { AuthorisedContext, Command, Context } from "./decide.ts";
import { decided } from "./decided.ts";
import type { CaseEvent } from "./events.ts";
import { reasonOf } from "./said.ts";
import type { CaseState } from "./state.ts";
import type { Reading } from "../ports/evaluator.ts";
import { Refusal } from "../refusal.ts";

/** How an open reading is named in events and menus: its paragraph, or its ECCN where there is none. */
export const readingId = (reading: Reading): string => reading.paragraph ?? reading.eccn;

/** An override chooses between readings that the rulebook leaves open; it states no fact and waives no rule. */
export function override(state: CaseState, command: Command, context: AuthorisedContext): readonly CaseEvent[] {
  const reading = context.readings.find((open) => readingId(open) === command.reading);
  if (!reading || state.stage !== "in-review") throw new Refusal("invalid", { what: "reading-not-open" });
  const text = reasonOf(command);
  const proposed: CaseEvent = {
    type: "override-proposed",
    reading: readingId(reading),
    reason: command.reason ?? "other",
    text,
    cite: null,
    as: context.as,
    grant: context.grant,
    cardSeen: context.cardSeen,
  };
  if (reading.looser) return [proposed];
  return [
    proposed,
    decided(state, {
      decision: "overridden",
      by: [context.person],
      reading: readingId(reading),
      reason: text,
      outcome: reading.outcome,
    }),
  ];
}

/** The second person, of another role; the paragraph is settled, what a release needs is worked out anew. */
export function confirmOverride(state: CaseState, context: Context): readonly CaseEvent[] {
  const proposed = state.override;
  if (!proposed) throw new Refusal("invalid", { what: "no-override" });
  if (proposed.by === context.person) throw new Refusal("own-request", { verb: "confirm-override" });
  const reading = context.readings.find((open) => readingId(open) === proposed.reading);
  if (!reading) throw new Refusal("invalid", { what: "reading-not-open" });
  // An override settles which paragraph it is; what a release needs is then determined and approved anew.
  return [
    decided(state, {
      decision: "overridden",
      by: [proposed.by, context.person],
      reading: proposed.reading,
      reason: proposed.text,
      outcome: reading.outcome,
    }),
  ];
}
