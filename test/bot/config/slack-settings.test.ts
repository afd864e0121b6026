import { describe, expect, it } from "vitest";
import { readSettings } from "../../../bot/config/environment.ts";

const read = (env: Record<string, string>) => readSettings(env, "/nowhere").slack;
const HTTP = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };

describe("how Slack is connected", () => {
  it("by HTTP with a signing secret and a bot token, or not at all", () => {
    expect(read(HTTP)).toEqual({ signingSecret: "s", botToken: "xoxb-1", apiUrl: "https://slack.com/api/" });
    expect(read({})).toBeNull();
    expect(() => read({ SLACK_BOT_TOKEN: "xoxb-1" })).toThrow("SLACK_SIGNING_SECRET is missing");
  });

  it("by Socket Mode with an app-level token: no signing secret is needed, one given opens the addresses too", () => {
    const socket = { SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" };
    expect(read(socket)).toMatchObject({ appToken: "xapp-1", signingSecret: null });
    expect(read({ ...socket, SLACK_SIGNING_SECRET: "s" })).toMatchObject({ appToken: "xapp-1", signingSecret: "s" });
  });

  it.each([
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN is missing"],
    [{ SLACK_APP_TOKEN: "xoxb-1", SLACK_BOT_TOKEN: "xoxb-1" }, "not an app-level token"],
  ])("%o starts nothing", (env, words) => {
    expect(() => read(env)).toThrow(words);
  });
});

describe("how workspaces are installed", () => {
  const OAUTH = { SLACK_SIGNING_SECRET: "s", SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "c" };

  it("with the app's id and secret: no bot token is needed, one given stays for its own workspace", () => {
    expect(read(OAUTH)).toMatchObject({ botToken: null, oauth: { clientId: "1.2", clientSecret: "c" } });
    expect(read({ ...OAUTH, SLACK_BOT_TOKEN: "xoxb-1" })).toMatchObject({ botToken: "xoxb-1" });
    const redirectUrl = "https://desk.example/slack/oauth_redirect";
    expect(read({ ...OAUTH, SLACK_REDIRECT_URL: redirectUrl })).toMatchObject({ oauth: { redirectUrl } });
  });

  it.each([
    [{ SLACK_SIGNING_SECRET: "s", SLACK_CLIENT_ID: "1.2" }, "SLACK_CLIENT_SECRET is missing"],
    [{ SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "c" }, "SLACK_SIGNING_SECRET is missing"],
    [{ ...OAUTH, SLACK_REDIRECT_URL: "desk.example" }, "SLACK_REDIRECT_URL must be"],
  ])("%o starts nothing", (env, words) => {
    expect(() => read(env)).toThrow(words);
  });
});
