import { LogLevel, WebClient, type FetchFunction } from "@slack/web-api";
import type { Logger } from "@slack/web-api";
import type { SlackLog } from "./log.ts";

/** Milliseconds for one call of Slack's Web API. */
const CALL_TIMEOUT = 10_000;

export type SlackClientOptions = {
  readonly token: string;
  /** `https://slack.com/api/`; GovSlack and test servers have their own. */
  readonly apiUrl: string;
  /** The one way out: tests, an egress proxy and metrics stand here. */
  readonly fetch?: typeof fetch;
  readonly log: SlackLog;
};

/** The SDK's messages may quote content, so only that there was one is logged. */
export function quietLogger(log: SlackLog): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => log.info("slack-sdk-warning", { platform: "slack" }),
    error: () => log.warn("slack-sdk-error", { platform: "slack" }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** `fetch` as a free function; workerd knows no `redirect: "error"`, and no redirect is followed anyway. */
export const toFetchFunction = (call: typeof fetch): FetchFunction =>
  ((url: string | URL, init?: RequestInit) =>
    call(url, init?.redirect === "error" ? { ...init, redirect: "manual" } : init)) as FetchFunction;

/**
 * A Web API client that never repeats a call and never pauses: the work item owns retry. chat.postMessage is not
 * idempotent, and one 429 would hold back every call of the client.
 */
export function createSlackClient(options: SlackClientOptions): WebClient {
  return new WebClient(options.token, {
    slackApiUrl: options.apiUrl.endsWith("/") ? options.apiUrl : `${options.apiUrl}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: CALL_TIMEOUT,
    fetch: toFetchFunction(options.fetch ?? fetch),
    logger: quietLogger(options.log),
  });
}

/** How the desk stands in a workspace. */
export type SlackInstallation = {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string | null;
};

/** Clients and identities, per installation (workspace or organisation). Each throws AdapterFault("not-installed"). */
export type SlackAccess = {
  readonly installation: (id: string) => Promise<SlackInstallation>;
  readonly client: (id: string) => Promise<WebClient>;
};
