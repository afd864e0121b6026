import { describe, expect, it } from "vitest";
import { BODY_MAX_BYTES } from "../../../adapters/slack/body.ts";
import { createSlackRoutes, type SlackRouteDeps } from "../../../adapters/slack/routes.ts";
import type { Inbox } from "../../../core/ports/inbox.ts";
import { createMemoryInbox, TENANT } from "./memory-inbox.ts";
import { actionBody, commandBody, eventBody, fixture, NOW, put, SECRET, signed } from "./signed.ts";

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const ANSWER = { type: "application/json", body: '{"response_action":"clear"}' } as const;

function setUp(changes: Partial<SlackRouteDeps> = {}) {
  const inbox = createMemoryInbox();
  const seen = { kicks: 0, runs: 0, told: [] as string[], codes: [] as string[] };
  const log = (_: string, fields: { readonly code?: string } = {}) => void seen.codes.push(fields.code ?? "");
  const routes = createSlackRoutes({
    signingSecrets: [SECRET],
    inbox,
    tenantOf: async (installation) => (installation === "T00FAKE" ? TENANT : null),
    runNow: async () => {
      seen.runs++;
      return ANSWER;
    },
    kick: () => void seen.kicks++,
    now: () => NOW,
    log: { info: log, warn: log, error: log },
    respond: async (_, said) => void seen.told.push(typeof said === "string" ? said : JSON.stringify(said)),
    ...changes,
  });
  return { inbox, seen, send: async (request: Request): Promise<Response> => routes.request(request) };
}

describe("a genuine request", () => {
  it("is stored as it came, with its key, before it is acknowledged", async () => {
    const { inbox, seen, send } = setUp();
    const body = eventBody("app-mention");
    const response = await send(
      signed("events", body, { headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } }),
    );
    expect([response.status, await response.text()]).toEqual([200, ""]);
    const [row] = [...inbox.rows.values()];
    expect(new TextDecoder().decode(row?.delivery.raw)).toBe(body);
    expect(row?.delivery).toMatchObject({
      installation: "T00FAKE",
      tenant: TENANT,
      deliveryKey: "Ev00MENTION",
      kind: "app_mention",
      mode: "later",
    });
    expect(row?.delivery.claims).toMatchObject({ user: "U00FAKE", time: 1795251600, retry: "1" });
    expect(seen.kicks).toBe(1);
  });

  it("is one row however often Slack sends it, also in parallel", async () => {
    const { inbox, seen, send } = setUp();
    const all = await Promise.all(Array.from({ length: 100 }, () => send(signed("events", eventBody("app-mention")))));
    expect(all.every((response) => response.status === 200)).toBe(true);
    expect([inbox.rows.size, seen.kicks]).toEqual([1, 1]);
  });

  it("gives all events of one message the same lane, so that they are worked one after the other", async () => {
    const { inbox, send } = setUp();
    for (const name of [
      "app-mention",
      "message-file-share",
      "message-thread-reply",
      "message-changed",
      "message-deleted",
    ])
      await send(signed("events", eventBody(name)));
    expect(new Set([...inbox.rows.values()].map((row) => row.lane)).size).toBe(1);
  });

  it("stores a click under its trigger, answered later; a click that opens a form now", async () => {
    const { inbox, send } = setUp();
    await send(signed("actions", actionBody(fixture("block-actions-approve"))));
    await send(signed("actions", actionBody(fixture("block-actions-form"))));
    expect([...inbox.rows.values()].map(({ delivery }) => [delivery.deliveryKey, delivery.mode])).toEqual([
      ["1.2.approvefake", "later"],
      ["1.2.formfake", "now"],
    ]);
  });

  it("takes a corrected form as new work and the same form again as the same", async () => {
    const { inbox, seen, send } = setUp();
    const form = fixture("view-submission");
    await send(signed("actions", actionBody(form)));
    await send(signed("actions", actionBody(form)));
    put(
      form,
      ["view", "state", "values", "in:text", "text", "value"],
      "the part stores the digitised data for minutes",
    );
    await send(signed("actions", actionBody(form)));
    expect([inbox.rows.size, seen.runs]).toEqual([2, 2]);
  });

  it("answers help in the reply and everything else later", async () => {
    const { inbox, send } = setUp();
    const texts = ["help", " HELP ", "", "?", "AD-7 to Israel"];
    for (const [index, text] of texts.entries())
      await send(signed("commands", commandBody({ text, trigger_id: `1.2.${index}` })));
    await send(signed("commands", commandBody({ command: "/unknown", trigger_id: "1.2.u" })));
    expect([...inbox.rows.values()].map((row) => row.delivery.mode)).toEqual([
      "now",
      "now",
      "now",
      "now",
      "later",
      "now",
    ]);
  });

  it("names the organisation of an org-wide installation", async () => {
    const { inbox, send } = setUp({ tenantOf: async (installation) => (installation === "E00FAKE" ? TENANT : null) });
    const authorizations = [
      { enterprise_id: "E00FAKE", team_id: null, user_id: "U00BOT", is_bot: true, is_enterprise_install: true },
    ];
    await send(signed("events", eventBody("app-mention", { authorizations })));
    expect([...inbox.rows.values()][0]?.delivery.installation).toBe("E00FAKE");
  });

  it("answers the address check and the certificate check, and stores nothing", async () => {
    const { inbox, send } = setUp();
    const check = await send(
      signed("events", JSON.stringify({ type: "url_verification", challenge: "abc", token: "x" })),
    );
    expect([check.status, await check.text()]).toEqual([200, "abc"]);
    expect((await send(signed("commands", "ssl_check=1&token=x"))).status).toBe(200);
    expect(inbox.rows.size).toBe(0);
  });
});

describe("an answer inside the reply", () => {
  it("is kept, and a repeated delivery gets the same bytes without running again", async () => {
    const { seen, send } = setUp();
    const body = actionBody(fixture("view-submission"));
    const [first, second] = [await send(signed("actions", body)), await send(signed("actions", body))];
    expect([await first.text(), await second.text()]).toEqual([ANSWER.body, ANSWER.body]);
    expect(first.headers.get("content-type")).toContain("application/json");
    expect(seen.runs).toBe(1);
  });

  it("past the budget is a standing answer, which is kept too", async () => {
    const { inbox, send } = setUp({ runNow: never, budget: { insert: 500, total: 20 } });
    const response = await send(signed("actions", actionBody(fixture("view-submission"))));
    const body = await response.text();
    expect([response.status, body.includes("Received")]).toEqual([200, true]);
    const again = await send(signed("actions", actionBody(fixture("view-submission"))));
    expect(await again.text()).toBe(body);
    expect(inbox.rows.size).toBe(1);
  });

  it("is a standing answer when the run fails: the row goes on without the request", async () => {
    const { send } = setUp({ runNow: () => Promise.reject(new Error("secret content")) });
    const response = await send(signed("commands", commandBody({ text: "help" })));
    expect([response.status, (await response.text()).includes("secret")]).toEqual([200, false]);
  });
});

describe("a request that could not be stored", () => {
  const broken: Partial<Inbox>[] = [{ insert: never }, { insert: () => Promise.reject(new Error("disk full")) }];
  it.each(broken)("is never acknowledged: events are sent again, people are asked to try again (%#)", async (fault) => {
    const { seen, send } = setUp({ inbox: { ...createMemoryInbox(), ...fault }, budget: { insert: 20, total: 50 } });
    expect((await send(signed("events", eventBody("app-mention")))).status).toBe(503);
    const command = await send(signed("commands", commandBody()));
    expect([command.status, await command.text()]).toEqual([
      200,
      expect.stringContaining("Not received, please try again"),
    ]);
    const click = await send(signed("actions", actionBody(fixture("block-actions-approve"))));
    expect([click.status, seen.told]).toEqual([200, ["Not received, please try again."]]);
    const form = JSON.parse(
      await (await send(signed("actions", actionBody(fixture("view-submission"))))).text(),
    ) as unknown;
    expect(form).toEqual({ response_action: "errors", errors: { "in:reading": "Not received, please try again." } });
    expect([seen.kicks, seen.runs]).toEqual([0, 0]);
  });
});

describe("a request that is not what it says", () => {
  const body = eventBody("app-mention");
  const at = Math.floor(NOW / 1000);
  const bad: readonly (readonly [string, number, string, Request])[] = [
    ["forged", 401, "forged", signed("events", body, { secret: "guessed" })],
    ["unsigned", 401, "missing-signature", signed("events", body, { signature: null })],
    ["stale", 401, "stale", signed("events", body, { at: at - 301 })],
    ["from the future", 401, "stale", signed("events", body, { at: at + 3600 })],
    ["unsigned ssl_check", 401, "missing-signature", signed("commands", "ssl_check=1", { signature: null })],
    [
      "unsigned url_verification",
      401,
      "missing-signature",
      signed("events", '{"type":"url_verification","challenge":"a"}', { signature: null }),
    ],
    ["not JSON", 400, "malformed", signed("events", "{")],
    ["a list", 400, "malformed", signed("events", "[]")],
    ["an event without its id", 400, "unknown-kind", signed("events", eventBody("app-mention", { event_id: "" }))],
    ["of an unknown type", 400, "unknown-kind", signed("events", eventBody("app-mention", { type: "other" }))],
    ["an event at the wrong address", 400, "unknown-kind", signed("commands", body)],
    [
      "two actions at once",
      400,
      "unknown-kind",
      signed("actions", actionBody({ ...fixture("block-actions-approve"), actions: [{}, {}] })),
    ],
    [
      "of an unknown interaction",
      400,
      "unknown-kind",
      signed("actions", actionBody({ ...fixture("block-actions-approve"), type: "other" })),
    ],
    ["too large", 413, "too-large", signed("events", JSON.stringify({ a: "x".repeat(BODY_MAX_BYTES) }))],
    ["of another workspace", 403, "unknown-installation", signed("events", body.replaceAll("T00FAKE", "T00ELSE"))],
  ];
  it.each(bad)("%s: %i, and no work is done", async (_, status, code, request) => {
    const { inbox, seen, send } = setUp();
    const response = await send(request.clone());
    expect([response.status, await response.text()]).toEqual([status, ""]);
    expect([inbox.rows.size, seen.kicks, seen.runs]).toEqual([0, 0, 0]);
    expect(seen.codes).toEqual([code]);
  });

  it("is refused when it was cut on the way", async () => {
    const { inbox, send } = setUp();
    const whole = signed("events", body);
    const cut = new Request(whole.url, { method: "POST", headers: whole.headers, body: body.slice(0, -20) });
    expect([(await send(cut)).status, inbox.rows.size]).toEqual([401, 0]);
  });

  it("is read up to the limit and not a byte further, whatever length it claims", async () => {
    const { send } = setUp();
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half", headers: { "x-slack-signature": "v0=" } };
    expect((await send(new Request("http://127.0.0.1/slack/events", init as RequestInit))).status).toBe(413);
    expect(sent).toBeLessThan(BODY_MAX_BYTES + 3 * 65_536);
  });

  it("accepts a body of exactly the limit", async () => {
    const { inbox, send } = setUp();
    const pad = BODY_MAX_BYTES - eventBody("app-mention", { pad: "" }).length;
    expect((await send(signed("events", eventBody("app-mention", { pad: "x".repeat(pad) })))).status).toBe(200);
    expect((await send(signed("events", eventBody("app-mention", { pad: "x".repeat(pad + 1) })))).status).toBe(413);
    expect(inbox.rows.size).toBe(1);
  });

  it("asks Slack not to repeat what an unknown workspace sends", async () => {
    const { send } = setUp();
    const response = await send(signed("events", body.replaceAll("T00FAKE", "T00ELSE")));
    expect(response.headers.get("x-slack-no-retry")).toBe("1");
  });

  it("is 404 or 405 at any other address or method", async () => {
    const { send } = setUp();
    expect((await send(new Request("http://127.0.0.1/slack/other", { method: "POST" }))).status).toBe(404);
    expect((await send(new Request("http://127.0.0.1/slack/events"))).status).toBe(404);
  });
});
