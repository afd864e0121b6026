import type { WebClient } from "@slack/web-api";
import { createSlackClient, type SlackAccess, type SlackClientOptions, type SlackInstallation } from "./client.ts";
import { calling } from "./faults.ts";
import { listAt, textAt } from "./payload.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

export type SlackTokens = SlackAccess & {
  /** Whether the token's scopes reach the history of a place; until Slack has said, the manifest's are assumed. */
  readonly readable: (place: PlaceRef) => boolean;
};
export type TokenAccess = SlackTokens & {
  /** The ids this token answers for: the workspace, and the organisation of an org-wide installation. */
  readonly installations: () => Promise<readonly string[]>;
};

type Known = {
  readonly ids: readonly string[];
  readonly installation: SlackInstallation;
  readonly scopes: ReadonlySet<string>;
};

const HISTORY: Readonly<Record<PlaceRef["kind"], readonly string[]>> = {
  direct: ["im:history"],
  group: ["mpim:history"],
  channel: ["channels:history", "groups:history"],
};

/** Whether scopes reach the history of a place; none at all: Slack did not say. */
export const reaches = (scopes: ReadonlySet<string>, place: PlaceRef): boolean =>
  scopes.size === 0 || HISTORY[place.kind].every((scope) => scopes.has(scope));

/** The one installation of SLACK_BOT_TOKEN, asked of Slack once (auth.test) and again only after a failure. */
export function createTokenAccess(options: SlackClientOptions): TokenAccess {
  const client = createSlackClient(options);
  const state: { known: Known | null; asking: Promise<Known> | null } = { known: null, asking: null };
  const know = async (): Promise<Known> => {
    state.asking ??= ask(client, options.token).finally(() => {
      state.asking = null;
    });
    return (state.known ??= await state.asking);
  };
  const installed = async (id: string): Promise<Known> => {
    const known = state.known ?? (await know());
    if (!known.ids.includes(id)) throw new AdapterFault("not-installed", true);
    return known;
  };
  return {
    installation: async (id) => (await installed(id)).installation,
    client: async (id) => (await installed(id)) && client,
    installations: async () => (state.known ?? (await know())).ids,
    readable: (place) => {
      const scopes = state.known?.scopes;
      return scopes === undefined || reaches(scopes, place);
    },
  };
}

async function ask(client: WebClient, botToken: string): Promise<Known> {
  const said: unknown = await calling(() => client.auth.test());
  const [team, user] = [textAt(said, "team_id"), textAt(said, "user_id")];
  if (team === null || user === null) throw new AdapterFault("not-installed", false, 60_000);
  const enterprise = textAt(said, "enterprise_id");
  const scopes = listAt(said, "response_metadata", "scopes").flatMap((scope) =>
    typeof scope === "string" ? [scope] : [],
  );
  return {
    ids: enterprise === null ? [team] : [team, enterprise],
    installation: { botToken, botUserId: user, botId: textAt(said, "bot_id") },
    scopes: new Set(scopes),
  };
}
