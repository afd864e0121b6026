import { CLASSIFY, COMMANDS } from "./commands.ts";
import { CLASSIFY_MESSAGE, NEW_CLASSIFICATION } from "./read-shortcut.ts";
import type { JsonObject } from "../../core/json.ts";

/** Least scopes: read where the desk is asked, speak, read shared files, tell who is a guest. No e-mail, no admin. */
export const SCOPES = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "users:read",
] as const;

/** What the desk hears: messages that may address it, files, and who can see a channel. */
export const EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "channel_shared",
  "channel_unshared",
  "file_shared",
  "member_joined_channel",
  "message.channels",
  "message.groups",
  "message.im",
  "message.mpim",
  "tokens_revoked",
] as const;

/**
 * The Slack app manifest to paste at api.slack.com/apps, "From a manifest". `url`: the desk's public https origin;
 * `socket`: for Socket Mode, where Slack calls no address. Throws for an address Slack would not call (https, no query).
 */
export function slackManifest(url: string, how: { readonly socket: boolean } = { socket: false }): JsonObject {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== "https:" || address.search !== "" || address.username !== "")
    throw new Error(`Slack calls https addresses only, such as https://desk.example.com; this is "${url}"`);
  const base = `${address.origin}${address.pathname.replace(/\/+$/, "")}/slack`;
  return {
    display_information: {
      name: "Export Desk",
      description: "Export control: classify, screen, determine and decide, with proof",
      background_color: "#1f3a4d",
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Export Desk", always_online: true },
      agent_view: {
        agent_description:
          "Ask whether an item may be shown, shipped or shared, and to whom. A person decides; nothing is released before.",
      },
      shortcuts: [
        {
          name: "Classify this",
          type: "message",
          callback_id: CLASSIFY_MESSAGE,
          description: "Ask the export desk about this message and its files",
        },
        {
          name: "New classification",
          type: "global",
          callback_id: NEW_CLASSIFICATION,
          description: "Ask the export desk about an item",
        },
      ],
      slash_commands: COMMANDS.map((command) => ({
        command,
        url: `${base}/commands`,
        description: command === CLASSIFY ? "Classify an item and ask for a decision" : "Ask what license a deal needs",
        usage_hint: "40 AD-7 converters to Acme Example GmbH, Germany | status | find WORDS | help",
        should_escape: true,
      })),
    },
    oauth_config: { redirect_urls: [`${base}/oauth_redirect`], scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { request_url: `${base}/events`, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, request_url: `${base}/actions` },
      org_deploy_enabled: false,
      socket_mode_enabled: how.socket,
      token_rotation_enabled: false,
    },
  };
}
