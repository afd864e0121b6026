import { describe, expect, it } from "vitest";
import { EVENTS, SCOPES, slackManifest } from "../../../adapters/slack/manifest.ts";
import { listAt, textAt } from "../../../adapters/slack/payload.ts";
import { createResponder } from "../../../adapters/slack/response-url.ts";

describe("the app manifest to paste", () => {
  it("points every address at the desk and offers its commands, shortcuts and the agent view", () => {
    const manifest = slackManifest("https://desk.example.com/");
    expect(manifest).toMatchObject({
      features: {
        agent_view: {},
        slash_commands: ["/classify", "/licence", "/license"].map((command) => ({
          command,
          url: "https://desk.example.com/slack/commands",
        })),
        shortcuts: [
          { type: "message", name: "Classify this", callback_id: "classify_message" },
          { type: "global", name: "New classification", callback_id: "new_classification" },
        ],
      },
      settings: {
        event_subscriptions: { request_url: "https://desk.example.com/slack/events" },
        interactivity: { is_enabled: true, request_url: "https://desk.example.com/slack/actions" },
      },
    });
    expect(JSON.stringify(manifest)).not.toContain("assistant_view");
  });

  it("stays within Slack's lengths", () => {
    const manifest = slackManifest("https://desk.example.com");
    expect(textAt(manifest, "display_information", "name")?.length).toBeLessThanOrEqual(35);
    for (const shortcut of listAt(manifest, "features", "shortcuts")) {
      expect(textAt(shortcut, "name")?.length).toBeLessThanOrEqual(24);
      expect(textAt(shortcut, "description")?.length).toBeLessThanOrEqual(150);
    }
    expect(textAt(manifest, "display_information", "description")?.length).toBeLessThanOrEqual(140);
    expect(textAt(manifest, "features", "agent_view", "agent_description")?.length).toBeLessThanOrEqual(300);
  });

  it("asks for the scope of every event it hears, and for nothing that administers or reads e-mail", () => {
    const needs = {
      "message.channels": "channels:history",
      "message.groups": "groups:history",
      "message.im": "im:history",
      "message.mpim": "mpim:history",
      app_mention: "app_mentions:read",
      file_shared: "files:read",
    };
    for (const [event, scope] of Object.entries(needs)) {
      expect(EVENTS).toContain(event);
      expect(SCOPES).toContain(scope);
    }
    expect(SCOPES.filter((scope) => /admin|email|write\.public|customize/.test(scope))).toEqual([]);
  });

  it.each([
    "http://desk.example.com",
    "desk.example.com",
    "https://a:b@desk.example.com",
    "https://desk.example.com/?x=1",
    "",
  ])("refuses %j, which Slack would not call", (url) => {
    expect(() => slackManifest(url)).toThrow(/https/);
  });
});

describe("a person told through the address of a click", () => {
  it("is told there alone, and the message stays", async () => {
    const bodies: unknown[] = [];
    const respond = createResponder(async (_, init) => {
      bodies.push(JSON.parse(typeof init?.body === "string" ? init.body : ""));
      return new Response("ok");
    });
    await respond("https://hooks.slack.com/actions/T00FAKE/1/fake", "Not received");
    expect(bodies).toEqual([{ response_type: "ephemeral", replace_original: false, text: "Not received" }]);
  });

  it.each([
    "https://evil.example/x",
    "http://hooks.slack.com/x",
    "https://hooks.slack.com.evil.example/x",
    "https://hooks.slack.com:444/x",
    "nonsense",
  ])("is not told through %s", async (url) => {
    let calls = 0;
    const respond = createResponder(async () => {
      calls++;
      return new Response("ok");
    });
    await expect(respond(url, "x")).rejects.toMatchObject({ code: "wrong-host" });
    expect(calls).toBe(0);
  });
});
