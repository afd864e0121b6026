import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A message as the workspace keeps it. `key`: our delivery key in its metadata. */
export type SlackMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly key: string | null;
  readonly args: Record<string, string>;
};

const BOT = { user_id: "U0BOT", bot_id: "B0BOT" };
const member = (id: string, team: string) => ({
  id,
  team_id: team.startsWith("E") ? `T${team.slice(1)}` : team,
  ...(team.startsWith("E") ? { enterprise_user: { enterprise_id: team, teams: [] } } : {}),
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: id === BOT.user_id,
  deleted: false,
});

export type Workspace = {
  readonly team: string;
  readonly users: readonly string[];
  readonly channels: readonly string[];
};

const keyOf = (args: Record<string, string>): string | null => {
  const metadata =
    args["metadata"] === undefined ? null : (JSON.parse(args["metadata"]) as { event_payload?: { key?: string } });
  return metadata?.event_payload?.key ?? null;
};

/** A workspace, and an organisation that the same token answers for. Slack's Web API on loopback: keeps what is posted, finds it by thread or channel, tells how often each key came. */
export async function startFakeSlack(workspaces: readonly Workspace[]) {
  const posted: SlackMessage[] = [];
  const shown = new Map<string, Record<string, string>>();
  const teamOf = (known: (workspace: Workspace) => boolean) => workspaces.find(known);

  const page = (found: readonly SlackMessage[], args: Record<string, string>) => {
    const [limit, from] = [Number(args["limit"] ?? 100), Number(args["cursor"] ?? 0)];
    const messages = found.toReversed().slice(from, from + limit);
    const more = from + limit < found.length;
    return {
      messages: messages.map(({ ts, args: { metadata } }) => ({
        ts,
        user: BOT.user_id,
        bot_id: BOT.bot_id,
        ...(metadata === undefined ? {} : { metadata: JSON.parse(metadata) as unknown }),
      })),
      has_more: more,
      ...(more ? { response_metadata: { next_cursor: String(from + limit) } } : {}),
    };
  };

  const methods: Record<string, (args: Record<string, string>) => Record<string, unknown>> = {
    "auth.test": () => ({ ...BOT, team_id: workspaces[0]?.team, enterprise_id: workspaces[1]?.team }),
    "users.info": ({ user = "" }) => {
      const home = teamOf(({ users }) => users.includes(user));
      return home ? { user: member(user, home.team) } : { ok: false, error: "user_not_found" };
    },
    "users.list": () => ({
      members: workspaces.flatMap(({ team, users }) => [...users, BOT.user_id].map((user) => member(user, team))),
    }),
    "conversations.info": ({ channel = "" }) => ({
      channel: channel.startsWith("D")
        ? { id: channel, is_im: true, user: channel.replace(/^D/, "U") }
        : {
            id: channel,
            is_channel: true,
            is_member: true,
            is_im: false,
            is_mpim: false,
            is_ext_shared: false,
            is_pending_ext_shared: false,
          },
    }),
    "conversations.members": ({ channel = "" }) => ({
      members: teamOf(({ channels }) => channels.includes(channel))?.users ?? [],
    }),
    "conversations.history": (args) =>
      page(
        posted.filter((one) => one.channel === args["channel"] && one.thread === null),
        args,
      ),
    "conversations.replies": (args) =>
      page(
        posted.filter((one) => one.channel === args["channel"] && one.thread === args["ts"]),
        args,
      ),
    "chat.postMessage": (args) => {
      const ts = `${1_796_000_000 + posted.length}.000200`;
      const { channel = "", thread_ts: thread = null } = args;
      posted.push({ channel, ts, thread, key: keyOf(args), args });
      shown.set(`${channel}:${ts}`, args);
      return { channel, ts };
    },
    "chat.update": (args) => {
      shown.set(`${args["channel"]}:${args["ts"]}`, args);
      return { channel: args["channel"], ts: args["ts"] };
    },
    "chat.postEphemeral": () => ({ message_ts: "1795999999.000100" }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const given = methods[method]?.(Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString())));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: true, ...(given ?? { ok: false, error: "unknown_method" }) }));
  }
  // A killed desk cuts its connections in the middle of a request.
  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posted,
    /** What a message shows now. */
    shown: (channel: string, ts: string) => shown.get(`${channel}:${ts}`),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;
