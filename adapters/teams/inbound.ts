import { z } from "zod";
import type { TenantId } from "../../core/ids.ts";
import type { Inbound, PlaceRef, Sender } from "../../core/ports/inbound.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { parseActivity, type TeamsActivity } from "./activity.ts";
import { parseClaims } from "./claims.ts";
import { openClick } from "./click.ts";
import { dialogOf } from "./read-dialog.ts";
import { filesOf } from "./message-files.ts";
import { mentionsBot, messageText } from "./message-text.ts";
import type { TeamsPort, TeamsTurn } from "./port.ts";
import { referenceOf, splitConversation } from "./reference.ts";
import type { Roster } from "./standing.ts";

export type TeamsReaderDeps = {
  readonly port: TeamsPort;
  readonly roster: Roster;
  /** Told of every place that installs the desk, changes, or mentions it: how to write there later. */
  readonly learnPlace: (place: PlaceRef) => Promise<void>;
  /**
   * Whether a thread holds a request or stands under a card of ours: its later messages are replies. A mention in any
   * other thread is a request of that thread. Left out, only a thread's first message is a request.
   */
  readonly isRequest?: (
    tenant: TenantId,
    requestKey: string,
    root: { readonly channel: string; readonly id: string },
  ) => Promise<boolean>;
};

type Meaning = Inbound extends infer One
  ? One extends Inbound
    ? Omit<One, "tenant" | "from" | "place" | "inboxId">
    : never
  : never;
type Around = { readonly from: Sender; readonly place: PlaceRef };

const actionSchema = z.looseObject({ action: z.looseObject({ data: z.json() }) });
const NOTHING = { kind: "nothing" } as const;

/**
 * What a stored activity means, for the use cases. Runs the row through botbuilder's pipeline with the claims proved
 * at ingress; the token is not needed, so a row may wait. Throws AdapterFault when the roster cannot be read now
 * (unknown standing is never taken for membership), an Error for a row that is no activity.
 */
export const createTeamsReader =
  (deps: TeamsReaderDeps) =>
  async (delivery: Delivery, inboxId: string): Promise<Inbound> => {
    const activity = parseActivity(delivery.raw);
    if (activity === null) throw new Error("a stored row holds no activity");
    const claims = parseClaims(delivery.claims);
    const { tenant } = delivery;
    return deps.port.replay(claims, activity, async (turn) => {
      const around = await aroundOf(deps, { delivery, activity, turn, local: claims.by === "local" });
      const opens = await opensRequest(deps, activity, { tenant, place: around.place });
      const meaning = meaningOf(activity, { ...around, inboxId, opens });
      if (learns(activity, around.place)) await deps.learnPlace(around.place);
      return toInbound({ tenant, inboxId, ...around }, meaning);
    });
  };

const toInbound = (common: Pick<Inbound, "tenant" | "from" | "place" | "inboxId">, meaning: Meaning): Inbound =>
  ({ ...common, ...meaning }) as Inbound;

function learns(activity: TeamsActivity, place: PlaceRef): boolean {
  if (activity.type === "installationUpdate") return !activity.action?.startsWith("remove");
  return activity.type === "conversationUpdate" || (activity.type === "message" && place.kind !== "direct");
}

type Turning = {
  readonly delivery: Delivery;
  readonly activity: TeamsActivity;
  readonly turn: TeamsTurn;
  readonly local: boolean;
};

async function aroundOf(deps: TeamsReaderDeps, { delivery, activity, turn, local }: Turning): Promise<Around> {
  const { from, conversation } = activity;
  const { channel, root } = splitConversation(conversation.id);
  const kind = kindOf(activity);
  const tenantId = delivery.installation;
  const standing = local ? "member" : await senderStanding(deps, activity, { turn, tenantId });
  const boundary = local ? "internal" : await placeBoundary(deps, activity, { turn, tenantId, kind, standing });
  return {
    from: {
      platform: "teams",
      installation: delivery.installation,
      // The Entra id is the same in every place; `29:…` ids are the bot's own.
      user: local ? from.id : (from.aadObjectId ?? from.id),
      person: null,
      standing,
      via: local ? "playground" : "teams",
    },
    place: {
      platform: "teams",
      installation: delivery.installation,
      channel,
      thread: kind === "channel" ? root : null,
      kind,
      boundary,
      reference: referenceOf(activity),
    },
  };
}

function kindOf(activity: TeamsActivity): PlaceRef["kind"] {
  const type = activity.conversation.conversationType;
  if (type === "channel" || activity.conversation.id.includes("@thread.tacv2")) return "channel";
  if (type === "groupChat" || activity.conversation.isGroup === true) return "group";
  return "direct";
}

type Asking = { readonly turn: TeamsTurn; readonly tenantId: string };

/** Only someone who does something is looked up: an update of the place is sent by the bot's own account. */
async function senderStanding(
  deps: TeamsReaderDeps,
  activity: TeamsActivity,
  { turn, tenantId }: Asking,
): Promise<Sender["standing"]> {
  if (activity.type !== "message" && activity.type !== "invoke") return "unknown";
  if (activity.from.role === "bot") return "bot";
  return finalAsUnknown(deps.roster.standing(turn, { tenantId, user: activity.from.id }));
}

/** A direct chat is as safe as the one person in it; a shared channel is open to other tenants by its nature. */
async function placeBoundary(
  deps: TeamsReaderDeps,
  activity: TeamsActivity,
  {
    turn,
    tenantId,
    kind,
    standing,
  }: Asking & { readonly kind: PlaceRef["kind"]; readonly standing: Sender["standing"] },
): Promise<PlaceRef["boundary"]> {
  if (kind === "direct") return standing === "member" ? "internal" : standing === "unknown" ? "unknown" : "external";
  if (activity.channelData?.channel?.type === "shared") return "external";
  const conversation = splitConversation(activity.conversation.id).channel;
  return finalAsUnknown(deps.roster.boundary(turn, { tenantId, conversation }));
}

/** The roster says that it will never tell (the member or the bot is not there): a named state. Else: try again. */
async function finalAsUnknown<T>(asked: Promise<T>): Promise<T | "unknown"> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AdapterFault && error.terminal) return "unknown";
    throw error;
  }
}

/** One request a thread: its first message, or the first that mentions the desk in other people's thread. */
async function opensRequest(
  deps: TeamsReaderDeps,
  activity: TeamsActivity,
  { tenant, place }: { readonly tenant: TenantId; readonly place: PlaceRef },
): Promise<boolean> {
  if (place.thread === null || place.thread === activity.id) return true;
  if (activity.type !== "message" || !deps.isRequest) return false;
  const root = { channel: place.channel, id: place.thread };
  return !(await deps.isRequest(tenant, requestKey(place, place.thread), root));
}

const requestKey = (place: PlaceRef, activityId: string): string =>
  `teams:${place.installation}:${place.channel}:${activityId}`;

type At = Around & { readonly inboxId: string; readonly opens: boolean };

function meaningOf(activity: TeamsActivity, at: At): Meaning {
  const own = requestKey(at.place, activity.id);
  switch (activity.type) {
    case "message":
      return messageOf(activity, { ...at, own });
    case "messageUpdate":
      return { kind: "edit", requestKey: own, text: messageText(activity) };
    case "messageDelete":
      return { kind: "removal", requestKey: own };
    case "invoke":
      return activity.name === "adaptiveCard/action" ? clickOf(activity) : dialogOf(activity, own);
    default:
      return NOTHING;
  }
}

function messageOf(activity: TeamsActivity, at: At & { readonly own: string }): Meaning {
  const { place, inboxId, own, opens } = at;
  // Without a mention it is other people's talk, which some permissions would let through.
  if (place.kind !== "direct" && !mentionsBot(activity)) return NOTHING;
  const text = messageText(activity);
  const files = filesOf(activity, inboxId);
  const key = place.thread === null ? own : requestKey(place, place.thread);
  if (!opens) return { kind: "reply", requestKey: key, messageKey: own, text, files };
  if (files.length === 0 && /^(help|\?)?$/i.test(text)) return { kind: "help", about: text };
  return { kind: "request", requestKey: key, text, files, source: place.kind === "direct" ? "message" : "mention" };
}

/** The clicked message may be a copy the desk lost sight of: its id is adopted (engineering-decisions §9). */
function clickOf(activity: TeamsActivity): Meaning {
  const read = actionSchema.safeParse(activity.value);
  const click = read.success ? openClick(read.data.action.data) : null;
  if (click === null) return NOTHING;
  const remote = activity.replyToId ? { id: activity.replyToId, conversation: activity.conversation.id } : null;
  return { kind: "click", token: click.token, inputs: click.inputs, remote, trigger: null };
}
