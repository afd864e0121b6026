import { wordOf } from "./action-ids.ts";
import { createBolt, type ListenerKind } from "./bolt.ts";
import { parseStored } from "./body.ts";
import { openForm, type SlackForms } from "./forms.ts";
import { inputFaults } from "./input-values.ts";
import { at, listAt, textAt } from "./payload.ts";
import { readClick, readSubmission } from "./read-click.ts";
import { readCommand } from "./read-command.ts";
import { readRequestForm } from "./read-request-form.ts";
import { readShortcut } from "./read-shortcut.ts";
import { readFileShared } from "./read-file-shared.ts";
import { readMessage } from "./read-message.ts";
import { nothing, type Reading, type ReadingDeps } from "./reading.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

export type SlackReplayDeps = ReadingDeps & { readonly forms: SlackForms };

export type SlackReplay = {
  /**
   * What a stored delivery means; who sent it is named, linking the person is the desk's. A click that opens a form
   * opens it here and means nothing yet; a form with faults in it means nothing either (`answerOf` says them). May run
   * long after the request, and again: it rests on the stored row alone. Throws AdapterFault, to be tried again.
   */
  readonly read: (delivery: Delivery, inboxId: string) => Promise<Inbound>;
};

/** Bolt 5 behind the inbox: stored deliveries become neutral inbounds. */
export function createSlackReplay(deps: SlackReplayDeps): SlackReplay {
  const bolt = createBolt(deps);
  return {
    read: async (delivery, inboxId) => {
      const body = parseStored(delivery);
      const reading = { delivery, inboxId, body, botUserId: "", deps };
      // What no listener wants (the desk's own words, kinds the desk does not read) addressed nobody.
      const heard: { inbound: Inbound } = { inbound: nothing(reading) };
      const on = async (kind: ListenerKind, botUserId: string): Promise<void> => {
        heard.inbound = await listen(deps, kind, { ...reading, botUserId });
      };
      await bolt.process(body, { on });
      return heard.inbound;
    },
  };
}

async function listen(deps: SlackReplayDeps, kind: ListenerKind, reading: Reading): Promise<Inbound> {
  switch (kind) {
    case "message":
      return readMessage(reading);
    case "file":
      return readFileShared(reading);
    case "command":
      return readCommand(reading, deps.forms.request);
    case "shortcut":
      return readShortcut(reading, deps.forms.request);
    case "membership":
      return forget(reading);
    case "ended":
      return end(reading);
    case "click":
      return click(deps, reading);
    case "submission": {
      if (Object.keys(inputFaults(at(reading.body, "view"))).length > 0) return nothing(reading);
      return (await readRequestForm(reading)) ?? readSubmission(reading);
    }
  }
}

async function click(deps: SlackReplayDeps, reading: Reading): Promise<Inbound> {
  const word = wordOf(textAt(reading.body, "actions", 0, "action_id"));
  if (word === "do") return readClick(reading);
  if (word !== null) await openForm(reading, deps.forms);
  return nothing(reading);
}

/** Someone joined or the channel is shared now: what was read of it no longer counts. */
function forget(reading: Reading): Inbound {
  const event = at(reading.body, "event");
  const channel = textAt(event, "channel") ?? textAt(event, "channel", "id") ?? textAt(event, "new_channel_id");
  if (channel !== null) reading.deps.places.forget(reading.delivery.installation, channel);
  return nothing(reading);
}

/** The app was removed, or the desk's own token revoked; a person's token taken back is no end. */
async function end(reading: Reading): Promise<Inbound> {
  const { body, delivery, deps } = reading;
  const because = textAt(body, "event", "type") ?? "";
  if (because === "app_uninstalled" || listAt(body, "event", "tokens", "bot").length > 0) {
    const seconds = at(body, "event_time");
    const { tenant, installation } = delivery;
    await deps.ended({ tenant, installation, because, at: typeof seconds === "number" ? seconds * 1000 : Infinity });
    deps.log.warn("slack-installation-ended", { platform: "slack", code: because, tenant });
  }
  return nothing(reading);
}
