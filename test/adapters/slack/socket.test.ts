import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AcceptDeps } from "../../../adapters/slack/accept.ts";
import { createSlackRoutes } from "../../../adapters/slack/routes.ts";
import { createSlackSocket, type SlackSocket } from "../../../adapters/slack/socket.ts";
import { isFitForSdk, openSocketEnvelope } from "../../../adapters/slack/socket-envelope.ts";
import { parseStored } from "../../../adapters/slack/body.ts";
import { attachSocketLink, type SocketLink } from "../../fakes/socket-link.ts";
import { silent } from "./fake-slack-api.ts";
import { createMemoryInbox, TENANT } from "./memory-inbox.ts";
import { eventBody, fixture, NOW, SECRET, signed } from "./signed.ts";

const ANSWER = { type: "application/json", body: '{"response_action":"clear"}' } as const;
let server: Server;
let link: SocketLink;
let socket: SlackSocket | null = null;

beforeEach(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(link.open(request.headers.authorization)));
  });
  link = attachSocketLink(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await socket?.stop();
  link.drop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function until(what: () => boolean): Promise<void> {
  for (let look = 0; look < 400 && !what(); look += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}

function open(changes: Partial<AcceptDeps> & { readonly appToken?: string; readonly hello?: number } = {}) {
  const { appToken, hello, ...more } = changes;
  const inbox = createMemoryInbox();
  const seen = { kicks: 0, runs: 0 };
  const deps: AcceptDeps = {
    inbox,
    tenantOf: async (installation) => (installation === "T00FAKE" ? TENANT : null),
    runNow: async () => (seen.runs++, ANSWER),
    kick: () => void seen.kicks++,
    now: Date.now,
    log: silent,
    ...more,
  };
  const made = createSlackSocket({
    ...deps,
    appToken: appToken ?? "xapp-1-fake",
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    waits: { first: 5, most: 40, hello: hello ?? 4000 },
  });
  socket = made;
  made.start();
  return { inbox, seen, deps, socket: made };
}
const connected = (made: SlackSocket) => until(() => made.state().state === "connected");

describe("a delivery over the socket", () => {
  it("is stored as it would have come by HTTP, marked as the socket's, and then acknowledged", async () => {
    const { inbox, seen, socket: made } = open();
    await connected(made);
    const ack = await link.ackOf(link.send("events_api", fixture("app-mention"), { retry_attempt: 1 }));
    expect(ack?.payload).toEqual({});
    const [row] = [...inbox.rows.values()];
    expect(row?.delivery).toMatchObject({
      deliveryKey: fixture("app-mention")["event_id"],
      via: "socket",
      mode: "later",
      claims: { surface: "events", retry: 1 },
    });
    expect(row && parseStored(row.delivery)).toEqual(fixture("app-mention"));
    expect(seen.kicks).toBe(1);
  });

  it("of a form gets the form's answer in the acknowledgement, and again the same one", async () => {
    const { seen, socket: made } = open();
    await connected(made);
    const form = fixture("view-submission-request");
    const first = await link.ackOf(link.send("interactive", form));
    const again = await link.ackOf(link.send("interactive", form));
    expect([first?.payload, again?.payload]).toEqual([{ response_action: "clear" }, { response_action: "clear" }]);
    expect(seen.runs).toBe(1);
  });

  it("of a command is read from the stored row like one by HTTP", async () => {
    const { inbox, socket: made } = open();
    await connected(made);
    expect(await link.ackOf(link.send("slash_commands", fixture("command")))).not.toBeNull();
    const [row] = [...inbox.rows.values()];
    expect(row && parseStored(row.delivery)).toEqual(fixture("command"));
  });

  it("that came over HTTP too is one row, whichever way is first", async () => {
    const { inbox, deps, socket: made } = open();
    await connected(made);
    const routes = createSlackRoutes({ ...deps, now: () => NOW, signingSecrets: [SECRET] });
    expect((await routes.request(signed("events", eventBody("app-mention")))).status).toBe(200);
    expect(await link.ackOf(link.send("events_api", fixture("app-mention")))).not.toBeNull();
    expect(await link.ackOf(link.send("events_api", fixture("message-direct")))).not.toBeNull();
    expect((await routes.request(signed("events", eventBody("message-direct")))).status).toBe(200);
    expect([...inbox.rows.values()].map((row) => row.delivery.via)).toEqual(["http", "socket"]);
  });

  it("without a key of its own has the envelope's", async () => {
    const { event_id: _, ...body } = fixture("app-mention");
    const opened = await openSocketEnvelope("events_api", "e-1", body);
    expect(opened?.delivery.key).toBe("envelope:e-1");
  });

  it("that cannot be stored is not acknowledged; a command is told so instead", async () => {
    const broken = { ...createMemoryInbox(), insert: () => Promise.reject(new Error("disk full")) };
    const { socket: made } = open({ inbox: broken });
    await connected(made);
    const event = link.send("events_api", fixture("app-mention"));
    const command = await link.ackOf(link.send("slash_commands", fixture("command")));
    expect(command?.payload).toMatchObject({ text: "Not received, please try again." });
    expect(link.acks.map((ack) => ack.envelope_id)).not.toContain(event);
  });

  it("of a workspace nobody installed the desk in, or of no known kind, is neither stored nor acknowledged", async () => {
    const { inbox, socket: made } = open();
    await connected(made);
    link.send("events_api", { ...fixture("app-mention"), team_id: "T00OTHER", authorizations: [] });
    link.send("options", { anything: true });
    link.sendText("not json");
    link.sendText(JSON.stringify({ type: "events_api", envelope_id: "e-1", payload: {} }));
    link.sendText(
      JSON.stringify({ type: "events_api", envelope_id: "e-2", payload: { event: { type: "disconnected" } } }),
    );
    // What comes after is still heard: nothing of it broke the connection or the process.
    const last = link.send("events_api", fixture("message-direct"));
    expect(await link.ackOf(last)).not.toBeNull();
    expect(link.acks.map((ack) => ack.envelope_id)).toEqual([last]);
    expect(inbox.rows.size).toBe(1);
    expect(made.state().state).toBe("connected");
  });

  it.each([
    ['{"type":"hello"}', true],
    ['{"type":"disconnect","reason":"warning"}', true],
    ['{"type":"interactive","envelope_id":"e","payload":{}}', true],
    ['{"type":"events_api","envelope_id":"e","payload":{"event":{"type":"message"}}}', true],
    ['{"type":"events_api","envelope_id":"e","payload":{"event":{"type":"close"}}}', false],
    ['{"type":"events_api","envelope_id":"e"}', false],
    ['{"type":"events_api","payload":{"event":{"type":"message"}}}', false],
    ['{"type":"toString","envelope_id":"e"}', false],
    ["[]", false],
    ["", false],
  ])("%s given to the SDK: %s", (text, fit) => {
    expect(isFitForSdk(text)).toBe(fit);
  });
});

describe("the connection", () => {
  it("that breaks is lost, is made again, and what comes then is heard", async () => {
    const { socket: made } = open();
    await connected(made);
    link.link.refuse = "internal_error";
    link.drop();
    await until(() => made.state().state === "lost");
    await until(() => {
      const state = made.state();
      return state.state === "lost" && state.code === "internal_error";
    });
    link.link.refuse = null;
    await connected(made);
    expect(await link.ackOf(link.send("events_api", fixture("app-mention")))).not.toBeNull();
  });

  it("that Slack renews is made again", async () => {
    const { socket: made } = open();
    await connected(made);
    link.sendText(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    await until(() => link.link.opened === 2);
    await connected(made);
    expect(await link.ackOf(link.send("events_api", fixture("app-mention")))).not.toBeNull();
  });

  it.each(["invalid_auth", "token_revoked"])(
    "that Slack refuses (%s) is a state of its own, and mends itself",
    async (code) => {
      link.link.refuse = code;
      const { socket: made } = open();
      await until(() => made.state().state === "refused");
      expect(made.state()).toMatchObject({ code });
      link.link.refuse = null;
      await connected(made);
    },
  );

  it("without a hello is given up and made again", async () => {
    link.link.hello = false;
    const { socket: made } = open({ hello: 60 });
    await until(() => made.state().state === "lost");
    link.link.hello = true;
    await connected(made);
    expect(link.link.opened).toBeGreaterThan(1);
  });

  it("that was stopped stays closed", async () => {
    const { socket: made } = open();
    await connected(made);
    await made.stop();
    await until(() => link.live.size === 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([link.link.opened, link.live.size]).toEqual([1, 0]);
  });
});
