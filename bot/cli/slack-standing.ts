import type { SlackSettings } from "../config/environment.ts";
import type { InstallationStanding } from "../../core/ports/installations.ts";

type Said = { readonly state: "ok" | "look"; readonly says: string };

/**
 * How Slack is connected, and where each workspace stands. A socket lives in the server alone, which says its own state
 * at /readyz; `look` where nothing can reach the desk before somebody acts.
 */
export function slackStanding(slack: SlackSettings, workspaces: readonly InstallationStanding[]): Said {
  const way = slack.appToken === undefined ? "by HTTP" : "by Socket Mode (a lost socket is said by /readyz)";
  const [first] = workspaces;
  if (!first) return { state: "look", says: `${way}; the configuration names no workspace for this tenant` };
  const waits = workspaces.filter((one) => one.standing === "ended" || (one.standing === "bound" && !slack.botToken));
  const named = workspaces.map((one) => `${one.externalId} ${words(one, slack)}`).join(", ");
  return { state: waits.length > 0 ? "look" : "ok", says: `${way}; ${named}` };
}

function words(one: InstallationStanding, slack: SlackSettings): string {
  switch (one.standing) {
    case "installed":
      return "is installed";
    case "ended":
      return "was ended by Slack: install it again at /slack/install, or set a new SLACK_BOT_TOKEN and start anew";
    case "bound":
      return slack.botToken ? "answers to SLACK_BOT_TOKEN" : "waits for its installation at /slack/install";
  }
}
