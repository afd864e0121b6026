import type { WebClient } from "@slack/web-api";
import { metadataOf, toBlocks, type SlackMessage } from "./blocks.ts";
import type { SlackAccess } from "./client.ts";
import { spoken } from "./elements.ts";
import { calling, toAdapterFault } from "./faults.ts";
import { fetchSlackFile } from "./fetch-file.ts";
import { findMessage } from "./find-message.ts";
import { giveSlackFile } from "./give-file.ts";
import { MESSAGE_TEXT } from "./limits.ts";
import type { SlackLog } from "./log.ts";
import { textAt } from "./payload.ts";
import { parseRemote, toRemote } from "./remote.ts";
import type { Json } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { Respond } from "./response-url.ts";
import { AdapterFault, type Messenger } from "../../core/ports/messenger.ts";

export type SlackMessengerDeps = {
  readonly access: SlackAccess;
  readonly apiUrl: string;
  /** For file downloads; Web API calls go through the client's own. */
  readonly fetch?: typeof fetch;
  /** Whether the history of a place can be read (granted scopes). Absent: the manifest's scopes were granted. */
  readonly readable?: (place: PlaceRef) => boolean;
  /** Absent: what is for one person goes to the place itself. */
  readonly respond?: Respond;
  readonly log: SlackLog;
};

const QUIET = { unfurl_links: false, unfurl_media: false, parse: "none", link_names: false } as const;
const USER = /^[UW][A-Z0-9]{2,20}$/;
const inThread = (place: PlaceRef): { readonly thread_ts?: string } =>
  place.thread === null ? {} : { thread_ts: place.thread };
const REFUSED_BLOCKS: ReadonlySet<string> = new Set(["invalid_blocks", "invalid_blocks_format"]);
/** The bot or the person is not in that place: what is for one person goes to the own conversation instead. */
const NOT_THERE: ReadonlySet<string> = new Set([
  "user_not_in_channel",
  "not_in_channel",
  "channel_not_found",
  "is_archived",
]);

/** Slack as a Messenger. Throws AdapterFault with Slack's own error code; `terminal` where the copy is gone for good. */
export function createSlackMessenger(deps: SlackMessengerDeps): Messenger {
  const clientOf = (place: PlaceRef): Promise<WebClient> => deps.access.client(place.installation);
  return {
    settleOf: (place) => ((deps.readable ?? (() => true))(place) ? "readable" : "blind"),
    post: async (place, card, deliveryKey) => {
      const client = await clientOf(place);
      const channel = await channelOf(client, place);
      const sent = await drawn(card, deliveryKey, (message) =>
        client.chat.postMessage({ channel, ...message, ...inThread(place), ...QUIET }),
      );
      return sentRemote(sent, place, deliveryKey);
    },
    find: (place, deliveryKey) => find(deps, place, deliveryKey),
    update: async (place, remote, card) => {
      const { id, channel, key } = parseRemote(remote);
      const client = await clientOf(place);
      await drawn(card, key, (message) =>
        client.chat.update({ channel, ts: id, ...message, parse: "none", link_names: false }),
      );
    },
    mention: async (place, user, text, deliveryKey) => {
      const client = await clientOf(place);
      const said = `${user !== null && USER.test(user) ? `<@${user}> ` : ""}${spoken(text, MESSAGE_TEXT - 30)}`;
      const metadata = metadataOf(deliveryKey);
      const sent = await calling(() =>
        client.chat.postMessage({ channel: place.channel, text: said, metadata, ...inThread(place), ...QUIET }),
      );
      return sentRemote(sent, place, deliveryKey);
    },
    tell: (place, user, text) => tell(deps, place, { user, text: spoken(text, MESSAGE_TEXT) }),
    giveFile: async (place, user, file) => {
      const client = await clientOf(place);
      const channel = await channelOf(client, { ...place, kind: "direct", channel: user, thread: null });
      const said = { ...file, says: spoken(file.says, MESSAGE_TEXT) };
      await giveSlackFile(said, { client, channel, apiUrl: deps.apiUrl, fetch: deps.fetch ?? fetch });
    },
    fetchFile: async (place, file, limit) => {
      const [client, { botToken }] = [await clientOf(place), await deps.access.installation(place.installation)];
      const how = { client, token: botToken, apiUrl: deps.apiUrl, fetch: deps.fetch ?? fetch, limit };
      return calling(() => fetchSlackFile(file, how));
    },
  };
}

/** A person's own conversation is opened, or found again, by their id; every other place is its channel. */
async function channelOf(client: WebClient, place: PlaceRef): Promise<string> {
  if (place.kind !== "direct" || !USER.test(place.channel)) return place.channel;
  const opened: unknown = await calling(() => client.conversations.open({ users: place.channel }));
  const channel = textAt(opened, "channel", "id");
  if (channel === null) throw new AdapterFault("channel_not_found", true);
  return channel;
}

/** Sends a card; where Slack refuses its charts (a rollout that has not reached the workspace), with bars of text. */
async function drawn<T>(card: Card, key: string | null, send: (message: SlackMessage) => Promise<T>): Promise<T> {
  try {
    return await calling(() => send(toBlocks(card, key)));
  } catch (error) {
    const charts = card.blocks.some((block) => block.block === "chart");
    if (!charts || !(error instanceof AdapterFault) || !REFUSED_BLOCKS.has(error.code)) throw error;
    return calling(() => send(toBlocks(card, key, "text")));
  }
}

function sentRemote(sent: unknown, place: PlaceRef, key: string): Json {
  const ts = textAt(sent, "ts");
  // Accepted without a reference: the message may stand there, so it is looked for like any lost answer.
  if (ts === null) throw new AdapterFault("lost-answer", false, null);
  return toRemote({ id: ts, channel: textAt(sent, "channel") ?? place.channel, key });
}

/** A place whose history cannot be read after all is settled like a blind one: sent again, said in the log. */
async function find(deps: SlackMessengerDeps, place: PlaceRef, key: string): Promise<Json | null> {
  const client = await deps.access.client(place.installation);
  const self = await deps.access.installation(place.installation);
  try {
    const channel = await channelOf(client, place);
    const ts = await findMessage(client, { place: { ...place, channel }, key, self });
    return ts === null ? null : toRemote({ id: ts, channel, key });
  } catch (error) {
    const fault = toAdapterFault(error);
    if (fault.code !== "missing_scope" && fault.code !== "thread_not_found") throw fault;
    deps.log.warn("slack-history-unreadable", { platform: "slack", code: fault.code });
    return null;
  }
}

async function tell(
  deps: SlackMessengerDeps,
  place: PlaceRef,
  what: { readonly user: string; readonly text: string },
): Promise<void> {
  if (await answered(deps, textAt(place.reference, "answerAt"), what.text)) return;
  const client = await deps.access.client(place.installation);
  try {
    await calling(() => client.chat.postEphemeral({ channel: place.channel, ...what, ...inThread(place) }));
  } catch (error) {
    if (!(error instanceof AdapterFault) || !NOT_THERE.has(error.code)) throw error;
    await calling(() => client.chat.postMessage({ channel: what.user, text: what.text, ...QUIET }));
  }
}

/** Through the address that came with a command, which reaches its place whether the desk is there or not. */
async function answered(deps: SlackMessengerDeps, answerAt: string | null, text: string): Promise<boolean> {
  if (answerAt === null || !deps.respond) return false;
  try {
    await deps.respond(answerAt, text);
    return true;
  } catch (error) {
    deps.log.info("slack-answer-address-refused", { platform: "slack", code: toAdapterFault(error).code });
    return false;
  }
}
