import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInstallRoutes, type InstallDeps } from "../../../adapters/slack/install-routes.ts";
import { createInstallStates, STATE_LIFE_MS } from "../../../adapters/slack/install-state.ts";
import { SCOPES } from "../../../adapters/slack/manifest.ts";
import { createStoredAccess, parseTokens, type StoredTokens } from "../../../adapters/slack/stored-access.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { createFakeSlack, silent } from "./fake-slack-api.ts";
import { NOW } from "./signed.ts";

const SECRET = new Uint8Array(32).fill(7);
const ACME = toTenantId("acme");
const OTHER = toTenantId("other");
const GIVEN = {
  access_token: "xoxb-new",
  token_type: "bot",
  bot_user_id: "U00BOT",
  scope: SCOPES.join(","),
  team: { id: "T00FAKE" },
  enterprise: null,
  is_enterprise_install: false,
};
const WHOSE = { team_id: "T00FAKE", user_id: "U00BOT", bot_id: "B00FAKE" };

function setUp(given: object = GIVEN, changes: Partial<InstallDeps> = {}, whose: object = WHOSE) {
  const slack = createFakeSlack({
    "oauth.v2.access": given as Record<string, unknown>,
    "auth.test": whose as Record<string, unknown>,
    "auth.revoke": { revoked: true },
  });
  const kept: { readonly externalId: string; readonly tokens: StoredTokens }[] = [];
  const used = new Set<string>();
  const clock = { now: NOW };
  const routes = createInstallRoutes({
    oauth: { clientId: "1.2", clientSecret: "not-a-secret" },
    apiUrl: "https://slack.example/api/",
    fetch: slack.fetch,
    states: createInstallStates(SECRET),
    workspaces: new Map([
      [ACME, "T00FAKE"],
      [OTHER, "T00OTHER"],
    ]),
    keep: async (_, externalId, tokens) => void kept.push({ externalId, tokens }),
    takeAttempt: async (nonce) => !used.has(nonce) && used.add(nonce).size > 0,
    now: () => clock.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: silent,
    ...changes,
  });
  const install = async (tenant: string, wait = 0): Promise<Response> => {
    const begun = await routes.request(`/slack/install?tenant=${tenant}`);
    const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const [cookie = ""] = (begun.headers.get("set-cookie") ?? "").split(";");
    clock.now += wait;
    return routes.request(`/slack/oauth_redirect?code=c&state=${encodeURIComponent(state)}`, { headers: { cookie } });
  };
  return { slack, kept, routes, install };
}

describe("an installation", () => {
  it("begins at Slack's own page with the desk's scopes", async () => {
    const { routes } = setUp();
    const answer = await routes.request("/slack/install?tenant=acme");
    const url = new URL(answer.headers.get("location") ?? "");
    expect(`${url.origin}${url.pathname}`).toBe("https://slack.example/oauth/v2/authorize");
    expect(url.searchParams.get("scope")?.split(",")).toEqual([...SCOPES]);
    expect(url.searchParams.has("redirect_uri")).toBe(false);
    expect((await routes.request("/slack/install")).status).toBe(404);
  });

  it("is kept with what the new token says of itself", async () => {
    const { install, kept } = setUp();
    expect((await install("acme")).status).toBe(200);
    expect(kept).toEqual([
      {
        externalId: "T00FAKE",
        tokens: { botToken: "xoxb-new", botUserId: "U00BOT", botId: "B00FAKE", scopes: [...SCOPES], installedAt: NOW },
      },
    ]);
  });

  it.each([
    [STATE_LIFE_MS - 1, 200],
    [STATE_LIFE_MS, 400],
    [STATE_LIFE_MS + 1, 400],
  ])("that comes back after %i ms is %i", async (wait, status) => {
    const { install, kept } = setUp();
    const answer = await install("acme", wait);
    expect(answer.status).toBe(status);
    expect(kept).toHaveLength(status === 200 ? 1 : 0);
    if (status !== 200) expect(await answer.text()).toContain("ten minutes");
  });

  it("of a whole organisation is known by the organisation", async () => {
    const given = { ...GIVEN, team: null, enterprise: { id: "E00FAKE" }, is_enterprise_install: true };
    const workspaces = new Map([[ACME, "E00FAKE"]]);
    const { install, kept } = setUp(given, { workspaces }, { ...WHOSE, enterprise_id: "E00FAKE" });
    expect((await install("acme")).status).toBe(200);
    expect(kept[0]?.externalId).toBe("E00FAKE");
  });

  it("with fewer scopes is kept, and says which are missing", async () => {
    const { install } = setUp({ ...GIVEN, scope: SCOPES.filter((scope) => scope !== "files:read").join(",") });
    expect(await (await install("acme")).text()).toContain("these scopes are missing: files:read.");
  });

  it.each([
    ["for another tenant's workspace", "other", GIVEN, 403, 0],
    ["of a workspace that nobody names", "acme", { ...GIVEN, team: { id: "T00NOBODY" } }, 403, 1],
  ])("%s is refused, and only a token that is nobody's is given back", async (_, tenant, given, status, revoked) => {
    const { install, kept, slack } = setUp(given, {}, { ...WHOSE, team_id: given.team.id });
    expect((await install(tenant)).status).toBe(status);
    expect(kept).toEqual([]);
    expect(slack.of("auth.revoke")).toHaveLength(revoked);
  });

  it.each([
    ["a token that runs out", { ...GIVEN, refresh_token: "xoxe-1", expires_in: 43_200 }, /Token rotation/],
    ["a person's token", { ...GIVEN, token_type: "user" }, /did not give/],
    ["no token", { ...GIVEN, access_token: "" }, /did not give/],
    ["an error of Slack's", { ok: false, error: "invalid_code" }, /did not give/],
  ])("that Slack answers with %s is refused", async (_, given, words) => {
    const { install, kept } = setUp(given);
    const answer = await install("acme");
    expect([answer.status, kept]).toEqual([400, []]);
    expect(await answer.text()).toMatch(words);
  });

  it("whose token belongs to another workspace than it was given for is refused", async () => {
    const { install, kept } = setUp(GIVEN, {}, { ...WHOSE, team_id: "T00OTHER" });
    expect([(await install("acme")).status, kept]).toEqual([400, []]);
  });
});

describe("the state of an installation", () => {
  const state = { tenant: ACME, nonce: "n", expires: NOW };

  it("opens as it was sealed, and under no other secret", async () => {
    const sealed = await createInstallStates(SECRET).seal(state);
    expect(await createInstallStates(SECRET).open(sealed)).toEqual(state);
    expect(await createInstallStates(new Uint8Array(32).fill(8)).open(sealed)).toBeNull();
  });

  it("does not open when any letter of it is another, or anything else is given", async () => {
    const states = createInstallStates(SECRET);
    const sealed = await states.seal(state);
    const letters = "ABab09-_.".split("");
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.constantFrom(...letters), async (at, letter) => {
        const bent = `${sealed.slice(0, at)}${letter}${sealed.slice(at + 1)}`;
        expect(await states.open(bent)).toEqual(bent === sealed ? state : null);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await states.open(text)).toBeNull();
      }),
    );
  });
});

describe("tokens of several workspaces", () => {
  const tokens = (botToken: string): Json => ({
    botToken,
    botUserId: "U00BOT",
    botId: null,
    scopes: [],
    installedAt: NOW,
  });

  it("are each workspace's own; one without any waits for its installation", async () => {
    const sent: string[] = [];
    const kept = new Map<string, Json>([
      ["T1", tokens("xoxb-1")],
      ["T2", tokens("xoxb-2")],
    ]);
    const access = createStoredAccess({
      tokens: async (id) => kept.get(id) ?? null,
      else: null,
      apiUrl: "https://slack.example/api/",
      fetch: async (_, init) => (
        sent.push(new Headers(init?.headers).get("authorization") ?? ""),
        Response.json({ ok: true })
      ),
      log: silent,
    });
    for (const id of ["T1", "T2", "T1"]) await (await access.client(id)).api.test();
    kept.set("T1", tokens("xoxb-renewed"));
    await (await access.client("T1")).api.test();
    expect(sent.map((one) => one.replace("Bearer ", ""))).toEqual(["xoxb-1", "xoxb-2", "xoxb-1", "xoxb-renewed"]);
    kept.delete("T1");
    const waits = { code: "not-installed", terminal: false, retryAfterMs: 300_000 };
    await expect(access.client("T1")).rejects.toMatchObject(waits);
    await expect(access.installation("T3")).rejects.toMatchObject(waits);
  });

  it.each([null, "xoxb-1", {}, { botToken: "xoxb-1" }])("%j is nothing that was kept", (kept) => {
    expect(parseTokens(kept)).toBeNull();
  });
});
