import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { commandBody, sign } from "../adapters/slack/signed.ts";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import { createSupervisor } from "../faults/desk/supervisor.ts";
import { ACME, openWorld, SECRET } from "../faults/desk/world.ts";
import { quantile, type Figure, type Row } from "./figure.ts";

/** Requests a second; a smaller number shows a machine that 200 are too many for. */
const RATE = Math.max(1, Number(process.env["DESK_BENCH_RATE"] ?? 200));
const ALONE = 50;
const SECONDS = 10;
const SOURCES = fileURLToPath(new URL("../..", import.meta.url));

/** A `/classify` of its own, signed as Slack signs it, for now. */
function command(n: number): { readonly body: string; readonly headers: Record<string, string> } {
  const body = commandBody({
    team_id: ACME.team,
    channel_id: ACME.asks,
    user_id: ACME.askers[n % ACME.askers.length] ?? "",
    text: `Can I send ten KS-3 kitchen scales to Acme Example No. ${n} SARL in France? The end use is civil.`,
    trigger_id: `1.2.bench${n}`,
  });
  const seconds = Math.floor(Date.now() / 1000);
  return {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(seconds),
      "x-slack-signature": sign(body, seconds, SECRET),
    },
  };
}

/** `stored`: the answer is the empty one; words in it would say that the request was not received. */
type Sent = { readonly status: number; readonly stored: boolean; readonly ms: number };
type Call = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
};

/** Sends one and reads the whole answer; a broken connection is status 0. */
function send(base: string, agent: Agent, call: Call): Promise<Sent> {
  const before = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, stored: boolean): void => resolve({ status, stored, ms: performance.now() - before });
    const { method, headers = {} } = call;
    const sending = request(`${base}${call.path}`, { agent, method, headers }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => void (bytes += part.length));
      answer.on("end", () => done(answer.statusCode ?? 0, bytes === 0)).on("error", () => done(0, false));
    });
    sending.on("error", () => done(0, false)).end(call.body);
  });
}

/** So many a second at even distances, whether or not the earlier ones were answered. */
async function atRate(base: string, seconds: number, next: (n: number) => Call) {
  const agent = new Agent({ keepAlive: true, maxSockets: RATE });
  const begun = performance.now();
  const sending: Promise<Sent>[] = [];
  for (let n = 0; n < RATE * seconds; n += 1) {
    const wait = begun + (n * 1000) / RATE - performance.now();
    if (wait > 0) await sleep(wait);
    sending.push(send(base, agent, next(n)));
  }
  const sent = await Promise.all(sending);
  agent.destroy();
  return { sent, perSecond: sent.length / ((performance.now() - begun) / 1000) };
}

/** One after the other: nobody else asks. */
async function alone(base: string, next: (n: number) => Call): Promise<readonly Sent[]> {
  const agent = new Agent({ keepAlive: true });
  const sent: Sent[] = [];
  for (let n = 0; n < ALONE; n += 1) sent.push(await send(base, agent, next(n)));
  agent.destroy();
  return sent;
}

/** The desk in a process of its own, its database a file, Slack and Teams our fakes. */
async function measure(redisUrl: string | null) {
  const world = await openWorld(SOURCES);
  try {
    const { settings } = world.spec;
    const spec = { ...world.spec, settings: { ...settings, ...(redisUrl === null ? {} : { redisUrl }) } };
    const { base } = await createSupervisor({ ...world, spec }).start(null);
    const classify = (n: number): Call => ({ method: "POST", path: "/slack/commands", ...command(n) });
    const bare = await atRate(base, 2, () => ({ method: "GET", path: "/healthz" }));
    await alone(base, (n) => classify(1_000_000 + n));
    const quiet = await alone(base, (n) => classify(2_000_000 + n));
    const acks = await atRate(base, SECONDS, classify);
    return { bare, quiet, acks };
  } finally {
    // It has a backlog of cases by now, which nobody waits for.
    await world.close();
  }
}

type Measured = Awaited<ReturnType<typeof measure>>;
const times = (sent: readonly Sent[]): readonly number[] => sent.map(({ ms }) => ms);

function rowsOf(how: string, { quiet, acks }: Measured): readonly Row[] {
  const kept = acks.sent.filter(({ status, stored }) => status === 200 && stored).length;
  const told = acks.sent.filter(({ status, stored }) => status === 200 && !stored).length;
  const said = `${kept} stored, ${told} told to try again, ${acks.sent.length - kept - told} failed`;
  return [
    { what: `one at a time, work ${how}`, ms: times(quiet) },
    { what: `${RATE} a second, work ${how}`, ms: times(acks.sent), rate: acks.perSecond, more: said },
  ];
}

export const ack: Figure = {
  name: "ack",
  what: `signed /classify over HTTP, stored before it is acknowledged, one at a time and ${RATE}/s for ${SECONDS} s while the cases are worked off (DESK_BENCH_RATE)`,
  async run() {
    const here = await measure(null);
    const rows: Row[] = [
      { what: `GET /healthz, ${RATE} a second`, ms: times(here.bare.sent) },
      ...rowsOf("in process", here),
      {
        what: "ratio of medians, ack / healthz",
        ratio: quantile(times(here.acks.sent), 0.5) / quantile(times(here.bare.sent), 0.5),
      },
    ];
    if (!HAS_REDIS) return [...rows, { what: "work through Redis", more: `not measured: ${NEEDS_REDIS}` }];
    const redis = await startRedis();
    try {
      const there = await measure(redis.url);
      const medians = (of: Measured) => quantile(times(of.acks.sent), 0.5);
      return [
        ...rows,
        ...rowsOf("through Redis", there),
        { what: "ratio of medians, Redis / in process", ratio: medians(there) / medians(here) },
      ];
    } finally {
      await redis.stop();
    }
  },
};
