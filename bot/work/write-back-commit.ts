import { commitCase } from "../conversation/commit-case.ts";
import type { Desk } from "../conversation/deps.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

export type StepCommit = {
  readonly tenant: TenantId;
  readonly state: CaseState;
  /** What still follows from the case as it is now; none: it moved on and nothing is said. */
  readonly events: (now: CaseState) => readonly CaseEvent[];
  readonly cause: string;
  readonly done?: Lease;
};

const MOST_TRIES = 8;

/**
 * Records what a target answered. The case may have moved meanwhile (a card, another target): what happened at the
 * target happened all the same, so the events are made anew from the case as it is. Throws Refusal("stale") for a lost
 * lease, or when it keeps moving.
 */
export async function commitStep(desk: Desk, commit: StepCommit): Promise<CaseState> {
  const { tenant, cause, done } = commit;
  let { state } = commit;
  for (let tries = 1; ; tries += 1) {
    const events = commit.events(state);
    if (events.length === 0) return state;
    try {
      return await commitCase(desk, {
        tenant,
        state,
        events,
        actor: { system: "dispatcher" },
        cause,
        ...(done ? { done } : {}),
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "stale" || tries === MOST_TRIES) throw error;
      const row = await desk.stores.for(tenant).cases.byId(state.id);
      // The same version: it was the lease, and whoever holds it now goes on.
      if (!row || row.version === state.version) throw error;
      state = toCaseState(row.json);
    }
  }
}
