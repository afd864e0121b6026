import type { CaseEvent } from "./events.ts";
import type { CaseState } from "./state.ts";
import type { LawDate } from "../dates.ts";
import type { PersonId } from "../ids.ts";
import type { Outcome } from "../licensing/determination.ts";

/** The decision as an event; nothing is released unless it says so. */
export function decided(
  state: CaseState,
  how: {
    decision: Extract<CaseEvent, { type: "decided" }>["decision"];
    by: readonly PersonId[];
    released?: boolean;
    reading?: string;
    reason?: string | null;
    outcome?: Outcome;
    validUntil?: LawDate | null;
  },
): CaseEvent {
  return {
    type: "decided",
    decision: how.decision,
    outcome: how.outcome ?? state.determination?.summary.outcome ?? "review",
    released: how.released ?? false,
    by: how.by,
    reading: how.reading ?? null,
    reason: how.reason ?? null,
    validUntil: how.released ? (how.validUntil ?? null) : null,
  };
}
