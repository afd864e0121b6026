import { Hono, type Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { exchange, giveBack, type Exchanged, type OAuthSettings } from "./exchange.ts";
import { STATE_LIFE_MS, type InstallState, type InstallStates } from "./install-state.ts";
import type { SlackLog } from "./log.ts";
import { SCOPES } from "./manifest.ts";
import { INSTALL_WORDS, installedWords } from "./phrases.ts";
import type { StoredTokens } from "./stored-access.ts";
import type { TenantId } from "../../core/ids.ts";

/** How an installation may end; each has its sentence and its status. */
export type InstallEnd = keyof typeof INSTALL_WORDS;

export type InstallDeps = {
  readonly oauth: OAuthSettings;
  readonly apiUrl: string;
  readonly fetch?: typeof fetch;
  readonly states: InstallStates;
  /** The tenants that a workspace may be installed for, with the workspace the configuration names. */
  readonly workspaces: ReadonlyMap<TenantId, string>;
  readonly keep: (tenant: TenantId, externalId: string, tokens: StoredTokens) => Promise<void>;
  /** False: this attempt came back before. */
  readonly takeAttempt: (nonce: string, expires: number) => Promise<boolean>;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: SlackLog;
};

/** Binds an attempt to the browser that began it. */
const COOKIE = "desk_install";
const PATH = "/slack";

/**
 * GET /slack/install?tenant=… sends to Slack, GET /slack/oauth_redirect takes what comes back. The state is signed,
 * bound to the tenant and to the browser, good for ten minutes and once. Only the workspace that the configuration
 * names for that tenant is kept; the token of any other is given back and forgotten.
 */
export function createInstallRoutes(deps: InstallDeps): Hono {
  const routes = new Hono();
  routes.get("/slack/install", (context) => begin(deps, context));
  routes.get("/slack/oauth_redirect", async (context) => finish(deps, context, await comeBack(deps, context)));
  return routes;
}

async function begin(deps: InstallDeps, context: Context): Promise<Response> {
  const named = context.req.query("tenant");
  const tenants = [...deps.workspaces.keys()].filter((tenant) => named === undefined || tenant === named);
  const [tenant, ...others] = tenants;
  if (tenant === undefined || others.length > 0) return context.text(INSTALL_WORDS["which-tenant"].says, 404);
  const nonce = Buffer.from(deps.random(24)).toString("base64url");
  const state = await deps.states.seal({ tenant, nonce, expires: deps.now() + STATE_LIFE_MS });
  const url = new URL("/oauth/v2/authorize", deps.apiUrl);
  const { clientId, redirectUrl } = deps.oauth;
  const asked = { client_id: clientId, scope: SCOPES.join(","), state, team: deps.workspaces.get(tenant) ?? "" };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  if (redirectUrl !== undefined) url.searchParams.set("redirect_uri", redirectUrl);
  setCookie(context, COOKIE, nonce, {
    path: PATH,
    httpOnly: true,
    sameSite: "Lax",
    secure: isHttps(deps, context),
    maxAge: STATE_LIFE_MS / 1000,
  });
  context.header("cache-control", "no-store");
  return context.redirect(url.href, 302);
}

const isHttps = (deps: InstallDeps, context: Context): boolean =>
  (deps.oauth.redirectUrl ?? context.req.url).startsWith("https:");

type Back = { readonly end: InstallEnd; readonly code?: string; readonly missing?: readonly string[] };

/** Everything that is checked before a token is kept, cheapest first. */
async function comeBack(deps: InstallDeps, context: Context): Promise<Back> {
  const { state: sealed = "", code = "", error } = context.req.query();
  const state = await deps.states.open(sealed);
  if (state === null) return { end: "forged" };
  if (getCookie(context, COOKIE) !== state.nonce) return { end: "elsewhere" };
  if (state.expires <= deps.now()) return { end: "expired" };
  if (!(await deps.takeAttempt(state.nonce, state.expires))) return { end: "used" };
  if (error !== undefined) return { end: "denied", code: error.slice(0, 60) };
  if (code === "") return { end: "forged" };
  const how = { ...deps, fetch: deps.fetch ?? fetch };
  const given = await exchange(code, how);
  if (given.state === "refused")
    return { end: given.code === "token-rotation" ? "token-rotation" : "not-exchanged", code: given.code };
  return keep(deps, state, given);
}

async function keep(deps: InstallDeps, state: InstallState, given: Extract<Exchanged, { state: "ok" }>): Promise<Back> {
  if (deps.workspaces.get(state.tenant) !== given.externalId) {
    // Slack gives one token a workspace: that of another tenant's live installation is not ours to take away.
    const isAnothers = [...deps.workspaces.values()].includes(given.externalId);
    if (!isAnothers) await giveBack(given.tokens.botToken, { ...deps, fetch: deps.fetch ?? fetch });
    return { end: "foreign" };
  }
  await deps.keep(state.tenant, given.externalId, given.tokens);
  const granted = new Set(given.tokens.scopes);
  return { end: "installed", missing: SCOPES.filter((scope) => !granted.has(scope)) };
}

function finish(deps: InstallDeps, context: Context, back: Back): Response {
  const { says, status } = INSTALL_WORDS[back.end];
  const fields = {
    platform: "slack",
    status,
    code: back.end,
    ...(back.code === undefined ? {} : { fault: back.code }),
  };
  if (status === 200) deps.log.info("slack-installed", fields);
  else deps.log.warn("slack-not-installed", fields);
  setCookie(context, COOKIE, "", { path: PATH, httpOnly: true, sameSite: "Lax", maxAge: 0 });
  context.header("cache-control", "no-store");
  context.header("referrer-policy", "no-referrer");
  return context.text(back.missing === undefined ? says : installedWords(back.missing), status);
}
