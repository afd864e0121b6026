import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EDGE_SECRET_MIN } from "../../adapters/edge/stamp.ts";
import type { OAuthSettings } from "../../adapters/slack/exchange.ts";
import type { TeamsEndpoints } from "../../adapters/teams/settings.ts";

export type SlackSettings = {
  /** Null: no public address; everything comes through the socket. */
  readonly signingSecret: string | null;
  /** Null: every workspace has its own, from its installation. */
  readonly botToken: string | null;
  readonly apiUrl: string;
  /** Set: Socket Mode (an app-level token). */
  readonly appToken?: string;
  /** Set: workspaces are installed at /slack/install. */
  readonly oauth?: OAuthSettings;
};
export type TeamsSettings = {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Instead of Microsoft's own addresses: tests give loopback ones. Never read from the environment. */
  readonly endpoints?: TeamsEndpoints;
};
export type ModelConfig = {
  readonly apiKey: string;
  /** Null: the vendor's own endpoint. */
  readonly baseUrl: string | null;
  readonly model: string;
  readonly mode: "chat" | "responses";
  /** For one call, tries and waiting included. Never read from the environment. */
  readonly totalMs?: number;
  readonly maxRetries?: number;
};
export type Environment = "production" | "test" | "training";

/** Environment variables, read once. Secrets also come from `…_FILE`. */
export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly environment: Environment;
  readonly home: string;
  readonly databaseUrl: string;
  /** Set: several processes share the work through this Redis. Desks that share one need a database number each. */
  readonly redisUrl?: string;
  readonly configFile: string | null;
  readonly slack: SlackSettings | null;
  readonly teams: TeamsSettings | null;
  /** Set: the edge in front signs when a request reached it. Absent: its headers are ignored. */
  readonly edgeSecret?: string;
  /** Absent: no model. */
  readonly model?: ModelConfig;
  /** The web desk and the unauthenticated Teams client, on loopback only. */
  readonly local: boolean;
};

/** The process must not start: one sentence that says what is missing and what to do. */
export class BadSettings extends Error {}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);
const OAUTH = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"] as const;
const TEAMS = ["MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID"] as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the settings. Throws BadSettings: a half-configured platform, a public web desk, an unknown environment. */
export function readSettings(env: Env, cwd: string): Settings {
  const home = resolve(cwd, env["DESK_HOME"] ?? ".desk");
  const slack = readSlack(env);
  const teams = platform(env, "Teams", TEAMS);
  const host = env["HOST"] ?? "127.0.0.1";
  const explicit = env["DESK_LOCAL"];
  const connected = slack !== null || teams !== null;
  const local = explicit === undefined || explicit === "" ? !connected && LOOPBACK.has(host) : explicit === "1";
  const environment = readEnvironment(env["DESK_ENV"], local && !connected);
  const redisUrl = readRedisUrl(secret(env, "REDIS_URL"));
  const model = readModel(env);
  const edgeSecret = readEdgeSecret(secret(env, "DESK_EDGE_SECRET"));
  if (local && !LOOPBACK.has(host))
    throw new BadSettings(
      `DESK_LOCAL=1 opens a web desk without sign-in, so HOST must be 127.0.0.1 (it is ${host}). Set HOST=127.0.0.1 or unset DESK_LOCAL.`,
    );
  if (local && connected && environment === "production")
    throw new BadSettings(
      "DESK_LOCAL=1 beside a configured Slack or Teams is for DESK_ENV=test or training only. Unset DESK_LOCAL.",
    );
  return {
    host,
    port: readPort(env["PORT"]),
    environment,
    home,
    databaseUrl: env["DATABASE_URL"] ?? `file:${join(home, "desk.db")}`,
    ...(redisUrl === null ? {} : { redisUrl }),
    ...(model === null ? {} : { model }),
    ...(edgeSecret === null ? {} : { edgeSecret }),
    configFile: configFile(env, { cwd, home }),
    slack,
    teams: teams && {
      appId: teams.MICROSOFT_APP_ID,
      appPassword: teams.MICROSOFT_APP_PASSWORD,
      tenantId: teams.MICROSOFT_APP_TENANT_ID,
    },
    local,
  };
}

/**
 * Slack by HTTP (signing secret) or by Socket Mode (app-level token), with one bot token or with an installation for
 * each workspace. Throws BadSettings for half of any of these.
 */
function readSlack(env: Env): SlackSettings | null {
  const appToken = secret(env, "SLACK_APP_TOKEN");
  const oauth = readOAuth(env);
  const needed = [
    ...(appToken === null ? (["SLACK_SIGNING_SECRET"] as const) : (["SLACK_APP_TOKEN"] as const)),
    // One of the two ways to a token; the first that is missing is the one to name.
    ...(oauth === null ? (["SLACK_BOT_TOKEN"] as const) : OAUTH),
  ];
  const slack = platform(env, "Slack", needed);
  if (slack === null) return null;
  if (appToken !== null && !appToken.startsWith("xapp-"))
    throw new BadSettings(
      "SLACK_APP_TOKEN is not an app-level token: it begins with xapp-, and stands under Basic Information, App-Level Tokens.",
    );
  return {
    signingSecret: secret(env, "SLACK_SIGNING_SECRET"),
    botToken: secret(env, "SLACK_BOT_TOKEN"),
    apiUrl: env["SLACK_API_URL"] ?? "https://slack.com/api/",
    ...(appToken === null ? {} : { appToken }),
    ...(oauth === null ? {} : { oauth }),
  };
}

function readOAuth(env: Env): OAuthSettings | null {
  const oauth = platform(env, "Installing Slack", OAUTH);
  if (oauth === null) return null;
  const redirectUrl = env["SLACK_REDIRECT_URL"] || null;
  if (redirectUrl !== null && !/^https?:$/.test(URL.parse(redirectUrl)?.protocol ?? ""))
    throw new BadSettings(
      `SLACK_REDIRECT_URL must be an address such as https://desk.example.com/slack/oauth_redirect; it is "${redirectUrl}".`,
    );
  return {
    clientId: oauth.SLACK_CLIENT_ID,
    clientSecret: oauth.SLACK_CLIENT_SECRET,
    ...(redirectUrl === null ? {} : { redirectUrl }),
  };
}

const DEFAULT_MODEL = "gpt-5-mini";

/** A key makes a model; any compatible server is named by its base URL, and is spoken to in chat completions. */
function readModel(env: Env): ModelConfig | null {
  const apiKey = secret(env, "OPENAI_API_KEY");
  const baseUrl = env["OPENAI_BASE_URL"] || null;
  if (apiKey === null && baseUrl !== null)
    throw new BadSettings(
      "A model is half configured: OPENAI_API_KEY is missing. Set it (any text, for a server that asks for none), or unset OPENAI_BASE_URL.",
    );
  if (apiKey === null) return null;
  if (baseUrl !== null && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? ""))
    throw new BadSettings(`OPENAI_BASE_URL must be an address such as http://127.0.0.1:8000/v1; it is "${baseUrl}".`);
  return {
    apiKey,
    baseUrl,
    model: env["OPENAI_MODEL"] || DEFAULT_MODEL,
    mode: baseUrl === null ? "responses" : "chat",
  };
}

/** All variables of a platform, or none; a part of them is a mistake. */
function platform<Name extends string>(env: Env, title: string, names: readonly Name[]): Record<Name, string> | null {
  const values = names.map((name) => [name, secret(env, name)] as const);
  const missing = values.filter(([, value]) => value === null).map(([name]) => name);
  if (missing.length === names.length) return null;
  if (missing.length > 0)
    throw new BadSettings(
      `${title} is half configured: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing. Set ${missing.length > 1 ? "them" : "it"}, or unset the rest.`,
    );
  return toRecord(values);
}

const toRecord = <Name extends string>(values: readonly (readonly [Name, string | null])[]): Record<Name, string> =>
  Object.fromEntries(values) as Record<Name, string>;

/** A secret from the variable, or from the file that `NAME_FILE` names. */
export function secret(env: Env, name: string): string | null {
  const direct = env[name];
  if (direct !== undefined && direct !== "") return direct;
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, "utf8").trim() : null;
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? "3978");
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSettings(`PORT must be a number from 0 to 65535; it is "${text}".`);
  return port;
}

/** The address may hold a password, so it is not repeated. */
function readRedisUrl(text: string | null): string | null {
  if (text === null || text === "") return null;
  const isRedis = URL.canParse(text) && ["redis:", "rediss:"].includes(new URL(text).protocol);
  if (!isRedis || new URL(text).hostname === "")
    throw new BadSettings(
      "REDIS_URL must be an address like redis://127.0.0.1:6379/0 (or rediss:// for TLS). Correct it, or unset it to work without Redis.",
    );
  return text;
}

/** The edge and the desk share it; a guess of it would choose the clock that a signature is judged by. */
function readEdgeSecret(text: string | null): string | null {
  if (text === null || text.length >= EDGE_SECRET_MIN) return text;
  throw new BadSettings(
    `DESK_EDGE_SECRET must have at least ${EDGE_SECRET_MIN} characters; it has ${text.length}. Make one with: openssl rand -base64 32`,
  );
}

function readEnvironment(text: string | undefined, localAlone: boolean): Environment {
  if (text === undefined || text === "") return localAlone ? "training" : "production";
  if (text === "production" || text === "test" || text === "training") return text;
  throw new BadSettings(`DESK_ENV must be production, test or training; it is "${text}".`);
}

function configFile(env: Env, where: { readonly cwd: string; readonly home: string }): string | null {
  const named = env["DESK_CONFIG"];
  if (named) {
    const file = resolve(where.cwd, named);
    if (!existsSync(file)) throw new BadSettings(`DESK_CONFIG names ${named}, which is not there.`);
    return file;
  }
  return (
    [join(where.home, "desk.config.yaml"), join(where.cwd, "desk.config.yaml")].find((file) => existsSync(file)) ?? null
  );
}
