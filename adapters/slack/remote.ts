import { textAt } from "./payload.ts";
import type { Json } from "../../core/json.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** A posted message: plain JSON, kept with its copy. `key` is our delivery key, null where the message was clicked. */
export type SlackRemote = { readonly id: string; readonly channel: string; readonly key: string | null };

const TS = /^\d{1,12}\.\d{1,8}$/;

/** Throws AdapterFault("unknown-reference"): such a copy can never be found again. */
export function parseRemote(remote: Json): SlackRemote {
  const [id, channel] = [textAt(remote, "id"), textAt(remote, "channel")];
  if (id === null || channel === null || !TS.test(id)) throw new AdapterFault("unknown-reference", true);
  return { id, channel, key: textAt(remote, "key") };
}

export const toRemote = (remote: SlackRemote): Json => ({ ...remote });
