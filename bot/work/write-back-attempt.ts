import { commitStep } from "./write-back-commit.ts";
import type { WriteBackRun } from "./write-back.ts";
import { setDisabled } from "../writeback/disabled.ts";
import type { WriteBack } from "../../core/cases/state.ts";
import { isSameWriteBack, stepOf } from "../../core/cases/write-back.ts";
import type { Hash } from "../../core/ids.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { TargetFault, type Diff, type FieldValues, type Preview } from "../../core/ports/writeback.ts";
import { Refusal } from "../../core/refusal.ts";
import { readBackOf } from "../../core/writeback/diff.ts";
import { knownAt } from "../../core/writeback/hold.ts";
import { nextAfter, retryOf, type Tried } from "../../core/writeback/next.ts";

export type Sending = {
  readonly run: WriteBackRun;
  readonly found: WriteBack;
  readonly diff: Diff;
  readonly hash: Hash;
  readonly wanted: FieldValues;
};

/** How a send ended, to be recorded. */
export type Ended = {
  readonly step: "confirmed" | "conflicted" | "failed";
  readonly code: string | null;
  readonly holder?: string | null;
};

/** How often a record that changed under our hands is looked at again in one run. */
const LOOKS = 3;

/**
 * One try: read the record; what stands there already is done; another value than the approved diff starts from is a
 * conflict; then the conditional write and the read-back. Throws AdapterFault to come back later.
 */
export async function attempt(sending: Sending, looks: number): Promise<Ended> {
  const { run, found, diff, hash, wanted } = sending;
  const { item, state, entry } = run;
  const { record, purpose } = found;
  const wasSent = item.intentAt !== null || found.step === "sent";
  let isSending = false;
  try {
    const seen = await entry.target.preview(record, wanted, { purpose, known: knownAt(state, found) });
    if (isWritten(sending, seen)) return { step: "confirmed", code: wasSent ? "answer-lost" : "already" };
    if (seen.hash !== hash) return { step: "conflicted", code: "changed" };
    await intend(sending, triesOf(sending));
    isSending = true;
    await entry.target.send(diff, hash, found.key, seen.version);
  } catch (error) {
    if (!(error instanceof TargetFault)) throw error;
    return after(sending, error, { looks, isSending });
  }
  return readBack(sending);
}

/** A target that is read shows it; one that cannot be read is sent to again, under the same key. */
const isWritten = ({ run, diff }: Sending, { current }: Preview): boolean =>
  run.entry.target.settle === "readable" && readBackOf(current, diff) === "written";

async function readBack(sending: Sending): Promise<Ended> {
  const { run, diff, found } = sending;
  try {
    const stands = await run.entry.target.readBack(diff, found.key);
    if (stands === "written" && run.entry.target.settle === "readable") return { step: "confirmed", code: null };
    if (stands === "written" || stands === "unreadable") return { step: "confirmed", code: "acknowledged" };
    return { step: "failed", code: stands === "absent" ? "not-written" : "read-back-differs" };
  } catch (error) {
    if (error instanceof TargetFault || error instanceof AdapterFault) await note(sending, "sent", {});
    if (error instanceof TargetFault) return again(sending, error);
    throw error;
  }
}

/** What a fault of the target comes to, before anyone is asked. */
async function after(
  sending: Sending,
  fault: TargetFault,
  { looks, isSending }: { readonly looks: number; readonly isSending: boolean },
): Promise<Ended> {
  const { treatment, code, owner } = fault;
  const next = nextAfter(treatment, triedOf(sending, fault));
  switch (next.next) {
    case "look-again":
      return looks < LOOKS ? attempt(sending, looks + 1) : { step: "conflicted", code: "changed" };
    case "read-back":
      return isSending ? lostAnswer(sending, fault) : unread(sending, fault);
    case "person":
      return stopped(sending, fault);
    case "dead":
      return { step: "failed", code, holder: owner };
    case "retry":
      if (treatment === "wait-owner") await note(sending, "approved", { code: "locked", holder: owner });
      // It was the target's own wish to wait: not a try.
      if (!next.counts && isSending) await intend(sending, triesOf(sending) - 1);
      if (!isSending && next.counts) return unread(sending, fault);
      throw new AdapterFault(code, false, next.afterMs);
  }
}

/** A receiver that is gone for good is not called again, whatever comes (Standard Webhooks: 410 disables). */
async function stopped({ run }: Sending, { code, owner }: TargetFault): Promise<Ended> {
  const { desk, item, entry } = run;
  if (entry.kind !== "webhook" || code !== "gone") return { step: "conflicted", code, holder: owner };
  const actor = { system: "dispatcher" } as const;
  await setDisabled(desk.stores.for(item.tenant).ledger, { target: entry.id, disabled: true, code, actor });
  return { step: "failed", code };
}

/** No answer, or one that says nothing: the record is asked whether it was done. */
async function lostAnswer(sending: Sending, fault: TargetFault): Promise<Ended> {
  const { run, diff, found } = sending;
  const stands = await run.entry.target.readBack(diff, found.key).catch((error: unknown) => {
    if (error instanceof TargetFault) return "unreadable" as const;
    throw error;
  });
  if (stands === "written") return { step: "confirmed", code: "answer-lost" };
  if (stands === "other") return { step: "conflicted", code: "changed" };
  return again(sending, fault);
}

/** Another try on the target's schedule, or a dead letter when it is over. */
function again(sending: Sending, fault: TargetFault): Ended {
  const next = retryOf(triedOf(sending, fault));
  if (next.next !== "retry") return { step: "failed", code: fault.code, holder: fault.owner };
  throw new AdapterFault(fault.code, false, next.afterMs);
}

/** The record could not even be read: the row's own backoff counts, and ends in a dead letter on the case. */
function unread({ run }: Sending, fault: TargetFault): Ended {
  if (run.item.attempts >= MOST_READS) return { step: "failed", code: fault.code, holder: fault.owner };
  throw new AdapterFault(fault.code, false);
}

/** Below the row's own limit, so that the case hears of it first. */
const MOST_READS = 7;

/** Sends begun, this run's included; kept with the row, so that a process that dies counts too. */
function triesOf({ run }: Sending): number {
  const { remoteRef } = run.item;
  const before = remoteRef !== null && typeof remoteRef === "object" ? Reflect.get(remoteRef, "tries") : 0;
  return (typeof before === "number" ? before : 0) + 1;
}
const triedOf = (sending: Sending, { retryAfterMs }: TargetFault): Tried => ({
  tries: triesOf(sending),
  schedule: sending.run.entry.schedule,
  retryAfterMs,
});

/** Before the network: whoever has the row next knows that something may have been sent. */
async function intend({ run }: Sending, tries: number): Promise<void> {
  if (!(await run.work.intend(run.item.lease, { tries }))) throw new Refusal("stale", { what: "lease" });
}

/** A step on the way, said once. */
async function note(
  { run, found }: Sending,
  step: "sent" | "approved",
  more: { readonly code?: string; readonly holder?: string | null },
): Promise<void> {
  const { desk, item, state } = run;
  await commitStep(desk, {
    tenant: item.tenant,
    state,
    events: (now) => {
      const known = (now.writeBacks ?? []).find((one) => isSameWriteBack(one, found) && one.key === found.key);
      const isNews = known && (known.step !== step || known.code !== (more.code ?? null));
      return isNews && (known.step === "approved" || known.step === "sent") ? [stepOf(known, step, more)] : [];
    },
    cause: item.id,
  });
}
