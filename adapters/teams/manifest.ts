import type { JsonObject } from "../../core/json.ts";
import { CLASSIFY_THIS } from "./phrases.ts";
import { colorIcon, outlineIcon } from "./icons.ts";

export type TeamsApp = {
  /** MICROSOFT_APP_ID: the app registration is the bot. */
  readonly appId: string;
  /** `major.minor.patch`; Teams takes an update only when it grows. */
  readonly version: string;
  /** Who runs this desk: https addresses that the organisation's administrators see before they allow it. */
  readonly operator: {
    readonly name: string;
    readonly website: string;
    readonly privacy: string;
    readonly terms: string;
  };
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const COMMANDS = [
  { title: "help", description: "What the desk can do and how to ask" },
  { title: "Is this item controlled?", description: "Ask about an item; a datasheet may follow" },
];

/**
 * The Teams app manifest (schema 1.16): a bot for personal chats, channels and group chats that takes files in
 * personal chats. It asks for no permission to read messages that do not mention it, and does not opt in to shared
 * channels. Throws an Error for an app id that is no GUID or an address that is not https.
 */
export function createTeamsManifest({ appId, version, operator }: TeamsApp): JsonObject {
  if (!GUID.test(appId)) throw new Error("MICROSOFT_APP_ID is no GUID: the Teams app cannot be made.");
  for (const url of [operator.website, operator.privacy, operator.terms])
    if (!URL.canParse(url) || new URL(url).protocol !== "https:") throw new Error(`Not an https address: ${url}`);
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.16/MicrosoftTeams.schema.json",
    manifestVersion: "1.16",
    version,
    id: appId,
    packageName: "export.desk",
    developer: {
      name: operator.name.slice(0, 32),
      websiteUrl: operator.website,
      privacyUrl: operator.privacy,
      termsOfUseUrl: operator.terms,
    },
    name: { short: "Export Desk", full: "Export Desk: export control questions and reviews" },
    description: {
      short: "Ask export control questions, review exceptions, keep the record.",
      full: "Export Desk proposes a classification and a license determination from what you tell it and the files you send, and brings what needs a person to the right reviewers. It never releases anything by itself unless your policy says so. In channels it hears only messages that mention it.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#1F3A5F",
    bots: [
      {
        botId: appId,
        scopes: ["personal", "team", "groupChat"],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: ["personal", "team", "groupChat"], commands: COMMANDS }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: "classifyThis",
            type: "action",
            title: CLASSIFY_THIS,
            description: "Asks the desk about the item in this message",
            context: ["message"],
            fetchTask: true,
          },
        ],
      },
    ],
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [],
  };
}

/** The three files of the app package, for a zip without folders. The same input gives the same bytes. */
export function createTeamsPackage(app: TeamsApp): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const manifest = `${JSON.stringify(createTeamsManifest(app), null, 2)}\n`;
  return [
    { name: "color.png", bytes: colorIcon() },
    { name: "manifest.json", bytes: new TextEncoder().encode(manifest) },
    { name: "outline.png", bytes: outlineIcon() },
  ];
}
