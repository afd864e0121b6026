import type { WebClient } from "@slack/web-api";
import { METADATA_EVENT } from "./blocks.ts";
import type { SlackInstallation } from "./client.ts";
import { at, listAt, textAt } from "./payload.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";

/** A lost message is a few minutes old: newest first, this many pages of this many. */
const PAGES = 5;
const PAGE = 100;

type Looking = { readonly place: PlaceRef; readonly key: string; readonly self: SlackInstallation };

/** Our own message with our key: anyone in the channel could write the same metadata under a name of his own. */
const isOurs = (message: unknown, looking: Looking): boolean =>
  textAt(message, "metadata", "event_type") === METADATA_EVENT &&
  textAt(message, "metadata", "event_payload", "key") === looking.key &&
  (textAt(message, "user") === looking.self.botUserId ||
    (looking.self.botId !== null && textAt(message, "bot_id") === looking.self.botId));

/** The ts of the message that carries the key, in the thread of the place or in its channel. Null: not there. */
export async function findMessage(client: WebClient, looking: Looking): Promise<string | null> {
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const found: unknown = await readPage(client, looking.place, cursor);
    const ours = listAt(found, "messages").find((message) => isOurs(message, looking));
    const ts = textAt(ours, "ts");
    if (ts !== null) return ts;
    cursor = textAt(found, "response_metadata", "next_cursor");
    if (at(found, "has_more") !== true || cursor === null) return null;
  }
  return null;
}

function readPage(client: WebClient, place: PlaceRef, cursor: string | null): Promise<unknown> {
  const common = { channel: place.channel, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
  return place.thread === null
    ? client.conversations.history(common)
    : client.conversations.replies({ ...common, ts: place.thread });
}
