import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose } from "../../bot/compose.ts";
import { toTenantId } from "../../core/ids.ts";
import { installation } from "../../db/schema/tenants.ts";
import {
  LEGAL_CHANNEL,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  teamsInstalled,
  TRADE_CHANNEL,
  type ComposedDesk,
} from "./composed-desk.ts";

const ACME = toTenantId("acme");
let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk({ installed: true });
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL]) await flow.desk.app.fetch(teamsInstalled(flow, channel));
});
afterAll(() => flow?.stop());

type Begun = { readonly url: string; readonly cookie: string };
async function begin(tenant = "acme"): Promise<Begun> {
  const answer = await flow.desk.app.request(`https://desk.example/slack/install?tenant=${tenant}`);
  expect(answer.status).toBe(302);
  const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  expect(answer.headers.get("set-cookie")).toMatch(/HttpOnly.*Secure.*SameSite=Lax/);
  return { url: answer.headers.get("location") ?? "", cookie };
}
const allow = (begun: Begun): Promise<string> => flow.slack.allow(begun.url, flow.slack.userId("sales"));
const comeBack = async (address: string, cookie: string): Promise<readonly [number, string]> => {
  const answer = await flow.desk.app.request(address, { headers: { cookie } });
  return [answer.status, await answer.text()];
};
const standing = async () =>
  (await flow.desk.home.stores.installations.standings("slack")).find((one) => one.tenant === "acme")?.standing;
const changes = async () =>
  (await flow.desk.home.stores.for(ACME).ledger.read("access"))
    .filter((entry) => entry.type === "installation-changed")
    .map((entry) => entry.payload);

const mention = (ts: string): Request =>
  slackRequest(
    "events",
    mentionEvent({
      team: flow.slack.team,
      channel: flow.slack.channel,
      user: flow.slack.userId("sales"),
      ts,
      text: "Is a kitchen scale to Acme Example GmbH in Germany controlled?",
      id: `Ev${ts}`,
    }),
  );
const ended = (type: string, event: object, at = Math.floor(Date.now() / 1000) + 60): Request =>
  slackRequest(
    "events",
    JSON.stringify({
      type: "event_callback",
      team_id: flow.slack.team,
      api_app_id: "A00FAKE",
      event_id: `Ev${type}${at}`,
      event_time: at,
      event: { type, ...event },
    }),
  );

describe("installing a workspace", () => {
  it("is offered for a tenant that names one, and for no other", async () => {
    for (const address of ["/slack/install", "/slack/install?tenant=nobody"])
      expect((await flow.desk.app.request(address)).status).toBe(404);
    const { url } = await begin();
    expect(new URL(url).searchParams.get("scope")).toContain("files:read");
    expect(new URL(url).searchParams.get("team")).toBe(flow.slack.team);
  });

  it("keeps the token encrypted, and every call is made with it", async () => {
    expect(await standing()).toBe("bound");
    const begun = await begin();
    const [status, says] = await comeBack(await allow(begun), begun.cookie);
    expect([status, says]).toEqual([200, expect.stringMatching(/^Installed/)]);
    expect(await standing()).toBe("installed");
    const mark = flow.slack.calls.length;
    expect((await flow.desk.app.fetch(mention("1795400001.000100"))).status).toBe(200);
    await settled(flow.desk);
    const calls = flow.slack.calls.slice(mark);
    expect(calls.map((call) => call.method)).toContain("chat.postMessage");
    const tokens = new Set(calls.map((call) => call.token));
    expect(tokens.size).toBe(1);
    const [token = ""] = tokens;
    expect(token).not.toBe(flow.slack.token);
    const rows = await flow.desk.home.database.read.select().from(installation);
    expect(JSON.stringify([rows, await changes()])).not.toContain(token);
    expect(Buffer.concat(rows.map((row) => Buffer.from(row.tokensCipher ?? []))).includes(token)).toBe(false);
    expect((await changes()).at(-1)).toEqual({ platform: "slack", installation: flow.slack.team, state: "installed" });
  });

  it.each<readonly [string, (begun: Begun) => Promise<readonly [string, string]>, number, RegExp]>([
    [
      "a state with another letter",
      async (b) => [(await allow(b)).replace(/state=./, "state=Z"), b.cookie],
      400,
      /not made/,
    ],
    ["no state", async (b) => [(await allow(b)).replace(/state=[^&]*/, "state="), b.cookie], 400, /not made/],
    ["another browser", async (b) => [await allow(b), "desk_install=x"], 400, /another browser/],
    ["no code", async (b) => [(await allow(b)).replace(/code=[^&]*/, "code="), b.cookie], 400, /not made/],
    [
      "a code nobody gave",
      async (b) => [(await allow(b)).replace(/code=[^&]*/, "code=1"), b.cookie],
      400,
      /did not give/,
    ],
    ["a refusal", async (b) => [`${await allow(b)}&error=access_denied`, b.cookie], 400, /not allowed/],
  ])("with %s is refused in words, and changes nothing", async (_, make, status, words) => {
    const [before, address] = [await changes(), await make(await begin())];
    const [got, says] = await comeBack(...address);
    expect([got, says]).toEqual([status, expect.stringMatching(words)]);
    expect(await changes()).toEqual(before);
  });

  it("comes back once: the same address a second time, and the same code in a new attempt, are refused", async () => {
    const begun = await begin();
    const address = await allow(begun);
    expect((await comeBack(address, begun.cookie))[0]).toBe(200);
    expect(await comeBack(address, begun.cookie)).toEqual([400, expect.stringMatching(/used already/)]);
    const next = await begin();
    const code = new URL(address).searchParams.get("code") ?? "";
    const reused = new URL(await allow(next));
    reused.searchParams.set("code", code);
    expect(await comeBack(reused.href, next.cookie)).toEqual([400, expect.stringMatching(/did not give/)]);
  });

  it("of a workspace that the configuration names for another tenant is refused; that one's token stays", async () => {
    const begun = await begin("other");
    const mark = flow.slack.calls.length;
    expect((await comeBack(await allow(begun), begun.cookie))[0]).toBe(403);
    expect(flow.slack.calls.slice(mark).map((call) => call.method)).not.toContain("auth.revoke");
    const all = await flow.desk.home.stores.installations.standings("slack");
    expect(all.map((one) => [one.tenant, one.standing])).toEqual([
      ["acme", "installed"],
      ["other", "bound"],
    ]);
  });
});

describe("an installation that Slack ends", () => {
  it("does not end by a person's token, nor by old news", async () => {
    const person = ended("tokens_revoked", { tokens: { oauth: ["U1"], bot: [] } });
    expect((await flow.desk.app.fetch(person)).status).toBe(200);
    expect((await flow.desk.app.fetch(ended("app_uninstalled", {}, 1_700_000_000))).status).toBe(200);
    await settled(flow.desk);
    expect(await standing()).toBe("installed");
  });

  it.each([
    ["app_uninstalled", {}],
    ["tokens_revoked", { tokens: { oauth: [], bot: ["U000000001"] } }],
  ])(
    "by %s: the token is gone, what comes is refused, a restart does not revive it, a new installation does",
    async (type, event) => {
      expect((await flow.desk.app.fetch(ended(type, event))).status).toBe(200);
      await settled(flow.desk);
      expect(await standing()).toBe("ended");
      expect(await flow.desk.home.stores.installations.tokens("slack", flow.slack.team)).toBeNull();
      expect((await changes()).at(-1)).toMatchObject({ state: "revoked", because: type });
      expect((await flow.desk.app.fetch(mention(`17954${type.length}0009.000100`))).status).toBe(403);
      const again = await compose(flow.settings, flow.env);
      expect((await again.home.stores.installations.standings("slack"))[0]?.standing).toBe("ended");
      await again.stop();
      const begun = await begin();
      expect((await comeBack(await allow(begun), begun.cookie))[0]).toBe(200);
      expect((await flow.desk.app.fetch(mention(`17954${type.length}0010.000100`))).status).toBe(200);
      await settled(flow.desk);
    },
  );
});
