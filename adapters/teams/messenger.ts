import { z } from "zod";
import type { Json } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import { AdapterFault, type Messenger } from "../../core/ports/messenger.ts";
import { toAdaptiveCard } from "./adaptive-card.ts";
import { fetchTeamsFile, type FileDeps } from "./fetch-file.ts";
import { RETRY_DEFAULT_MS } from "./limits.ts";
import { toMessageXml } from "./message-xml.ts";
import { ASK_IN_PRIVATE } from "./phrases.ts";
import { cleanText } from "./plain-text.ts";
import type { TeamsPort, TeamsRemote } from "./port.ts";
import { openReference, threadId, type Reference } from "./reference.ts";
import type { OutActivity } from "./sdk-shapes.ts";
import type { UrlRule } from "./service-urls.ts";

export type TeamsMessengerDeps = FileDeps & {
  readonly port: TeamsPort;
  /** Addresses that may be written to: a stored reference is checked again before each send. */
  readonly serviceUrls: UrlRule;
  /** For a place that is configured but was never heard from. Null: such a place waits until it is. */
  readonly unheard: { readonly serviceUrl: string; readonly botId: string } | null;
};

const remoteSchema = z.object({ id: z.string().min(1), conversation: z.string().min(1) });
type Deps = TeamsMessengerDeps;

/**
 * Teams as a Messenger. Every place is `blind`: the bot cannot look for a message it sent, so a lost answer is
 * settled by posting once more, and the first click on the lost copy brings its id. Throws AdapterFault;
 * `BotNotInConversationRoster` and every other final refusal is terminal.
 */
export function createTeamsMessenger(deps: TeamsMessengerDeps): Messenger {
  return {
    settleOf: () => "blind",
    post: async (place, card) => toRemoteJson(await deliver(deps, place, cardMessage(card))),
    find: async () => null,
    update: async (place, remote, card) => {
      const read = remoteSchema.safeParse(remote);
      if (!read.success) throw new AdapterFault("no-remote", true);
      await deps.port.update(referenceFor(deps, place), read.data, cardMessage(card));
    },
    mention: (place, user, text) => mention(deps, place, { user, text }),
    tell: (place, user, text) => tell(deps, place, { user, text }),
    fetchFile: (_place, file, limit) => fetchTeamsFile(deps, file, limit),
  };
}

/** The summary is what a lock screen shows: the card's own fallback text and nothing else. */
function cardMessage(card: Card): OutActivity {
  const content = toAdaptiveCard(card);
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content };
  return { type: "message", summary: content.fallbackText, attachments: [attachment] };
}

const toRemoteJson = (remote: TeamsRemote): Json => {
  if (remote.id === "") throw new AdapterFault("no-id", true);
  return { id: remote.id, conversation: remote.conversation };
};

/** Into the chat, into the thread, or as a new thread of the channel. */
function deliver(deps: Deps, place: PlaceRef, activity: OutActivity): Promise<TeamsRemote> {
  const reference = referenceFor(deps, place);
  // The chat with a person who never wrote is opened by their Entra id; whoever has one is found again in it.
  if (place.kind === "direct" && openReference(place.reference) === null)
    return deps.port.start(reference, { user: place.channel }, activity);
  if (place.kind !== "channel") return deps.port.send(reference, activity);
  if (place.thread === null) return deps.port.start(reference, { channel: place.channel }, activity);
  const id = threadId(place.channel, place.thread);
  return deps.port.send({ ...reference, conversation: { ...reference.conversation, id } }, activity);
}

function referenceFor(deps: Deps, place: PlaceRef): Reference {
  const known = openReference(place.reference) ?? unheardReference(deps, place);
  if (known === null) throw new AdapterFault("place-not-heard-from", false, RETRY_DEFAULT_MS);
  if (!deps.serviceUrls(known.serviceUrl)) throw new AdapterFault("service-url", true);
  return known;
}

function unheardReference(deps: Deps, place: PlaceRef): Reference | null {
  if (deps.unheard === null) return null;
  const { serviceUrl, botId } = deps.unheard;
  const conversation = { id: place.channel, tenantId: place.installation };
  return { serviceUrl, channelId: "msteams", bot: { id: botId }, conversation };
}

type Words = { readonly user: string | null; readonly text: string };

async function mention(deps: Deps, place: PlaceRef, { user, text }: Words): Promise<Json> {
  const member = user === null ? null : await memberOf(deps, place, user);
  return toRemoteJson(await deliver(deps, place, toMessageXml(text, member)));
}

/** The roster gives the id and name that a mention needs. A member it does not know is named by no one. */
async function memberOf(
  deps: Deps,
  place: PlaceRef,
  user: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  try {
    const member = await deps.port.member(referenceFor(deps, place), user);
    return member.id === "" ? null : { id: member.id, name: cleanText(member.name).replace(/\s+/g, " ") || "you" };
  } catch (error) {
    if (error instanceof AdapterFault && error.terminal) return null;
    throw error;
  }
}

/** To one person: in the own chat. Where that cannot be opened, the shared place gets a line without content. */
async function tell(deps: Deps, place: PlaceRef, { user, text }: Words & { readonly user: string }): Promise<void> {
  if (place.kind === "direct") {
    await deliver(deps, place, toMessageXml(text, null));
    return;
  }
  const member = await memberOf(deps, place, user);
  if (member !== null && (await toldInPrivate(deps, place, { user: member.id, text }))) return;
  await deliver(deps, place, toMessageXml(ASK_IN_PRIVATE, member));
}

async function toldInPrivate(
  deps: Deps,
  place: PlaceRef,
  { user, text }: { readonly user: string; readonly text: string },
): Promise<boolean> {
  try {
    await deps.port.start(referenceFor(deps, place), { user }, toMessageXml(text, null));
    return true;
  } catch (error) {
    if (error instanceof AdapterFault && error.terminal) return false;
    throw error;
  }
}
