import type { TargetEntry } from "../writeback/access.ts";
import type { CaseState, WriteBack } from "../../core/cases/state.ts";
import { isSameWriteBack, mayWrite } from "../../core/cases/write-back.ts";
import type { NewWork } from "../../core/ports/ledger.ts";

const HOLDS = 0;
const READS = 2;
const WRITES = 3;

/**
 * What a commit means for the systems of record: a preview per target once there is something to approve, holds at
 * once when the case has to stop, and one row per record that was approved. Ids only; the rows do the reading.
 */
export function writeBackEffects(
  targets: readonly TargetEntry[],
  before: CaseState,
  after: CaseState,
): readonly NewWork[] {
  if (targets.length === 0) return [];
  const cameToReview = after.stage === "in-review" && before.stage !== "in-review";
  const mustStop = cameToReview && after.determination?.summary.disposition === "hold";
  return [
    ...(mustStop ? targets.filter(({ holds }) => holds).map(({ id }) => lookWork(after, id, "hold")) : []),
    ...toPreview(targets, before, after).map((id) => lookWork(after, id, "preview")),
    ...moved(before, after, "approved").map((item) => sendWork(after, item)),
  ];
}

/** Targets to read: all when the case comes to review; those a person asked for; those a decision does not cover yet. */
function toPreview(targets: readonly TargetEntry[], before: CaseState, after: CaseState): readonly string[] {
  if (after.stage === "in-review" && before.stage !== "in-review") return targets.map(({ id }) => id);
  const asked = new Set(moved(before, after, "asked").map(({ target }) => target));
  const decidedNow = before.decided === null && mayWrite(after);
  const covered = new Set((after.writeBacks ?? []).filter(({ purpose }) => purpose === "outcome").map((i) => i.target));
  return targets.map(({ id }) => id).filter((id) => asked.has(id) || (decidedNow && !covered.has(id)));
}

/** Records that this commit brought to a step. */
const moved = (before: CaseState, after: CaseState, step: WriteBack["step"]): readonly WriteBack[] =>
  (after.writeBacks ?? []).filter(
    (item) =>
      item.step === step &&
      !(before.writeBacks ?? []).some((known) => isSameWriteBack(known, item) && known.step === step),
  );

/** For records whose row died on the way, so that no event says it anew; a row that is still ready stays the only one. */
export const replayWork = (state: CaseState, items: readonly WriteBack[]): readonly NewWork[] =>
  items.filter(({ step }) => step === "approved" || step === "sent").map((item) => sendWork(state, item));

const lookWork = ({ id, version }: CaseState, target: string, step: "hold" | "preview"): NewWork => ({
  kind: "write-back",
  lane: `write-back:${target}:${id}`,
  priority: step === "hold" ? HOLDS : READS,
  dedup: `${id}:${target}:${step}:${version}`,
  ref: { case: id, target, step },
});

const sendWork = ({ id }: CaseState, { target, record, purpose, key }: WriteBack): NewWork => ({
  kind: "write-back",
  lane: `write-back:${target}:${record}`,
  priority: purpose === "hold" ? HOLDS : WRITES,
  dedup: key,
  ref: { case: id, target, record, purpose, key, step: "send" },
});
