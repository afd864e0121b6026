import { expect, it } from "vitest";
import { slackStanding } from "../../../bot/cli/slack-standing.ts";
import { toTenantId } from "../../../core/ids.ts";

const settings = { signingSecret: "s", botToken: "xoxb-1", apiUrl: "https://slack.com/api/" };
const of = (standing: "bound" | "installed" | "ended") =>
  ({ tenant: toTenantId("acme"), platform: "slack", externalId: "T1", standing }) as const;

it.each([
  ["bound", "xoxb-1", "ok", "T1 answers to SLACK_BOT_TOKEN"],
  ["bound", null, "look", "T1 waits for its installation"],
  ["installed", null, "ok", "T1 is installed"],
  ["ended", null, "look", "T1 was ended by Slack"],
  ["ended", "xoxb-1", "look", "T1 was ended by Slack"],
] as const)("a workspace that is %s, with the bot token %s: %s", (standing, botToken, state, says) => {
  const said = slackStanding({ ...settings, botToken }, [of(standing)]);
  expect(said.state).toBe(state);
  expect(said.says).toContain(says);
});

it("says how Slack is reached, and that no workspace is named", () => {
  expect(slackStanding({ ...settings, appToken: "xapp-1" }, []).says).toMatch(/Socket Mode.*names no workspace/);
  expect(slackStanding(settings, []).state).toBe("look");
});
