import { placeHolds } from "./write-back-hold.ts";
import { previewTarget } from "./write-back-preview.ts";
import { sendApproved } from "./write-back-send.ts";
import type { Desk } from "../conversation/deps.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toCaseId } from "../../core/ids.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";
import type { TargetEntry } from "../writeback/access.ts";

/** One row of work on one target. */
export type WriteBackRun = {
  readonly desk: Desk;
  readonly work: WorkRows;
  readonly item: WorkItem;
  readonly state: CaseState;
  readonly entry: TargetEntry;
};

/** A preview, a hold or an approved send. A target that the configuration no longer names is said so on the case. */
export async function writeBack(desk: Desk, work: WorkRows, item: WorkItem): Promise<void> {
  const row = await desk.stores.for(item.tenant).cases.byId(toCaseId(String(item.ref["case"])));
  const entry = desk.writeBack?.of(item.tenant).find(({ id }) => id === item.ref["target"]);
  if (!row || row.state === "shredded") return;
  const state = toCaseState(row.json);
  const { step } = item.ref;
  if (!entry) return step === "send" ? sendApproved({ desk, work, item, state, entry: null }) : undefined;
  const run = { desk, work, item, state, entry };
  if (step === "preview") return entry.run(() => previewTarget(run));
  if (step === "hold") return entry.run(() => placeHolds(run));
  return entry.run(() => sendApproved(run));
}
