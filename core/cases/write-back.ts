import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CaseEvent, Decision } from "./events.ts";
import type { CaseState, WriteBack } from "./state.ts";
import type { Hash } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { diffHash, inverted } from "../writeback/diff.ts";

type WriteBackEvent = Extract<CaseEvent, { type: "write-back" }>;

export const isSameWriteBack = (
  one: Pick<WriteBack, "target" | "record" | "purpose">,
  other: Pick<WriteBack, "target" | "record" | "purpose">,
): boolean => one.target === other.target && one.record === other.record && one.purpose === other.purpose;

/** The next step of a record, as an event. */
export function stepOf(
  item: Omit<WriteBack, "at" | "step">,
  step: WriteBackEvent["step"],
  more: { readonly code?: string | null; readonly holder?: string | null } = {},
): WriteBackEvent {
  const { target, record, purpose, diff, key, changes } = item;
  const { code = null, holder = null } = more;
  return { type: "write-back", target, record, purpose, step, diff, key, changes, code, holder };
}

/** What stands on the card to be approved: previews that change something. */
const openPreviews = (state: CaseState): readonly (WriteBack & { readonly diff: Hash })[] =>
  (state.writeBacks ?? []).flatMap((item) =>
    item.step === "previewed" && item.diff !== null ? [{ ...item, diff: item.diff }] : [],
  );

/** A mark over all previews on a card, which its approve buttons carry; null: there are none. */
export function previewsMark(state: CaseState): string | null {
  const hashes = openPreviews(state).map(({ diff }) => diff);
  if (hashes.length === 0) return null;
  return bytesToHex(sha256(utf8ToBytes(hashes.toSorted().join(" ")))).slice(0, 32);
}

/**
 * The hashes that a click on this card approves. Throws Refusal("stale") when the card showed others: a preview that
 * came or changed since was not seen.
 */
export function seenPreviews(state: CaseState, mark: string | null): readonly Hash[] {
  if (mark !== previewsMark(state)) throw new Refusal("stale", { what: "write-back" });
  return openPreviews(state).map(({ diff }) => diff);
}

/** What the deciding approval releases for sending: what it and every approval before it named by hash. */
export function coveredWriteBacks(
  state: CaseState,
  last: { readonly writeBacks: readonly Hash[]; readonly released: boolean },
): readonly CaseEvent[] {
  const seen = [...state.approvals.map((approval) => approval.writeBacks ?? []), last.writeBacks];
  return openPreviews(state)
    .filter(({ diff }) => seen.every((hashes) => hashes.includes(diff)))
    .filter(({ purpose }) => purpose !== "hold-release" || last.released)
    .map((item) => stepOf(item, "approved"));
}

/** Decisions after which something may be written. The others leave every system of record as it is. */
const WRITES: ReadonlySet<Decision> = new Set(["approved", "approved-with-conditions", "overridden", "auto-cleared"]);
export const mayWrite = (state: CaseState): boolean => state.decided !== null && WRITES.has(state.decided.decision);

/** After the decision: a preview that came too late, or was made anew after a conflict, is approved by itself. */
export function approveWriteBacks(state: CaseState, mark: string | null): readonly CaseEvent[] {
  const seen = seenPreviews(state, mark);
  const open = openPreviews(state).filter(
    ({ diff, purpose }) => seen.includes(diff) && (purpose !== "hold-release" || state.decided?.released === true),
  );
  if (!mayWrite(state) || open.length === 0) throw new Refusal("invalid", { what: "nothing-to-write" });
  return open.map((item) => stepOf(item, "approved"));
}

const LOOKED_AT_AGAIN: ReadonlySet<WriteBack["step"]> = new Set(["conflicted", "failed"]);

/** What did not go through. A restore that met another's value is over: there is nothing of ours left to restore. */
export const lookableAgain = (state: CaseState): readonly WriteBack[] =>
  (state.writeBacks ?? []).filter(({ step, purpose }) => LOOKED_AT_AGAIN.has(step) && purpose !== "restore");

/** Whatever a person has to look at is read anew; nothing is sent by it. */
export function askAgain(state: CaseState): readonly CaseEvent[] {
  const stuck = lookableAgain(state);
  if (stuck.length === 0) throw new Refusal("invalid", { what: "nothing-to-preview" });
  return stuck.map((item) => stepOf(item, "asked"));
}

/** Values of ours that can be taken back: not what stood there already, nor what a target merely acknowledged. */
const NOT_OURS: ReadonlySet<string | null> = new Set(["already", "acknowledged"]);

/** Records that hold what we wrote, whose earlier values are known, and that nobody has restored yet. */
export function restorable(state: CaseState): readonly WriteBack[] {
  const items = state.writeBacks ?? [];
  const restored = items.filter(({ purpose, step }) => purpose === "restore" && step !== "failed");
  return items.filter(
    ({ step, purpose, changes, code, target, record }) =>
      step === "confirmed" &&
      purpose === "outcome" &&
      changes.length > 0 &&
      !NOT_OURS.has(code) &&
      !restored.some((other) => other.target === target && other.record === record),
  );
}

/** Compensation, never rollback: the before-image, sent only while the record still holds what we wrote. */
export function restoreWriteBacks(state: CaseState): readonly CaseEvent[] {
  const items = restorable(state);
  if (items.length === 0) throw new Refusal("invalid", { what: "nothing-to-restore" });
  return items.map((item) => {
    const { target, record, changes } = inverted(item);
    const diff = diffHash({ target, record, purpose: "restore", changes });
    return stepOf({ ...item, purpose: "restore", changes, diff, key: `${item.key}:restore` }, "approved");
  });
}

const REPLAYABLE: ReadonlySet<WriteBack["step"]> = new Set(["failed", "approved", "sent"]);

/**
 * A dead letter goes again: what was approved stays approved, and what could not even be read (no diff: nobody
 * approved anything) is looked at anew. Throws Refusal("invalid") when there is nothing to send.
 */
export function replayed(state: CaseState, item: WriteBack): CaseEvent {
  if (!REPLAYABLE.has(item.step)) throw new Refusal("invalid", { what: "no-dead-letter", step: item.step });
  const isApproved = item.diff !== null && (item.purpose === "hold" || item.purpose === "restore" || mayWrite(state));
  return stepOf(item, isApproved ? "approved" : "asked", { code: "replayed" });
}
