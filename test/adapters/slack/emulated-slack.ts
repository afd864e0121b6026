import { createEmulator } from "emulate";
import { createSlackClient, type SlackAccess } from "../../../adapters/slack/client.ts";
import { at, listAt, textAt } from "../../../adapters/slack/payload.ts";
import { silent } from "./fake-slack-api.ts";

const BOT = "xoxb-desk";
const SALES = "xoxp-sales";

/** What real Slack says of every user and channel and the emulator leaves out; without it, everything is "unknown". */
function completed(body: object): object {
  const user = (one: object) => ({ is_restricted: false, is_ultra_restricted: false, ...one });
  const found: { user?: unknown; channel?: unknown } = body;
  return {
    ...body,
    ...(at(body, "user", "id") === undefined ? {} : { user: user(found.user as object) }),
    ...(listAt(body, "members").some((one) => typeof one === "object")
      ? { members: listAt(body, "members").map((one) => user(one as object)) }
      : {}),
    ...(at(body, "channel", "is_channel") === undefined
      ? {}
      : { channel: { is_ext_shared: false, is_pending_ext_shared: false, ...(found.channel as object) } }),
  };
}

export type Sent = { readonly method: string; readonly status: number };

/**
 * The Slack of the `emulate` package (0.12.2 exactly), on a free port of this machine: team T000000001, one channel,
 * a person and the desk as a bot in it. `fail` makes the next call of a method fail on its way back.
 */
export async function startEmulatedSlack() {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Acme Example" },
        users: [{ name: "sales" }],
        channels: [{ name: "legal" }],
        oauth_apps: [{ client_id: "1.2", client_secret: "s", name: "desk", redirect_uris: [], app_id: "A00FAKE" }],
        tokens: [
          { token: BOT, user: "desk", scopes: [], app_id: "A00FAKE" },
          { token: SALES, user: "sales", scopes: [] },
        ],
      },
    },
  });
  const apiUrl = `${emulator.url}/api/`;
  const failing = new Set<string>();
  const sent: Sent[] = [];
  const through: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const response = await fetch(url, init);
    const method = url.pathname.split("/").at(-1) ?? "";
    sent.push({ method, status: response.status });
    if (failing.delete(method)) throw new TypeError("socket hang up");
    if (!response.headers.get("content-type")?.includes("json")) return response;
    return Response.json(completed((await response.json()) as object), {
      status: response.status,
      headers: response.headers.has("retry-after") ? { "retry-after": "1" } : {},
    });
  };
  const call = async (method: string, args: Record<string, string> = {}, token = SALES): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" };
    return (
      await fetch(`${apiUrl}${method}`, { method: "POST", headers, body: new URLSearchParams(args).toString() })
    ).json();
  };
  const channels = await call("conversations.list");
  const channel =
    textAt(
      listAt(channels, "channels").find((one) => at(one, "name") === "legal"),
      "id",
    ) ?? "";
  await call("conversations.join", { channel }, BOT);
  const idOf = async (token: string): Promise<string> => textAt(await call("auth.test", {}, token), "user_id") ?? "";
  const [botUserId, salesUserId] = [await idOf(BOT), await idOf(SALES)];
  const client = createSlackClient({ token: BOT, apiUrl, fetch: through, log: silent });
  const access: SlackAccess = {
    installation: async () => ({ botToken: BOT, botUserId, botId: null }),
    client: async () => client,
  };
  return {
    apiUrl,
    access,
    fetch: through,
    call,
    sent,
    team: "T000000001",
    channel,
    botUserId,
    salesUserId,
    fail: (method: string) => void failing.add(method),
    close: () => emulator.close(),
  };
}

/** Shares a file as the person, the way Slack's clients upload. Gives its id and the message it stands in. */
export async function shareFile(
  slack: Awaited<ReturnType<typeof startEmulatedSlack>>,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const ticket = await slack.call("files.getUploadURLExternal", { filename: name, length: String(bytes.byteLength) });
  await fetch(textAt(ticket, "upload_url") ?? "", { method: "POST", body: new Uint8Array(bytes) });
  const id = textAt(ticket, "file_id") ?? "";
  await slack.call("files.completeUploadExternal", {
    files: JSON.stringify([{ id, title: name }]),
    channel_id: slack.channel,
  });
  return id;
}
