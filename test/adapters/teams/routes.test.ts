import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { messageAnswer, openAnswer, type InvokeAnswer } from "../../../adapters/teams/invoke-answer.ts";
import { createTeamsPort } from "../../../adapters/teams/port.ts";
import { createTeamsRoutes, type TeamsRouteDeps } from "../../../adapters/teams/routes.ts";
import { onHosts, onLoopback, TEAMS_SERVICE_HOSTS } from "../../../adapters/teams/service-urls.ts";
import { LOCAL_TEAMS } from "../../../adapters/teams/settings.ts";
import { toTenantId } from "../../../core/ids.ts";
import { createFakeInbox, type FakeInbox } from "./fake-inbox.ts";
import { APP_ID, OTHER_TENANT, signToken, startFakeMicrosoft, TENANT, type FakeMicrosoft } from "./fake-microsoft.ts";
import { aClick, aMessage } from "./sample-activities.ts";

let microsoft: FakeMicrosoft;
beforeAll(async () => {
  microsoft = await startFakeMicrosoft();
});
afterAll(() => microsoft.stop());
afterEach(() => vi.useRealTimers());

type Made = { readonly inbox: FakeInbox; readonly kicked: () => number; readonly logged: string[] };
const quietLog = (logged: string[]) => ({
  warn: (event: string, fields?: object) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`),
  error: (event: string, fields?: object) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`),
});

function aDesk(changes: Partial<TeamsRouteDeps> = {}, inbox = createFakeInbox()) {
  const logged: string[] = [];
  let kicks = 0;
  const routes = createTeamsRoutes({
    port: createTeamsPort(microsoft.settings(), { fetch, now: Date.now }),
    inbox,
    tenantOf: async (installation) => (installation === TENANT ? toTenantId("acme") : null),
    serviceUrls: onLoopback,
    runNow: async () => messageAnswer("done"),
    kick: () => (kicks += 1),
    now: Date.now,
    log: quietLog(logged),
    local: null,
    ...changes,
  });
  const made: Made = { inbox, kicked: () => kicks, logged };
  const send = (activity: unknown, headers: Record<string, string> = {}) =>
    routes.request("/api/messages", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof activity === "string" ? activity : JSON.stringify(activity),
    });
  return { ...made, send };
}

const here = (changes: object = {}) => aMessage({ serviceUrl: microsoft.serviceUrl, ...changes });
const withToken = () => ({ authorization: microsoft.bearer() });

describe("a request must be proved to come from Teams (JWT on, against a loopback identity service)", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const token = (claims: object, header: object = {}, key = microsoft.keys.good) =>
    `Bearer ${signToken(microsoft.claims({ ...claims }), key, { ...header })}`;

  it("a good token is accepted, the activity stored, the dispatcher told", async () => {
    const desk = aDesk();
    const answer = await desk.send(here(), withToken());
    expect([answer.status, desk.inbox.rows.length, desk.kicked()]).toEqual([200, 1, 1]);
  });

  it.each<readonly [string, () => string]>([
    ["no token", () => ""],
    ["expired beyond the five minutes of tolerance", () => token({ exp: now() - 301, nbf: now() - 7200 })],
    ["not valid yet", () => token({ nbf: now() + 3600 })],
    ["for another app", () => token({ aud: "00000000-0000-4000-8000-00000000dead" })],
    ["of another issuer", () => token({ iss: "https://issuer.example" })],
    ["with another serviceurl", () => token({ serviceurl: "http://127.0.0.1:1/teams/" })],
    ["without a serviceurl", () => token({ serviceurl: undefined })],
    ["signed with another key", () => token({}, {}, microsoft.keys.other)],
    ["naming an unknown key", () => token({}, { kid: "nobody" })],
    ["signed with nothing (alg none)", () => `Bearer ${signToken(microsoft.claims(), null)}`],
    ["under a key that is not endorsed for Teams", () => token({}, { kid: "webchat" })],
    ["garbage", () => "Bearer not.a.token"],
    ["another scheme", () => token({}).replace("Bearer", "Basic")],
    ["HS256 with our public data", () => token({}, { alg: "HS256" })],
    [
      "from the emulator's issuer",
      () => token({ iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver: "1.0", appid: APP_ID }),
    ],
  ])("%s: 401, nothing stored", async (_, bearer) => {
    const desk = aDesk();
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    const header = bearer();
    const answer = await desk.send(here(), header ? { authorization: header } : {});
    expect([answer.status, await answer.text(), desk.inbox.rows.length]).toEqual([401, "", 0]);
    expect(desk.logged.join()).toContain('"code":"unauthorised"');
    printed.mockRestore();
  });

  it("expired within the tolerance is still accepted", async () => {
    const answer = await aDesk().send(here(), { authorization: token({ exp: now() - 240, nbf: now() - 7200 }) });
    expect(answer.status).toBe(200);
  });

  it("the claims are stored, the token is not", async () => {
    const desk = aDesk();
    await desk.send(here(), withToken());
    const row = desk.inbox.rows[0];
    expect(JSON.stringify(row?.delivery.claims)).toContain(APP_ID);
    expect(JSON.stringify(row) + new TextDecoder().decode(row?.delivery.raw)).not.toContain(
      microsoft.bearer().slice(7, 60),
    );
  });
});

describe("what botbuilder does not check, the desk does", () => {
  it("another tenant is refused, however good its token", async () => {
    const desk = aDesk();
    const foreign = here({
      conversation: { id: "a:chat", tenantId: OTHER_TENANT },
      channelData: { tenant: { id: OTHER_TENANT } },
    });
    expect([(await desk.send(foreign, withToken())).status, desk.inbox.rows.length]).toEqual([403, 0]);
  });

  it.each<readonly [string, object]>([
    ["names two tenants", { channelData: { tenant: { id: OTHER_TENANT } } }],
    ["names no tenant", { conversation: { id: "a:chat" }, channelData: {} }],
  ])("an activity that %s is refused", async (_, changes) => {
    expect((await aDesk().send(here(changes), withToken())).status).toBe(403);
  });

  it("a service address outside Teams is refused, so that no answer goes there", async () => {
    const desk = aDesk({ serviceUrls: onHosts(TEAMS_SERVICE_HOSTS) });
    expect([(await desk.send(here(), withToken())).status, desk.inbox.rows.length]).toEqual([403, 0]);
  });

  it("the same activity twice is one delivery, a hundred times at once too", async () => {
    const desk = aDesk();
    const answers = await Promise.all(Array.from({ length: 100 }, async () => desk.send(here(), withToken())));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect([desk.inbox.rows.length, desk.kicked()]).toEqual([1, 1]);
  });

  it("two edits of one message are two deliveries, one edit twice is one", async () => {
    const desk = aDesk();
    const edit = (timestamp: string) => here({ type: "messageUpdate", timestamp });
    for (const activity of [
      here(),
      edit("2026-11-24T09:13:00Z"),
      edit("2026-11-24T09:14:00Z"),
      edit("2026-11-24T09:14:00Z"),
    ])
      await desk.send(activity, withToken());
    expect(desk.inbox.rows.map((row) => row.delivery.kind)).toEqual(["message", "edit", "edit"]);
  });

  it.each<readonly [string, unknown, number]>([
    ["no JSON", "{", 400],
    ["no activity", "[]", 400],
    ["no activity id", { ...aMessage(), id: undefined }, 400],
    ["no serviceUrl", { ...aMessage(), serviceUrl: undefined }, 400],
    ["another channel", { ...aMessage(), channelId: "emulator" }, 400],
    ["more than 256 KB", { ...aMessage(), text: "x".repeat(257 * 1024) }, 413],
    ["an invoke the desk has no use for", { ...aMessage(), type: "invoke", name: "fileConsent/invoke" }, 501],
  ])("%s is refused and nothing stored", async (_, activity, status) => {
    const desk = aDesk();
    const sent =
      typeof activity === "string"
        ? activity
        : {
            ...(activity as object),
            ...("serviceUrl" in (activity as object) && (activity as { serviceUrl?: string }).serviceUrl
              ? { serviceUrl: microsoft.serviceUrl }
              : {}),
          };
    expect([(await desk.send(sent, withToken())).status, desk.inbox.rows.length]).toEqual([status, 0]);
  });
});

describe("a click is answered inside the reply", () => {
  const click = () => aClick({ token: "t.m" }, { serviceUrl: microsoft.serviceUrl });

  it("with what the desk made of it; a redelivery gets the same bytes and runs nothing", async () => {
    let runs = 0;
    const desk = aDesk({ runNow: async () => messageAnswer(`run ${(runs += 1)}`) });
    const first = await (await desk.send(click(), withToken())).text();
    const second = await (await desk.send(click(), withToken())).text();
    expect(JSON.parse(first)).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "run 1",
    });
    expect([second, runs, desk.kicked()]).toEqual([first, 1, 0]);
  });

  it("past the budget the person gets a standing answer while the work goes on", async () => {
    let finish: (answer: InvokeAnswer) => void = () => {};
    const running = new Promise<InvokeAnswer>((resolve) => (finish = resolve));
    const desk = aDesk({ runNow: () => running, budget: { insert: 800, total: 30 } });
    const answer = openAnswer(await (await desk.send(click(), withToken())).json());
    expect(JSON.stringify(answer)).toContain("takes a moment");
    finish(messageAnswer("done"));
    expect(desk.inbox.rows[0]?.answer).toEqual(answer);
  });

  it("a click that failed gets the standing answer, and the reason goes to the log", async () => {
    const desk = aDesk({ runNow: () => Promise.reject(new RangeError("broken")) });
    expect(JSON.stringify(openAnswer(await (await desk.send(click(), withToken())).json()))).toContain(
      "takes a moment",
    );
    expect(desk.logged.join()).toContain("RangeError");
  });

  it("what could not be stored in time is not acknowledged: 503 for messages, words for a click", async () => {
    const never = () => new Promise<void>(() => {});
    const budget = { insert: 20, total: 40 };
    expect((await aDesk({ budget }, createFakeInbox(never)).send(here(), withToken())).status).toBe(503);
    const answer = await aDesk({ budget }, createFakeInbox(never)).send(click(), withToken());
    expect(JSON.stringify(openAnswer(await answer.json()))).toContain("Not received");
  });

  it("a store that fails is 503, never 200", async () => {
    const broken = createFakeInbox(() => Promise.reject(new Error("disk full")));
    expect((await aDesk({}, broken).send(here(), withToken())).status).toBe(503);
  });
});

describe("the unauthenticated local client", () => {
  const local = () =>
    aDesk({
      port: createTeamsPort(LOCAL_TEAMS, { fetch, now: Date.now }),
      local: { port: () => 3978 },
      tenantOf: async (installation) => (installation === "local" ? toTenantId("local") : null),
    });
  const OWN = { host: "127.0.0.1:3978" };

  it("acts in tenant local, whatever tenant its activities name", async () => {
    const desk = local();
    expect((await desk.send(here(), OWN)).status).toBe(200);
    expect(desk.inbox.rows[0]?.delivery).toMatchObject({
      tenant: "local",
      installation: "local",
      claims: { by: "local" },
    });
  });

  it.each<readonly [string, Record<string, string>, number]>([
    ["localhost", { host: "localhost:3978" }, 200],
    ["our own page", { ...OWN, origin: "http://127.0.0.1:3978" }, 200],
    ["another host name (DNS rebinding)", { host: "desk.example:3978" }, 403],
    ["another port", { host: "127.0.0.1:3979" }, 403],
    ["a forwarded request (a tunnel)", { ...OWN, "x-forwarded-for": "203.0.113.5" }, 403],
    ["a Forwarded header", { ...OWN, forwarded: "for=203.0.113.5" }, 403],
    ["a page of another site", { ...OWN, origin: "https://site.example" }, 403],
    ["a page without an origin", { ...OWN, origin: "null" }, 403],
    ["a plain form", { ...OWN, "content-type": "text/plain" }, 415],
  ])("%s", async (_, headers, status) => {
    const desk = local();
    expect([(await desk.send(here(), headers)).status, desk.inbox.rows.length]).toEqual([
      status,
      status === 200 ? 1 : 0,
    ]);
  });

  it("answers to this machine only", async () => {
    expect((await local().send(aMessage(), OWN)).status).toBe(403);
  });
});
