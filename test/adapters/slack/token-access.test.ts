import { describe, expect, it } from "vitest";
import { createTokenAccess } from "../../../adapters/slack/token-access.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import { startEmulatedSlack } from "./emulated-slack.ts";
import { createFakeSlack, silent } from "./fake-slack-api.ts";

const place = (kind: PlaceRef["kind"]): PlaceRef => ({
  platform: "slack",
  installation: "T00FAKE",
  channel: "C",
  thread: null,
  kind,
  boundary: "internal",
  reference: null,
});
const open = (answer: Parameters<typeof createFakeSlack>[0]) => {
  const slack = createFakeSlack(answer);
  return {
    slack,
    access: createTokenAccess({
      token: "xoxb-fake",
      apiUrl: "https://slack.example/api/",
      fetch: slack.fetch,
      log: silent,
    }),
  };
};
const WHO = { team_id: "T00FAKE", user_id: "U00BOT", bot_id: "B00FAKE" };

describe("the one installation of a token", () => {
  it("is asked of Slack once, however many ask at the same time", async () => {
    const { slack, access } = open({ "auth.test": WHO });
    const all = await Promise.all(Array.from({ length: 10 }, () => access.installation("T00FAKE")));
    expect(new Set(all.map((one) => one.botUserId))).toEqual(new Set(["U00BOT"]));
    expect([await access.installations(), slack.of("auth.test").length]).toEqual([["T00FAKE"], 1]);
  });

  it("answers for no other workspace", async () => {
    const { access } = open({ "auth.test": { ...WHO, enterprise_id: "E00FAKE" } });
    await expect(access.client("T00ELSE")).rejects.toMatchObject({ code: "not-installed", terminal: true });
    expect((await access.installation("E00FAKE")).botId).toBe("B00FAKE");
  });

  it("is asked again after a failure", async () => {
    let fails = true;
    const { access } = open({ "auth.test": () => (fails ? { ok: false, error: "internal_error" } : WHO) });
    await expect(access.installations()).rejects.toMatchObject({ code: "internal_error" });
    fails = false;
    expect(await access.installations()).toEqual(["T00FAKE"]);
  });

  it("reads a history only where its scopes reach", async () => {
    const headers = { "x-oauth-scopes": "chat:write,im:history,channels:history" };
    const { access } = open({ "auth.test": () => Response.json({ ok: true, ...WHO }, { headers }) });
    expect(access.readable(place("channel"))).toBe(true);
    await access.installations();
    expect((["direct", "channel", "group"] as const).map((kind) => access.readable(place(kind)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is known by the emulated Slack", async () => {
    const slack = await startEmulatedSlack();
    try {
      const access = createTokenAccess({ token: "xoxb-desk", apiUrl: slack.apiUrl, log: silent });
      expect([await access.installations(), (await access.installation(slack.team)).botUserId]).toEqual([
        [slack.team],
        slack.botUserId,
      ]);
    } finally {
      await slack.close();
    }
  });
});
