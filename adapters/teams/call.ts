import { AdapterFault } from "../../core/ports/messenger.ts";
import { CALL_TIMEOUT_MS, RETRY_DEFAULT_MS, RETRY_MAX_MS } from "./limits.ts";

/** The part of fetch that this adapter uses; tests give their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Worth another try later: conflict of edits, too many requests, gateways and outages (Teams: 412, 429, 502, 504). */
const RETRY = new Set([408, 412, 425, 429, 500, 502, 503, 504]);

/** Milliseconds from a Retry-After header (seconds or a date), bounded; `now` in milliseconds since the epoch. */
function retryAfter(header: string | null, now: number): number {
  if (header === null) return RETRY_DEFAULT_MS;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), RETRY_MAX_MS) : RETRY_DEFAULT_MS;
}

const CODE = /^[A-Za-z]{1,60}$/;

/** The error code of a Bot Connector answer (`{error: {code}}`), or `http-<status>`. */
function codeOf(status: number, body: string): string {
  try {
    const code: unknown = JSON.parse(body)?.error?.code;
    if (typeof code === "string" && CODE.test(code)) return code;
  } catch {
    // no JSON: the status says enough
  }
  return `http-${status}`;
}

/** What a refused call means. `BotNotInConversationRoster` and every other 4xx is final: the place or copy is gone. */
function faultOf(status: number, retryHeader: string | null, body: string): AdapterFault {
  if (RETRY.has(status)) return new AdapterFault(codeOf(status, body), false, retryAfter(retryHeader, Date.now()));
  // Our own token was refused: renewing it may help, so the message is not lost.
  if (status === 401) return new AdapterFault("unauthorised", false, RETRY_DEFAULT_MS);
  return new AdapterFault(codeOf(status, body), true);
}

/** One try, no redirects, with a time limit. Throws AdapterFault for anything but an answer below 400. */
export async function callOnce(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
  } catch {
    throw new AdapterFault("unreachable", false, RETRY_DEFAULT_MS);
  }
  if (answer.status >= 400) throw faultOf(answer.status, answer.headers.get("retry-after"), await answer.text());
  if (answer.status >= 300) throw new AdapterFault("redirected", true);
  return answer;
}
