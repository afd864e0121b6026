import { createSlackClient } from "./client.ts";
import { toAdapterFault } from "./faults.ts";
import type { SlackLog } from "./log.ts";
import { at, textAt } from "./payload.ts";
import type { StoredTokens } from "./stored-access.ts";

export type OAuthSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Which of the app's redirect addresses Slack shall use; absent: its first. */
  readonly redirectUrl?: string;
};

export type Exchanged =
  | { readonly state: "ok"; readonly externalId: string; readonly tokens: StoredTokens }
  /** Slack's own code, or ours: `token-rotation` (tokens would run out), `no-bot-token`, `lost-answer`. */
  | { readonly state: "refused"; readonly code: string };

type How = {
  readonly oauth: OAuthSettings;
  readonly apiUrl: string;
  readonly fetch: typeof fetch;
  readonly log: SlackLog;
  readonly now: () => number;
};

/**
 * Exchanges the code of an installation for its tokens (oauth.v2.access), and asks the new token whose it is. The web
 * client's own call, not `@slack/oauth`: that wants Node's request and response, a state and an installation store of
 * its own shape and keeps what Slack gives before anyone could refuse the workspace.
 */
export async function exchange(code: string, how: How): Promise<Exchanged> {
  const { oauth, apiUrl, log } = how;
  const client = (token: string) => createSlackClient({ token, apiUrl, log, fetch: how.fetch });
  try {
    const given: unknown = await client("").oauth.v2.access({
      code,
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      ...(oauth.redirectUrl === undefined ? {} : { redirect_uri: oauth.redirectUrl }),
    });
    const org = at(given, "is_enterprise_install") === true;
    const externalId = textAt(given, ...(org ? ["enterprise", "id"] : ["team", "id"]));
    const botToken = textAt(given, "access_token");
    if (botToken === null || externalId === null || textAt(given, "token_type") !== "bot")
      return { state: "refused", code: "no-bot-token" };
    if (textAt(given, "refresh_token") !== null) return { state: "refused", code: "token-rotation" };
    const whose: unknown = await client(botToken).auth.test();
    const botUserId = textAt(given, "bot_user_id") ?? textAt(whose, "user_id");
    const home = textAt(whose, ...(org ? ["enterprise_id"] : ["team_id"]));
    if (botUserId === null || home !== externalId) return { state: "refused", code: "no-bot-token" };
    const scopes = (textAt(given, "scope") ?? "").split(",").filter((scope) => scope !== "");
    const botId = textAt(whose, "bot_id");
    return { state: "ok", externalId, tokens: { botToken, botUserId, botId, scopes, installedAt: how.now() } };
  } catch (error) {
    return { state: "refused", code: toAdapterFault(error).code };
  }
}

/** Gives back a token that the desk will not keep. It may fail: the token is then in nobody's hands. */
export async function giveBack(token: string, how: Pick<How, "apiUrl" | "fetch" | "log">): Promise<void> {
  try {
    await createSlackClient({ token, apiUrl: how.apiUrl, log: how.log, fetch: how.fetch }).auth.revoke();
  } catch (error) {
    how.log.info("slack-token-not-given-back", { platform: "slack", code: toAdapterFault(error).code });
  }
}
