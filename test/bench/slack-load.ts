import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { commandBody, sign } from "../adapters/slack/signed.ts";
import type { Settings } from "../../bot/config/environment.ts";
import { createSupervisor } from "../faults/desk/supervisor.ts";
import { ACME, openWorld, SECRET } from "../faults/desk/world.ts";

/** Requests a second; a smaller number shows a machine that 200 are too many for. */
export const RATE = Math.max(1, Number(process.env["DESK_BENCH_RATE"] ?? 200));
export const ALONE = 50;
const SOURCES = fileURLToPath(new URL("../..", import.meta.url));

/** A `/classify` of its own, signed as Slack signs it, for now. */
function signedCommand(n: number): { readonly body: string; readonly headers: Record<string, string> } {
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
export type Sent = { readonly status: number; readonly stored: boolean; readonly ms: number };
export type Call = {
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
export async function atRate(base: string, seconds: number, next: (n: number) => Call) {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
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
export async function alone(base: string, next: (n: number) => Call): Promise<readonly Sent[]> {
  const agent = new Agent({ keepAlive: true });
  const sent: Sent[] = [];
  for (let n = 0; n < ALONE; n += 1) sent.push(await send(base, agent, next(n)));
  agent.destroy();
  return sent;
}

/** A `/classify` that nobody has sent, as a call of the desk. */
export const classify = (n: number): Call => ({ method: "POST", path: "/slack/commands", ...signedCommand(n) });
export const times = (sent: readonly Sent[]): readonly number[] => sent.map(({ ms }) => ms);

/** The desk in a process of its own, its database a file, Slack and Teams our fakes. `close` kills it with its backlog. */
export async function startSlackDesk(more: Partial<Settings>): Promise<{
  readonly base: string;
  readonly close: () => Promise<void>;
}> {
  const world = await openWorld(SOURCES);
  const spec = { ...world.spec, settings: { ...world.spec.settings, ...more } };
  try {
    const { base } = await createSupervisor({ ...world, spec }).start(null);
    return { base, close: () => world.close() };
  } catch (error) {
    await world.close();
    throw error;
  }
}
