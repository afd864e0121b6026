import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toTenantId } from "../../../core/ids.ts";
import { inbox } from "../../../db/schema/work.ts";
import { HAS_WORKERD, NEEDS_WORKERD, startEdge } from "../../fakes/edge-worker.ts";
import { startGatedDesk, type GatedDesk } from "../../fakes/gated-desk.ts";
import {
  LEGAL_AAD,
  LEGAL_CHANNEL,
  mentionEvent,
  SECRET,
  settled,
  slackRequest,
  startComposedDesk,
  teamsClick,
  teamsInstalled,
  TRADE_CHANNEL,
  type ComposedDesk,
} from "../../flows/composed-desk.ts";
import { EDGE_SECRET } from "../../adapters/edge/stamped.ts";
import { actionBody, commandBody, fixture, signed } from "../../adapters/slack/signed.ts";

type Edge = Awaited<ReturnType<typeof startEdge>>;
const TEXT = "Can I send a mechanical kitchen scale to Acme Example Ltd. in Japan? The end use is a canteen.";

let flow: ComposedDesk;
let desk: GatedDesk;
let edge: Edge;
let bare: Edge;
let asked = 0;

beforeAll(async () => {
  if (!HAS_WORKERD) return;
  flow = await startComposedDesk({ edgeSecret: EDGE_SECRET });
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL])
    expect((await flow.desk.app.fetch(teamsInstalled(flow, channel))).status).toBe(200);
  desk = await startGatedDesk((request) => flow.desk.app.fetch(request));
  const of = { origin: desk.origin, signingSecret: SECRET, edgeSecret: EDGE_SECRET };
  edge = await startEdge(of);
  bare = await startEdge({ ...of, queue: false });
});
afterAll(async () => {
  await Promise.all([edge?.close(), bare?.close()]);
  await desk?.stop();
  await flow?.stop();
});
beforeEach(async () => {
  if (!HAS_WORKERD) return;
  await desk.become("up");
  desk.arrived.length = 0;
  edge.clearLogs();
});

/** Sends a request to the Worker as the platform would. */
async function through(worker: Edge, request: Request) {
  const answer = await worker.fetch(new URL(request.url).pathname, {
    method: "POST",
    headers: Object.fromEntries(request.headers),
    body: new Uint8Array(await request.arrayBuffer()),
  });
  return { status: answer.status, text: await answer.text() };
}
const bodyOf = async (request: Request) => new Uint8Array(await request.clone().arrayBuffer());

/** A new mention in the channel: its event id, and a fresh copy of the request as often as it is sent. */
function aMention() {
  asked += 1;
  const id = `Ev00EDGE${asked}`;
  const { team, channel } = flow.slack;
  const ts = `17955501${String(asked).padStart(2, "0")}.000100`;
  const body = mentionEvent({ team, channel, user: flow.slack.userId("sales"), ts, text: TEXT, id });
  return { id, request: () => slackRequest("events", body) };
}
const rowsOf = async (key: string) =>
  (await flow.desk.home.database.read.select().from(inbox)).filter((row) => row.deliveryKey === key);
const cases = async () => (await flow.desk.home.stores.for(toTenantId("acme")).cases.list({})).length;
const codes = (worker: Edge) => worker.getLogs().map(({ message }) => (JSON.parse(message) as { event: string }).event);

/** Looks until it holds; the suite's own limit ends a wait that never does. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

describe.skipIf(!HAS_WORKERD)(`the Worker in front of a desk that is up (${NEEDS_WORKERD})`, () => {
  it("passes a signed request on, byte by byte, and the desk opens one case of it", async () => {
    const before = await cases();
    const { id, request } = aMention();
    const sent = request();
    const raw = await bodyOf(sent);
    expect(await through(edge, sent)).toEqual({ status: 200, text: "" });
    const [arrived] = desk.arrived;
    expect([arrived?.path, arrived?.raw]).toEqual(["/slack/events", raw]);
    for (const name of ["x-slack-signature", "x-slack-request-timestamp", "content-type"])
      expect(arrived?.headers.get(name)).toBe(sent.headers.get(name));
    expect((await rowsOf(id)).map(({ via }) => via)).toEqual(["edge"]);
    await settled(flow.desk);
    expect(await cases()).toBe(before + 1);
  });

  it("gives the sender the desk's own answer", async () => {
    const trigger = (id: string) => commandBody({ team_id: flow.slack.team, text: "help", trigger_id: id });
    const direct = await flow.desk.app.fetch(slackRequest("commands", trigger("1.2.direct")));
    const passed = await through(edge, slackRequest("commands", trigger("1.2.edge")));
    expect(passed).toEqual({ status: 200, text: await direct.text() });
    expect(passed.text).toContain("ephemeral");
    const foreign = commandBody({ team_id: "T00NOBODY", text: "help", trigger_id: "1.2.foreign" });
    expect((await through(edge, slackRequest("commands", foreign))).status).toBe(403);
    const challenge = JSON.stringify({ type: "url_verification", challenge: "abc" });
    expect(await through(edge, slackRequest("events", challenge))).toEqual({ status: 200, text: "abc" });
  });

  it.each<readonly [string, number, () => Request]>([
    ["forged", 401, () => slackRequest("events", "{}", "guessed-secret")],
    ["stale", 401, () => signed("events", "{}", { secret: SECRET, at: Math.floor(Date.now() / 1000) - 400 })],
    ["unsigned", 401, () => signed("events", "{}", { signature: null })],
    ["unreadable", 400, () => slackRequest("events", "{")],
    ["too large", 413, () => slackRequest("events", JSON.stringify({ a: "x".repeat(1_100_000) }))],
    ["for Teams without a token", 401, () => withoutToken()],
    ["for nobody", 404, () => new Request("http://127.0.0.1/slack/other", { method: "POST", body: "{}" })],
  ])("%s: %i at the edge, and the desk sees nothing of it", async (_, status, request) => {
    expect(await through(edge, request())).toEqual({ status, text: status === 404 ? "not found" : "" });
    expect(desk.arrived).toEqual([]);
  });
  function withoutToken(): Request {
    const request = teamsInstalled(flow, LEGAL_CHANNEL);
    request.headers.delete("authorization");
    return request;
  }

  it("leaves it to the desk whether a token is Microsoft's", async () => {
    const installed = teamsInstalled(flow, LEGAL_CHANNEL);
    const { id } = (await installed.clone().json()) as { readonly id: string };
    expect((await through(edge, installed)).status).toBe(200);
    const guessed = teamsInstalled(flow, LEGAL_CHANNEL);
    guessed.headers.set("authorization", "Bearer eyJhbGciOiJub25lIn0.e30.AA");
    expect((await through(edge, guessed)).status).toBe(401);
    expect(desk.arrived.map(({ path }) => path)).toEqual(["/api/messages", "/api/messages"]);
    expect((await rowsOf(`${LEGAL_CHANNEL}\n${id}`)).map(({ via }) => via)).toEqual(["edge"]);
  });

  it("cannot be spoken for: what it forwarded counts once, and not with another time", async () => {
    const { id, request } = aMention();
    await through(edge, request());
    const [arrived] = desk.arrived;
    const again = (changes: Record<string, string>) => {
      const headers = new Headers(arrived?.headers);
      for (const [name, value] of Object.entries(changes)) headers.set(name, value);
      const raw = new Uint8Array(arrived?.raw ?? []);
      return flow.desk.app.fetch(new Request(`${desk.origin}/slack/events`, { method: "POST", headers, body: raw }));
    };
    expect((await again({})).status).toBe(200);
    expect(await rowsOf(id)).toHaveLength(1);
    expect((await again({ "x-desk-received": String(Date.now() - 86_400_000) })).status).toBe(401);
    expect((await again({ "x-desk-edge": `t=${Date.now()},v1=${"0".repeat(64)}` })).status).toBe(401);
  });
});

describe.skipIf(!HAS_WORKERD)(`the Worker in front of a desk that is slow or down (${NEEDS_WORKERD})`, () => {
  it("slow: what can wait is acknowledged from the queue, forwarded again, and is one delivery and one case", async () => {
    await settled(flow.desk);
    const before = await cases();
    await desk.become("slow");
    const { id, request } = aMention();
    expect(await through(edge, request())).toEqual({ status: 200, text: "" });
    expect(codes(edge)).toContain("edge-queued");
    await desk.become("up");
    await until(() => desk.arrived.length > 1);
    const [first, second] = desk.arrived;
    expect(second?.raw).toEqual(first?.raw);
    expect(second?.headers.get("x-desk-received")).toBe(first?.headers.get("x-desk-received"));
    expect(second?.headers.get("x-desk-edge")).not.toBe(first?.headers.get("x-desk-edge"));
    await settled(flow.desk);
    expect(await rowsOf(id)).toHaveLength(1);
    expect(await cases()).toBe(before + 1);
  });

  it("down: what can wait is acknowledged from the queue and delivered once when the desk is back", async () => {
    await settled(flow.desk);
    const before = await cases();
    await desk.become("down");
    const { id, request } = aMention();
    expect(await through(edge, request())).toEqual({ status: 200, text: "" });
    // Slack repeats nothing that was acknowledged; a repetition would be the same delivery.
    expect(await through(edge, request())).toEqual({ status: 200, text: "" });
    await until(() => codes(edge).includes("edge-not-delivered"));
    expect(await rowsOf(id)).toEqual([]);
    await desk.become("up");
    await until(() => desk.arrived.length > 1);
    await settled(flow.desk);
    expect((await rowsOf(id)).map(({ via }) => via)).toEqual(["edge"]);
    expect(await cases()).toBe(before + 1);
  });

  it("down: what needs its answer in the reply is never acknowledged, queue or not", async () => {
    await desk.become("down");
    const form = { ...fixture("view-submission"), team: { id: flow.slack.team } };
    const answer = await through(edge, slackRequest("actions", actionBody(form)));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ response_action: "errors" });
    const click = { verb: "approve", data: {}, aad: LEGAL_AAD, channel: LEGAL_CHANNEL };
    const told = await through(edge, teamsClick(flow, click));
    expect([told.status, told.text]).toEqual([200, expect.stringContaining("Not received, please try again")]);
    expect((await through(edge, teamsInstalled(flow, LEGAL_CHANNEL))).status).toBe(503);
    expect(codes(edge)).toEqual(["edge-not-received", "edge-not-received", "edge-not-received"]);
  });

  it("down without a queue: an event is Slack's to send again, a person is asked to try again", async () => {
    await desk.become("down");
    const { id, request } = aMention();
    expect((await through(bare, request())).status).toBe(503);
    const command = commandBody({ team_id: flow.slack.team, trigger_id: "1.2.down" });
    const answer = await through(bare, slackRequest("commands", command));
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("Not received, please try again")]);
    await desk.become("up");
    expect((await through(bare, request())).status).toBe(200);
    expect((await rowsOf(id)).map(({ via }) => via)).toEqual(["edge"]);
  });
});
