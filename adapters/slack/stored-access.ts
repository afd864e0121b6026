import type { WebClient } from "@slack/web-api";
import { createSlackClient, type SlackClientOptions, type SlackInstallation } from "./client.ts";
import { at, listAt, textAt } from "./payload.ts";
import { reaches, type SlackTokens } from "./token-access.ts";
import type { Json } from "../../core/json.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** What is kept of an installation, encrypted. `installedAt`: milliseconds. */
export type StoredTokens = SlackInstallation & { readonly scopes: readonly string[]; readonly installedAt: number };

/** Null: nothing that was kept by this adapter. */
export function parseTokens(kept: Json | null): StoredTokens | null {
  const [botToken, botUserId, installedAt] = [
    textAt(kept, "botToken"),
    textAt(kept, "botUserId"),
    at(kept, "installedAt"),
  ];
  if (botToken === null || botUserId === null || typeof installedAt !== "number") return null;
  const scopes = listAt(kept, "scopes").filter((scope) => typeof scope === "string");
  return { botToken, botUserId, botId: textAt(kept, "botId"), scopes, installedAt };
}

/** An administrator installs the app again; until then what waits for it waits, and is not lost. */
const WAIT_FOR_INSTALLATION = 300_000;

/**
 * Each workspace by its own token, read from the store at every call: an installation that ended in another process is
 * ended here too. `else`: the one token of the settings, for its own workspace.
 */
export function createStoredAccess(
  deps: Omit<SlackClientOptions, "token"> & {
    readonly tokens: (installation: string) => Promise<Json | null>;
    readonly else: SlackTokens | null;
  },
): SlackTokens {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();
  const scopes = new Map<string, readonly string[]>();
  const stored = async (id: string): Promise<StoredTokens | null> => {
    const tokens = parseTokens(await deps.tokens(id));
    if (tokens) scopes.set(id, tokens.scopes);
    else clients.delete(id);
    return tokens;
  };
  const missing = (): never => {
    throw new AdapterFault("not-installed", false, WAIT_FOR_INSTALLATION);
  };
  return {
    installation: async (id) => (await stored(id)) ?? (deps.else ? deps.else.installation(id) : missing()),
    client: async (id) => {
      const tokens = await stored(id);
      if (!tokens) return deps.else ? deps.else.client(id) : missing();
      const known = clients.get(id);
      if (known?.token === tokens.botToken) return known.client;
      const client = createSlackClient({ ...deps, token: tokens.botToken });
      clients.set(id, { token: tokens.botToken, client });
      return client;
    },
    readable: (place) => {
      const known = scopes.get(place.installation);
      return known ? reaches(new Set(known), place) : (deps.else?.readable(place) ?? true);
    },
  };
}
