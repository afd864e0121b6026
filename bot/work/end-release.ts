import { commitCase } from "../conversation/commit-case.ts";
import type { Desk } from "../conversation/deps.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { toCaseId } from "../../core/ids.ts";
import type { WorkItem } from "../../core/ports/work.ts";

/** A release whose day has passed is over: recorded, and said on every copy. One that was changed meanwhile is left alone. */
export async function endRelease(desk: Desk, item: WorkItem): Promise<void> {
  const row = await desk.stores.for(item.tenant).cases.byId(toCaseId(String(item.ref["case"])));
  if (!row) return;
  const state = toCaseState(row.json);
  if (!state.decided?.released || state.decided.validUntil !== item.ref["until"]) return;
  await commitCase(desk, {
    tenant: item.tenant,
    state,
    events: [{ type: "release-ended", because: "expired" }],
    actor: { system: "timer" },
    cause: item.id,
    done: item.lease,
  });
}
