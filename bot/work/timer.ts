import { endRelease } from "./end-release.ts";
import { cardWork } from "../conversation/effects.ts";
import { commitCase } from "../conversation/commit-case.ts";
import type { Desk } from "../conversation/deps.ts";
import { remindersOf } from "../conversation/remind.ts";
import { reminderEffects, waitOf } from "../conversation/waiting-effects.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toCaseId } from "../../core/ids.ts";
import type { WorkItem } from "../../core/ports/work.ts";

/** A day or an hour has come: a release ends, someone is reminded, or a wait without a word ends. */
export async function timer(desk: Desk, item: WorkItem): Promise<void> {
  const { what } = item.ref;
  if (what === undefined) return endRelease(desk, item);
  const row = await desk.stores.for(item.tenant).cases.byId(toCaseId(String(item.ref["case"])));
  if (!row) return;
  const state = toCaseState(row.json);
  // The ball has moved since: this wait is over.
  if (waitOf(state) !== item.ref["wait"]) return;
  return what === "expire" ? expire(desk, item, state) : remindAll(desk, item, state);
}

async function remindAll(desk: Desk, item: WorkItem, state: CaseState): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const copies = await stores.copies.ofCase(state.id);
  const nth = (await remindersOf(desk, item.tenant, state)).length;
  const policy = desk.policyOf(item.tenant);
  // "Overdue" is on the cards, so they are drawn again.
  const cards = copies
    .filter((copy) => copy.state !== "gone" && copy.card !== "notice")
    .map((copy) => cardWork(state.id, copy.id));
  const posts = reminderEffects(state, copies, { policy, nth, by: null });
  await stores.ledger.commit([], [...cards, ...posts], { done: item.lease });
  desk.kick();
}

/** Silence is never consent: closed without a decision, nothing released, and every card says so. */
async function expire(desk: Desk, item: WorkItem, state: CaseState): Promise<void> {
  await commitCase(desk, {
    tenant: item.tenant,
    state,
    events: [
      {
        type: "decided",
        decision: state.stage === "asking" ? "no-answer" : "expired",
        outcome: state.determination?.summary.outcome ?? "review",
        released: false,
        by: [],
        reading: null,
        reason: null,
        validUntil: null,
      },
    ],
    actor: { system: "timer" },
    cause: item.id,
    done: item.lease,
  });
}
