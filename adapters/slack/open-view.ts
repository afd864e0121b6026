import type { ModalView } from "@slack/web-api";
import { calling } from "./faults.ts";
import { textAt } from "./payload.ts";
import type { Reading } from "./reading.ts";
import { loadingView } from "./views.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** A trigger lives three seconds and opens once: a row that comes later cannot open anything, the person asks again. */
const SPENT: ReadonlySet<string> = new Set([
  "expired_trigger_id",
  "exchanged_trigger_id",
  "invalid_trigger_id",
  "trigger_expired",
]);

/** Opens a view that says "loading", so that the trigger is spent in time. Its id; null: the trigger was spent already. */
export async function openLoading(reading: Reading): Promise<string | null> {
  const { deps, delivery } = reading;
  const client = await deps.access.client(delivery.installation);
  const trigger = textAt(reading.body, "trigger_id") ?? "";
  try {
    const opened: unknown = await calling(() => client.views.open({ trigger_id: trigger, view: loadingView() }));
    return textAt(opened, "view", "id");
  } catch (error) {
    if (!(error instanceof AdapterFault) || !SPENT.has(error.code)) throw error;
    deps.log.info("slack-trigger-spent", { platform: "slack", code: error.code, inbox: reading.inboxId });
    return null;
  }
}

/** Replaces what an open view shows. */
export async function updateView(reading: Reading, id: string, view: ModalView): Promise<void> {
  const client = await reading.deps.access.client(reading.delivery.installation);
  await calling(() => client.views.update({ view_id: id, view }));
}
