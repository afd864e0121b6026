import type { SlackSurface } from "./body.ts";
import { commandAct } from "./commands.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { readInteraction } from "./interaction.ts";
import { at, textAt } from "./payload.ts";

/** Reads a verified payload. Null: not a kind that Slack is known to send, or one without its key. */
export async function readDelivery(surface: SlackSurface, body: unknown): Promise<SlackDelivery | null> {
  if (surface === "events") return readEvent(body);
  if (surface === "commands") return readCommand(body);
  return readInteraction(body);
}

function readEvent(body: unknown): SlackDelivery | null {
  const outer = textAt(body, "type");
  const authorization = at(body, "authorizations", 0);
  const org = at(authorization, "is_enterprise_install") === true;
  const team = textAt(authorization, "team_id") ?? textAt(body, "team_id");
  const installation = org ? textAt(authorization, "enterprise_id") : team;
  if (outer === "app_rate_limited" && installation !== null) {
    const minute = at(body, "minute_rate_limited");
    const key = `app_rate_limited:${installation}:${String(minute)}`;
    return { installation, key, kind: outer, user: null, time: null, mode: "later", subject: null };
  }
  const key = textAt(body, "event_id");
  const event = at(body, "event");
  const type = textAt(event, "type");
  if (outer !== "event_callback" || installation === null || key === null || type === null) return null;
  const subtype = textAt(event, "subtype");
  const time = at(body, "event_time");
  return {
    installation,
    key,
    kind: subtype === null ? type : `${type}.${subtype}`,
    user: textAt(event, "user") ?? textAt(event, "user_id") ?? textAt(event, "message", "user"),
    time: typeof time === "number" ? time : null,
    mode: "later",
    subject: messageSubject(event),
  };
}

/** All events of one message, its edits and the replies below it share a lane. */
function messageSubject(event: unknown): string | null {
  const channel = textAt(event, "channel");
  const inner = at(event, "message") ?? at(event, "previous_message") ?? event;
  const root = textAt(inner, "thread_ts") ?? textAt(inner, "ts") ?? textAt(event, "deleted_ts");
  return channel !== null && root !== null ? `${channel}:${root}` : null;
}

function readCommand(body: unknown): SlackDelivery | null {
  const org = textAt(body, "is_enterprise_install") === "true";
  const installation = textAt(body, org ? "enterprise_id" : "team_id");
  const command = textAt(body, "command");
  const key = textAt(body, "trigger_id");
  if (installation === null || command === null || key === null) return null;
  // A request is stored and its card posted; everything else is answered in the reply or spends the trigger.
  const mode = commandAct(command, textAt(body, "text") ?? "").act === "request" ? "later" : "now";
  return { installation, key, kind: "command", user: textAt(body, "user_id"), time: null, mode, subject: null };
}
