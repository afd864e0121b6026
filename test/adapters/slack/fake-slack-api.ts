import { createSlackClient, type SlackAccess } from "../../../adapters/slack/client.ts";

export type Call = { readonly method: string; readonly args: Record<string, string> };
type Answer = Record<string, unknown> | ((args: Record<string, string>) => Record<string, unknown> | Response);

export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const member = {
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  deleted: false,
  team_id: "T00FAKE",
};
export const users = {
  U00FAKE: { id: "U00FAKE", ...member },
  U00LEGAL: { id: "U00LEGAL", ...member },
  U00GUEST: { id: "U00GUEST", ...member, is_restricted: true },
  U00BOT: { id: "U00BOT", ...member, is_bot: true },
} as Record<string, Record<string, unknown>>;

/** What a quiet internal workspace answers; a test changes single methods. */
const DEFAULTS: Record<string, Answer> = {
  "conversations.info": ({ channel }) => ({
    channel: channel?.startsWith("D")
      ? { id: channel, is_im: true, user: "U00FAKE" }
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
  "conversations.members": { members: ["U00FAKE", "U00LEGAL", "U00BOT"] },
  "conversations.open": { channel: { id: "D00FAKE" } },
  "conversations.history": { messages: [] },
  "conversations.replies": { messages: [] },
  "users.list": () => ({ members: Object.values(users).filter((user) => user["id"] !== "U00GUEST") }),
  "users.info": ({ user }) =>
    users[user ?? ""] ? { user: users[user ?? ""] } : { ok: false, error: "user_not_found" },
  "files.info": {
    file: {
      id: "F00FAKE",
      name: "ad-7-converter.pdf",
      mimetype: "application/pdf",
      size: 2048,
      shares: { public: { C00FAKE: [{ ts: "1795251600.000100" }] } },
    },
  },
  "chat.postMessage": ({ channel }) => ({ channel, ts: "1795251605.000100" }),
  "chat.postEphemeral": { message_ts: "1795251605.000100" },
  "chat.update": { ts: "1795251605.000100" },
  "views.open": { view: { id: "V00FAKE", hash: "h" } },
  "views.update": { view: { id: "V00FAKE", hash: "i" } },
};

/** A Slack Web API behind `fetch`: tells every call, answers from a table. */
export function createFakeSlack(changes: Record<string, Answer> = {}) {
  const calls: Call[] = [];
  const answers = { ...DEFAULTS, ...changes };
  const call: typeof fetch = async (url, init) => {
    const method = new URL(url instanceof Request ? url.url : url).pathname.split("/").at(-1) ?? "";
    const args = Object.fromEntries(new URLSearchParams(typeof init?.body === "string" ? init.body : ""));
    calls.push({ method, args });
    const answer = answers[method] ?? { ok: false, error: "unknown_method" };
    const given = typeof answer === "function" ? answer(args) : answer;
    if (given instanceof Response) return given;
    return Response.json({ ok: true, ...given });
  };
  const client = createSlackClient({
    token: "xoxb-fake",
    apiUrl: "https://slack.example/api/",
    fetch: call,
    log: silent,
  });
  const access: SlackAccess = {
    installation: async () => ({ botToken: "xoxb-fake", botUserId: "U00BOT", botId: "B00FAKE" }),
    client: async () => client,
  };
  return { calls, access, fetch: call, of: (method: string) => calls.filter((one) => one.method === method) };
}
