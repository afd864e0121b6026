import { openDetermination } from "../conversation/determination.ts";
import { attempt, type Ended, type Sending } from "./write-back-attempt.ts";
import { commitStep } from "./write-back-commit.ts";
import type { WriteBackRun } from "./write-back.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import type { CaseState, WriteBack } from "../../core/cases/state.ts";
import { isSameWriteBack, mayWrite, stepOf } from "../../core/cases/write-back.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { FieldValues } from "../../core/ports/writeback.ts";
import { diffHash } from "../../core/writeback/diff.ts";
import { plannedRecords } from "../../core/writeback/plan.ts";
import type { TargetEntry } from "../writeback/access.ts";
import { isDisabled } from "../writeback/disabled.ts";

/** Sends what people approved, and nothing else: the diff is made anew from the case and must have the approved hash. */
export async function sendApproved(
  run: Omit<WriteBackRun, "entry"> & { readonly entry: TargetEntry | null },
): Promise<void> {
  const { state, item, entry } = run;
  const found = (state.writeBacks ?? []).find(
    (known) =>
      known.key === item.ref["key"] && known.target === item.ref["target"] && known.record === item.ref["record"],
  );
  if (!found || (found.step !== "approved" && found.step !== "sent")) return;
  if (!entry) return end(run, found, { step: "failed", code: "target-unknown" });
  const stop = await whyNot({ ...run, entry }, found);
  if (stop !== null) return end(run, found, { step: "failed", code: stop });
  const wanted = await wantedOf({ ...run, entry }, found);
  if (wanted === null) return end(run, found, { step: "conflicted", code: "decided-differently" });
  const { target, record, purpose, changes } = found;
  const diff = { target, record, purpose, changes };
  if (found.diff === null || diffHash(diff) !== found.diff)
    return end(run, found, { step: "failed", code: "diff-hash" });
  const sending: Sending = { run: { ...run, entry }, found, diff, hash: found.diff, wanted };
  const ended = await attempt(sending, 0);
  return end(run, found, ended);
}

/** What forbids sending now; null: nothing. */
async function whyNot({ desk, item, state, entry }: WriteBackRun, found: WriteBack): Promise<string | null> {
  if (found.purpose !== "hold" && found.purpose !== "restore" && !mayWrite(state)) return "decision-gone";
  if (found.purpose === "hold-release" && state.decided?.released !== true) return "decision-gone";
  return (await isDisabled(desk.stores.for(item.tenant).ledger, entry.id)) ? "target-disabled" : null;
}

/** The fields the record is to hold, worked out from the decision again. Null: the decision says nothing of it now. */
async function wantedOf({ desk, item, state }: WriteBackRun, found: WriteBack): Promise<FieldValues | null> {
  if (found.purpose !== "outcome") return Object.fromEntries(found.changes.map(({ field, to }) => [field, to]));
  const determination = await openDetermination(desk.stores.for(item.tenant), state);
  const planned = determination ? plannedRecords(state, determination) : [];
  return planned.find(({ record, code }) => record === found.record && code === null)?.fields ?? null;
}

/** Records the end. A dead letter's row is dead too: visible in the counts, sent again by `writeback replay`. */
async function end(run: Omit<WriteBackRun, "entry">, found: WriteBack, ended: Ended): Promise<void> {
  const { desk, item, state } = run;
  const { step, code, holder = null } = ended;
  await commitStep(desk, {
    tenant: item.tenant,
    state,
    events: (now) => endEvents(now, found, { step, code, holder }),
    cause: item.id,
    ...(step === "failed" ? {} : { done: item.lease }),
  });
  desk.log.info("write-back", { work: item.id, tenant: item.tenant, code: code ?? step, kind: found.purpose });
  if (step === "failed") throw new AdapterFault(code ?? "failed", true);
}

/** Nothing when the record has moved on meanwhile. `sent` stands before `confirmed`, also where its answer was lost. */
function endEvents(now: CaseState, found: WriteBack, ended: Required<Ended>): readonly CaseEvent[] {
  const { step, code, holder } = ended;
  const known = (now.writeBacks ?? []).find((item) => isSameWriteBack(item, found));
  if (!known || known.key !== found.key) return [];
  if (known.step !== "approved" && known.step !== "sent") return [];
  const wasSent = step !== "confirmed" || known.step === "sent" || code === "already";
  return [...(wasSent ? [] : [stepOf(known, "sent")]), stepOf(known, step, { code, holder })];
}
