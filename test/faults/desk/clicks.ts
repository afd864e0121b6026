import { setTimeout as sleep } from "node:timers/promises";
import { sign } from "../../adapters/slack/signed.ts";
import type { TeamsMessage } from "./fake-teams.ts";
import type { SlackMessage } from "./fake-slack.ts";
import {
  APP_ID,
  channelOf,
  OTHER,
  reviewersOf,
  SECRET,
  slackReviewer,
  TEAMS_TENANT,
  teamsUser,
  type World,
} from "./world.ts";

/** Where the desk listens now. */
type Listening = { readonly base: () => string };
type Node = Record<string, unknown>;
type Button = { readonly verb: string; readonly token: string };
type Post = { readonly path: string; readonly body: string; readonly headers: () => Record<string, string> };

const REASON = "Decided in a storm of clicks, for the test.";
const PAUSE_MS = 400;
let clicks = 0;

/** Every object below a value. */
export function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** Buttons and ticks of an Adaptive Card. */
function readTeams(activity: Node | undefined): {
  readonly buttons: readonly Button[];
  readonly ticks: readonly string[];
} {
  const nodes = nodesOf(activity?.["attachments"]);
  // A form's button opens a dialog: it says its verb among the data that ask for the form.
  const actions = nodes.filter((node) => node["type"] === "Action.Execute" || node["type"] === "Action.Submit");
  const buttons = actions.map((node) => {
    const data = (node["data"] ?? {}) as Node;
    return { verb: String(node["verb"] ?? data["verb"]), token: String(data["token"]) };
  });
  const ticks = nodes.filter((node) => node["type"] === "Input.Toggle").map((node) => String(node["id"]));
  return { buttons, ticks };
}

async function send(supervisor: Listening, post: Post): Promise<void> {
  for (;;) {
    const base = supervisor.base();
    const answer = await fetch(`${base}${post.path}`, {
      method: "POST",
      headers: post.headers(),
      body: post.body,
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.ok) return;
    if (answer && answer.status < 500) throw new Error(`a click was refused: ${answer.status}`);
    await sleep(PAUSE_MS);
  }
}

/** The channels are heard from first: without it the desk does not know how to write there. */
export async function installTeams(world: World, supervisor: Listening, channels: readonly string[]): Promise<void> {
  for (const channel of channels)
    await send(supervisor, teamsPost(world, { type: "conversationUpdate", channel, user: 1, conversation: channel }));
}

type TeamsAct = {
  readonly type: string;
  /** Of an invoke. */
  readonly name?: string;
  readonly channel: string;
  readonly user: number;
  readonly conversation: string;
  readonly replyToId?: string;
  readonly value?: unknown;
};

function teamsPost(world: World, act: TeamsAct): Post {
  const user = teamsUser(act.user);
  const activity = {
    type: act.type,
    ...(act.name === undefined ? {} : { name: act.name }),
    id: `f:click-${(clicks += 1)}`,
    channelId: "msteams",
    serviceUrl: world.teams.serviceUrl,
    from: { id: `29:${user}`, name: "Reviewer", aadObjectId: user },
    recipient: { id: `28:${APP_ID}`, name: "Export Desk" },
    conversation: { id: act.conversation, conversationType: "channel", isGroup: true, tenantId: TEAMS_TENANT },
    channelData: { tenant: { id: TEAMS_TENANT }, channel: { id: act.channel, type: "standard" } },
    ...(act.replyToId === undefined ? {} : { replyToId: act.replyToId }),
    ...(act.value === undefined ? {} : { value: act.value }),
  };
  const headers = () => ({ "content-type": "application/json", authorization: world.teams.bearer() });
  return { path: "/api/messages", body: JSON.stringify(activity), headers };
}

const roleOfPlace = (place: string): string =>
  place === "reviewers-officer" ? "export-control-officer" : place.replace("reviewers-", "");
const PLACES = ["trade-compliance", "legal", "engineering", "security", "officer"].map((name) => `reviewers-${name}`);

/** Two reviewers approve and one of them rejects, all at once, on one card in Teams. False: the card has no buttons. */
export async function stormTeams(world: World, supervisor: Listening, message: TeamsMessage): Promise<boolean> {
  const { channel, conversation, id } = message;
  const { buttons, ticks } = readTeams(world.teams.shown(conversation, id));
  const approve = buttons.find(({ verb }) => verb.startsWith("approve"));
  const reject = buttons.find(({ verb }) => verb === "reject");
  const place = PLACES.find((one) => channelOf(one) === channel);
  if (!approve || !reject || place === undefined) return false;
  const [one = 0, other = 0] = reviewersOf(roleOfPlace(place));
  const ticked = Object.fromEntries(ticks.map((tick) => [tick, "true"]));
  const acts = [
    { user: one, button: approve, inputs: ticked },
    { user: other, button: approve, inputs: ticked },
    { user: other, button: reject, inputs: { text: REASON } },
  ];
  await Promise.all(
    acts.map(({ user, button, inputs }) => {
      const data = { token: button.token, ...inputs };
      const act = { type: "invoke", channel, user, conversation, replyToId: id };
      const sent =
        button === reject
          ? { name: "task/submit", value: { data } }
          : {
              name: "adaptiveCard/action",
              value: { action: { type: "Action.Execute", verb: button.verb, data }, trigger: "manual" },
            };
      return send(supervisor, teamsPost(world, { ...act, ...sent }));
    }),
  );
  return true;
}

/** Two reviewers approve at once on one card in Slack. False: the card has no such button. */
export async function stormSlack(world: World, supervisor: Listening, message: SlackMessage): Promise<boolean> {
  const { channel, ts } = message;
  const nodes = nodesOf(JSON.parse(world.slack.shown(channel, ts)?.["blocks"] ?? "[]"));
  const approve = nodes.find((node) => String(node["action_id"]).startsWith("do:approve"));
  const place = PLACES.find((one) => channel === `C0${one.replace(/[^a-z]/g, "").toUpperCase()}`);
  if (!approve || place === undefined) return false;
  const ticks = nodes.map((node) => String(node["block_id"])).filter((id) => id.startsWith("in:tick"));
  const option = {
    selected_options: [{ text: { type: "plain_text", text: "Yes" }, value: "true" }],
    type: "checkboxes",
  };
  const values = Object.fromEntries(ticks.map((id) => [id, { toggle: option }]));
  await Promise.all(
    reviewersOf(roleOfPlace(place)).map((at) => {
      const payload = {
        type: "block_actions",
        user: { id: slackReviewer(at) },
        api_app_id: "A0FAKE",
        container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: false },
        trigger_id: `trigger-${(clicks += 1)}`,
        team: null,
        enterprise: { id: OTHER.team },
        is_enterprise_install: true,
        channel: { id: channel },
        message: { ts },
        state: { values },
        response_url: "http://127.0.0.1:1/nowhere",
        actions: [{ ...approve, action_ts: "1" }],
      };
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return send(supervisor, { path: "/slack/actions", body, headers: () => slackHeaders(body) });
    }),
  );
  return true;
}

function slackHeaders(body: string): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000);
  return {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": sign(body, seconds, SECRET),
  };
}
