import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startComposedDesk, type ComposedDesk } from "./composed-desk.ts";
import { openClient, startRealDesk } from "./web-desk/real-desk.ts";

/** Every route there is, with what it answers to a caller who proves nothing. */
const TABLE = [
  ["GET", "/healthz", 200],
  ["GET", "/readyz", 200],
  ["POST", "/slack/events", 401],
  ["POST", "/slack/commands", 401],
  ["POST", "/slack/actions", 401],
  ["POST", "/api/messages", 400],
] as const;
const LOCAL_ONLY = [
  ["GET", "/"],
  ["GET", "/desk/state"],
  ["GET", "/desk/events"],
  ["POST", "/desk/messages"],
  ["POST", "/desk/actions"],
  ["POST", "/desk/files"],
  ["GET", "/desk/package/ED-1001"],
] as const;
const NOWHERE = [
  "/admin",
  "/slack",
  "/slack/other",
  "/api",
  "/v1/cases",
  "/metrics",
  "/.env",
  "/desk",
  "/desk/assets/x/main.js",
  "/queues",
  "/debug",
];

let flow: ComposedDesk;
let local: Awaited<ReturnType<typeof startRealDesk>>;
beforeAll(async () => {
  [flow, local] = await Promise.all([startComposedDesk(), startRealDesk()]);
});
afterAll(async () => {
  await Promise.all([flow?.stop(), local?.stop()]);
});

describe("the table of routes of a connected desk", () => {
  const call = (method: string, path: string) =>
    flow.desk.app.fetch(
      new Request(`http://127.0.0.1${path}`, { method, ...(method === "POST" ? { body: "{}" } : {}) }),
    );

  it.each(TABLE)("%s %s without proof: %i", async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status);
  });

  it.each([
    ...NOWHERE.map((path) => ["GET", path] as const),
    ...NOWHERE.map((path) => ["POST", path] as const),
    ...LOCAL_ONLY,
  ])("%s %s is not there", async (method, path) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("not found");
  });
});

describe("the web desk's routes", () => {
  it.each(LOCAL_ONLY.filter(([, path]) => path !== "/"))(
    "%s %s needs the token that only the page has",
    async (method, path) => {
      const answer = await fetch(new URL(path, local.url), {
        method,
        ...(method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {}),
      });
      expect(answer.status).toBe(403);
    },
  );

  it("another Host, another Origin and a proxy's header are refused", async () => {
    const of = (headers: Record<string, string>) => fetch(local.url, { headers });
    expect((await of({ origin: "https://evil.example" })).status).toBe(403);
    expect((await of({ "x-forwarded-for": "203.0.113.9" })).status).toBe(403);
    expect((await of({ forwarded: "for=203.0.113.9" })).status).toBe(403);
  });

  it("the page's own client may read", async () => {
    const client = await openClient(local.url);
    expect(await client.messages()).toEqual([]);
  });
});
