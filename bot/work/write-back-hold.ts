import { openDetermination } from "../conversation/determination.ts";
import { commitStep } from "./write-back-commit.ts";
import { readForPreview } from "./write-back-look.ts";
import type { WriteBackRun } from "./write-back.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { stepOf } from "../../core/cases/write-back.ts";
import { heldRecords, holdIdOf } from "../../core/writeback/hold.ts";

type WriteBackEvent = Extract<CaseEvent, { type: "write-back" }>;

/**
 * A case that has to stop holds its items at once and without approval: holding is the safe side. A record that
 * somebody else holds already is left to them, and said. The send itself is a row like any other.
 */
export async function placeHolds(run: WriteBackRun): Promise<void> {
  const { desk, item, state, entry } = run;
  const determination = await openDetermination(desk.stores.for(item.tenant), state);
  if (!determination) return;
  const events: CaseEvent[] = [];
  for (const record of heldRecords(determination)) {
    if (isPlaced(state, entry.id, record)) continue;
    const hold = holdIdOf(state.number, { tenant: item.tenant, case: state.id, target: entry.id, record });
    const event = await readForPreview(run, { record, purpose: "hold", fields: { hold }, code: null });
    if (event.type === "write-back") events.push(nextOf(event));
  }
  await commitStep(desk, {
    tenant: item.tenant,
    state,
    events: (now) => (now.stage === "shredded" ? [] : events),
    cause: item.id,
  });
}

function nextOf(event: WriteBackEvent): WriteBackEvent {
  if (event.step !== "previewed") return event;
  if (event.changes.length === 0) return stepOf(event, "confirmed", { code: "already" });
  const isTaken = event.changes.some(({ from }) => from !== null);
  return isTaken
    ? stepOf(event, "conflicted", { code: "held-by-another" })
    : stepOf(event, "approved", { code: "automatic" });
}

const isPlaced = (state: CaseState, target: string, record: string): boolean =>
  (state.writeBacks ?? []).some(
    (item) =>
      item.target === target &&
      item.record === record &&
      item.purpose === "hold" &&
      (item.step === "approved" || item.step === "sent" || item.step === "confirmed"),
  );
