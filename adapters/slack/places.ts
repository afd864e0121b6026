import type { SlackAccess } from "./client.ts";
import { calling } from "./faults.ts";
import { at, listAt, textAt } from "./payload.ts";
import type { SlackPeople, Standing } from "./people.ts";
import type { Elsewhere, PlaceRef } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** What was read of a channel counts for so long; events that change who is there make it forgotten at once. */
const KEPT_FOR = 300_000;
const PAGE = 1000;
/** A channel with more members than this is not counted through: its boundary stays unknown. */
const PAGES = 10;
/** Members that the list of everyone does not hold are looked up one by one, up to so many. */
const STRANGERS = 20;

type Channel = { readonly kind: PlaceRef["kind"]; readonly boundary: PlaceRef["boundary"]; readonly joined: boolean };
export type At = { readonly installation: string; readonly channel: string; readonly thread: string | null };

export type AskedAt = { readonly place: PlaceRef; readonly elsewhere?: Elsewhere };

export type SlackPlaces = {
  /** Where content would be seen. Throws AdapterFault when Slack cannot be asked. */
  readonly of: (where: At) => Promise<PlaceRef>;
  /**
   * Where the card goes of someone who asked unheard by the others there (a command, a form): that place if the desk is
   * in it and it is safe for content, else the person's own conversation with the desk.
   */
  readonly ofAsker: (where: At, user: string) => Promise<AskedAt>;
  /** The person's own conversation with the desk; opened when there is none yet. */
  readonly own: (installation: string, user: string) => Promise<PlaceRef>;
  /** Someone joined, or the channel is shared now: look again. */
  readonly forget: (installation: string, channel: string) => void;
};

type Deps = { readonly access: SlackAccess; readonly people: SlackPeople; readonly now: () => number };

/** Reads places from Slack. `now`: milliseconds since the epoch. */
export function createSlackPlaces(deps: Deps): SlackPlaces {
  const kept = new Map<string, { readonly channel: Channel; readonly until: number }>();
  const channelOf = async (installation: string, channel: string): Promise<Channel> => {
    const key = `${installation}:${channel}`;
    const known = kept.get(key);
    if (known && known.until > deps.now()) return known.channel;
    const read = await readChannel(deps, installation, channel);
    if (kept.size > 5000) kept.clear();
    // What could not be told is asked again the next time.
    if (read.boundary !== "unknown") kept.set(key, { channel: read, until: deps.now() + KEPT_FOR });
    return read;
  };
  const of = async (where: At): Promise<PlaceRef> => {
    const { kind, boundary } = await channelOf(where.installation, where.channel);
    return { platform: "slack", ...where, kind, boundary, reference: null };
  };
  const own = async (installation: string, user: string): Promise<PlaceRef> => {
    const client = await deps.access.client(installation);
    const opened: unknown = await calling(() => client.conversations.open({ users: user }));
    const channel = textAt(opened, "channel", "id");
    if (channel === null) throw new AdapterFault("lost-answer", false, null);
    return of({ installation, channel, thread: null });
  };
  return {
    of,
    own,
    ofAsker: async (where, user) => {
      const { joined, boundary } = await channelOf(where.installation, where.channel);
      if (joined && boundary === "internal") return { place: await of(where) };
      return { place: await own(where.installation, user), elsewhere: joined ? "not-safe" : "not-member" };
    },
    forget: (installation, channel) => void kept.delete(`${installation}:${channel}`),
  };
}

async function readChannel(deps: Deps, installation: string, channel: string): Promise<Channel> {
  const client = await deps.access.client(installation);
  try {
    const found: unknown = await calling(() => client.conversations.info({ channel }));
    const info = at(found, "channel");
    const direct = at(info, "is_im") === true;
    const group = at(info, "is_mpim") === true;
    const kind = direct ? "direct" : group ? "group" : "channel";
    const joined = direct || group || at(info, "is_member") === true;
    return { kind, joined, boundary: await boundaryOf(deps, { installation, channel, info }) };
  } catch (error) {
    if (!(error instanceof AdapterFault) || (error.code !== "channel_not_found" && error.code !== "missing_scope"))
      throw error;
    return { kind: channel.startsWith("D") ? "direct" : "channel", joined: false, boundary: "unknown" };
  }
}

type Found = { readonly installation: string; readonly channel: string; readonly info: unknown };

/** Slack Connect (present or pending) is external; a channel is internal only when every member is known to be. */
async function boundaryOf(deps: Deps, found: Found): Promise<PlaceRef["boundary"]> {
  const { installation, info } = found;
  if (at(info, "is_im") === true) {
    const other = textAt(info, "user");
    return other === null ? "unknown" : boundaryFor([await deps.people.standing(installation, other)]);
  }
  if (isShared(info)) return "external";
  if (at(info, "is_mpim") !== true && at(info, "is_ext_shared") !== false) return "unknown";
  const members = await readMembers(deps, found);
  return members === null ? "unknown" : boundaryFor(await standings(deps, installation, members));
}

function isShared(info: unknown): boolean {
  const flags = ["is_ext_shared", "is_pending_ext_shared"].some((name) => at(info, name) === true);
  const lists = ["pending_shared", "pending_connected_team_ids", "connected_team_ids"];
  return flags || lists.some((name) => listAt(info, name).length > 0);
}

function boundaryFor(all: readonly Standing[]): PlaceRef["boundary"] {
  if (all.some((standing) => standing === "guest" || standing === "external")) return "external";
  return all.includes("unknown") ? "unknown" : "internal";
}

/** Null: too many to count through. */
async function readMembers(deps: Deps, found: Found): Promise<readonly string[] | null> {
  const client = await deps.access.client(found.installation);
  const members: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const more: { readonly cursor?: string } = cursor === null ? {} : { cursor };
    const read: unknown = await calling(() =>
      client.conversations.members({ channel: found.channel, limit: PAGE, ...more }),
    );
    for (const member of listAt(read, "members")) if (typeof member === "string") members.push(member);
    cursor = textAt(read, "response_metadata", "next_cursor");
    if (cursor === null) return members;
  }
  return null;
}

async function standings(deps: Deps, installation: string, members: readonly string[]): Promise<readonly Standing[]> {
  const everyone = await deps.people.everyone(installation);
  const listed = members.flatMap((member) => everyone.get(member) ?? []);
  const others = members.filter((member) => !everyone.has(member));
  if (others.length > STRANGERS) return [...listed, "unknown"];
  return [...listed, ...(await Promise.all(others.map((member) => deps.people.standing(installation, member))))];
}
