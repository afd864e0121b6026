import { at, textAt } from "./payload.ts";
import { readInputs } from "./input-values.ts";
import { envelopeOf, nothing, type Reading } from "./reading.ts";
import { toRemote } from "./remote.ts";
import type { ViewOrigin } from "./views.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

export type ClickInbound = Extract<Inbound, { kind: "click" }>;

/** Where a button stood: on a message, or in a view that carries where it was opened from. Null: neither. */
export function originOf(body: unknown): ViewOrigin | null {
  const token = textAt(body, "actions", 0, "value") ?? "";
  const channel = textAt(body, "container", "channel_id") ?? textAt(body, "channel", "id");
  if (channel === null) return parseOrigin(textAt(body, "view", "private_metadata"));
  const message = textAt(body, "container", "message_ts") ?? textAt(body, "message", "ts");
  const thread = textAt(body, "container", "thread_ts") ?? textAt(body, "message", "thread_ts");
  return { token, channel, thread, message };
}

/** Reads what a view of ours was opened with. Null: not ours, or cut short. */
export function parseOrigin(metadata: string | null): ViewOrigin | null {
  if (metadata === null) return null;
  try {
    const read: unknown = JSON.parse(metadata);
    const [token, channel] = [at(read, "token"), textAt(read, "channel")];
    if (typeof token !== "string" || channel === null) return null;
    return { token, channel, thread: textAt(read, "thread"), message: textAt(read, "message") };
  } catch {
    return null;
  }
}

/** A pressed button with the inputs that stand beside it. */
export async function readClick(reading: Reading): Promise<Inbound> {
  const origin = originOf(reading.body);
  if (origin === null || origin.token === "") return nothing(reading);
  return clickFrom(reading, origin, readInputs(at(reading.body, "state")));
}

/** A sent form is the click of the button that opened it. */
export async function readSubmission(reading: Reading): Promise<Inbound> {
  const origin = parseOrigin(textAt(reading.body, "view", "private_metadata"));
  if (origin === null || origin.token === "") return nothing(reading);
  return clickFrom(reading, origin, readInputs(at(reading.body, "view", "state")));
}

export async function clickFrom(
  reading: Reading,
  origin: ViewOrigin,
  inputs: Readonly<Record<string, string>>,
): Promise<ClickInbound | Inbound> {
  const user = textAt(reading.body, "user", "id");
  if (user === null) return nothing(reading);
  const { channel, thread, message } = origin;
  const envelope = await envelopeOf(reading, { channel, thread }, user);
  const remote = message === null ? null : toRemote({ id: message, channel, key: null });
  return {
    ...envelope,
    kind: "click",
    token: origin.token,
    inputs,
    remote,
    trigger: textAt(reading.body, "trigger_id"),
  };
}
