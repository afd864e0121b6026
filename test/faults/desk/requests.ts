import { setTimeout as sleep } from "node:timers/promises";
import { sign } from "../../adapters/slack/signed.ts";
import { pick } from "./seeded.ts";
import { ACME, LOCAL, OTHER, SECRET } from "./world.ts";

/** What a person asked, once; it may reach the desk in several deliveries. */
export type Asked = {
  readonly tenant: string;
  readonly requestKey: string;
  readonly deliveries: readonly Delivery[];
};
export type Delivery = { readonly path: string; readonly body: string; readonly kind: "slack" | "console" };

/** Most go to reviewers as they stand (not covered, barred); the rest asks the requester first. */
const ITEMS = [
  "ten KS-3 kitchen scales to Acme Example No. # SARL in France",
  "a butterfly valve lined with fluoropolymer to Acme Example No. # GmbH in Germany",
  "a kitchen scale to Acme Example No. # Ltd. in Japan",
  "an AD-7, a 14-bit 3 GSPS analog-to-digital converter chip, to Acme Example No. # Co. in Iran",
  "40 samples of the AD-7 converter chip to Acme Example No. # Ltd. in Israel",
  "20 WR-6 Wi-Fi routers to Example Handel No. # AG in Switzerland",
];
const words = (random: () => number, n: number): string =>
  `Can I send ${pick(random, ITEMS).replace("#", String(n))}? The end use is civil.`;

type Slack = { readonly team: string; readonly channel: string; readonly user: string; readonly text: string };

function slackEvent(n: number, type: "message" | "app_mention", from: Slack): Delivery {
  const ts = `${1_795_000_000 + n}.000100`;
  const { team, channel, user, text } = from;
  const direct = channel.startsWith("D");
  const event = { type, user, ts, text, team, channel, event_ts: ts, ...(direct ? { channel_type: "im" } : {}) };
  const org = team.startsWith("E");
  const body = {
    token: "x",
    team_id: org ? `T${team.slice(1)}` : team,
    api_app_id: "A0FAKE",
    event,
    type: "event_callback",
    event_id: `Ev${n}${type === "message" ? "M" : "A"}`,
    event_time: 1_795_000_000 + n,
    authorizations: [
      {
        enterprise_id: org ? team : null,
        team_id: org ? `T${team.slice(1)}` : team,
        user_id: "U0BOT",
        is_bot: true,
        is_enterprise_install: org,
      },
    ],
  };
  return { path: "/slack/events", body: JSON.stringify(body), kind: "slack" };
}

/** A request by message to the desk, by mention, or by mention that Slack tells twice: as a mention and as a message. */
function slackRequest(random: () => number, n: number, tenant: typeof ACME | typeof OTHER): Asked {
  const user = pick(random, tenant.askers);
  const direct = random() < 0.3;
  const channel = direct ? user.replace(/^U/, "D") : tenant.asks;
  const text = `${direct ? "" : "<@U0BOT> "}${words(random, n)}`;
  const from = { team: tenant.team, channel, user, text };
  const twice = !direct && random() < 0.25;
  const kinds = direct
    ? (["message"] as const)
    : twice
      ? (["app_mention", "message"] as const)
      : (["app_mention"] as const);
  return {
    tenant: tenant.id,
    requestKey: `slack:${tenant.team}:${channel}:${1_795_000_000 + n}.000100`,
    deliveries: kinds.map((kind) => slackEvent(n, kind, from)),
  };
}

function consoleRequest(random: () => number, n: number): Asked {
  const id = `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`;
  const body = { id, as: LOCAL.asker, pane: LOCAL.asks, text: words(random, n), files: [] };
  return {
    tenant: LOCAL.id,
    requestKey: `local/${LOCAL.asks}/${id}`,
    deliveries: [{ path: "/desk/messages", body: JSON.stringify(body), kind: "console" }],
  };
}

/** So many requests: most of Acme in Slack, some of the second tenant, some at the web desk where there is one. */
export const makeRequests = (random: () => number, count: number, hasWebDesk = true): readonly Asked[] =>
  Array.from({ length: count }, (_, n) => {
    const where = random();
    if (hasWebDesk && where < 0.08) return consoleRequest(random, n);
    return slackRequest(random, n, where < 0.25 ? OTHER : ACME);
  });

/** The web desk's token is new at each start. */
export async function consoleToken(base: string): Promise<string> {
  const page = await (await fetch(`${base}/`)).text();
  return /name="desk-token" content="([^"]+)"/.exec(page)?.[1] ?? "";
}

async function headersOf(delivery: Delivery, base: string, attempt: number): Promise<Record<string, string>> {
  const json = { "content-type": "application/json" };
  if (delivery.kind === "console") return { ...json, "x-desk-token": await consoleToken(base) };
  const seconds = Math.floor(Date.now() / 1000);
  return {
    ...json,
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": sign(delivery.body, seconds, SECRET),
    ...(attempt > 0 ? { "x-slack-retry-num": String(attempt) } : {}),
  };
}

const PAUSE_MS = 400;

/** Sends once. Returns the status of the answer; throws when nothing answers. */
export async function send(base: string, delivery: Delivery, attempt: number): Promise<number> {
  const headers = await headersOf(delivery, base, attempt);
  const answer = await fetch(`${base}${delivery.path}`, { method: "POST", headers, body: delivery.body });
  await answer.arrayBuffer();
  return answer.status;
}

/** Sends until acknowledged, the same bytes each time, to whichever desk lives then. Returns how often it was sent. */
export async function deliver(supervisor: { readonly base: () => string }, delivery: Delivery): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const status = await send(supervisor.base(), delivery, attempt).catch(() => null);
    if (status !== null && status >= 200 && status < 300) return attempt + 1;
    if (status !== null && status < 500 && status !== 403) throw new Error(`refused: ${status} ${delivery.body}`);
    await sleep(PAUSE_MS);
  }
}
