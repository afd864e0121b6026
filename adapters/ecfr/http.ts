import { setTimeout as wait } from "node:timers/promises";
import { SyncFault } from "./sync-fault.ts";

export type HttpLimits = {
  /** Milliseconds until the head of an answer, and between two pieces of its body. */
  readonly idleMs: number;
  /** Milliseconds for one answer in all. */
  readonly totalMs: number;
  /** The longest that a `Retry-After` is waited for; a longer one is a fault that says when. */
  readonly patienceMs: number;
  readonly mostBytes: number;
};
export const LIMITS: HttpLimits = { idleMs: 30_000, totalMs: 300_000, patienceMs: 60_000, mostBytes: 64_000_000 };

const MOST_REDIRECTS = 3;
const MOST_TRIES = 3;
const AGENT = "export-desk rules sync";

type Headers_ = Readonly<Record<string, string>>;

/**
 * GET on one host: a redirect is followed on that host and nowhere else, "too many requests" is waited for as the server
 * says, within the limits. Answers 200, 206, 304; throws SyncFault for everything else.
 */
export async function get(url: URL, headers: Headers_, limits: HttpLimits): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await follow(url, headers, limits);
    if (response.status === 200 || response.status === 206 || response.status === 304) return response;
    await response.body?.cancel();
    if (response.status === 404) throw new SyncFault("not-found", url.pathname);
    if (response.status === 416) return response;
    if (response.status !== 429 && response.status !== 503) throw new SyncFault("refused", `status ${response.status}`);
    const seconds = retryAfter(response.headers.get("retry-after"));
    if (tries === MOST_TRIES || seconds * 1000 > limits.patienceMs)
      throw new SyncFault("busy", `${url.host} asks to come again in ${seconds} s`);
    await wait(seconds * 1000);
  }
}

/** Seconds, or a date; a second where nothing is said. */
function retryAfter(text: string | null): number {
  if (text === null) return 1;
  if (/^\d{1,6}$/.test(text.trim())) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? 1 : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

async function follow(url: URL, headers: Headers_, limits: HttpLimits): Promise<Response> {
  let at = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(at, headers, limits);
    const to = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || response.status === 304 || to === null) return response;
    await response.body?.cancel();
    const next = URL.parse(to, at);
    if (!next || next.origin !== url.origin) throw new SyncFault("redirected-elsewhere", next?.host ?? "no address");
    at = next;
  }
  throw new SyncFault("refused", "too many redirects");
}

async function ask(url: URL, headers: Headers_, { idleMs }: HttpLimits): Promise<Response> {
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), idleMs);
  try {
    return await fetch(url, { headers: { "user-agent": AGENT, ...headers }, redirect: "manual", signal: slow.signal });
  } catch {
    if (slow.signal.aborted) throw new SyncFault("too-slow", url.host);
    throw new SyncFault("offline", url.host);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The pieces of a body as they come. Throws SyncFault: `too-slow` when nothing comes for a while or all of it takes too
 * long, `cut-off` when the connection ends before the body does, `too-large`.
 */
export async function* piecesOf(response: Response, host: string, limits: HttpLimits): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const end = performance.now() + limits.totalMs;
  let size = 0;
  try {
    for (;;) {
      const left = Math.min(limits.idleMs, end - performance.now());
      const piece = await next(reader, host, left);
      if (piece === null) return;
      size += piece.length;
      if (size > limits.mostBytes) throw new SyncFault("too-large", `${limits.mostBytes} bytes`);
      yield piece;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function next(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  host: string,
  ms: number,
): Promise<Uint8Array | null> {
  const stop = new AbortController();
  const late = wait(Math.max(0, ms), "late" as const, { signal: stop.signal }).catch(() => "late" as const);
  try {
    const read = await Promise.race([reader.read(), late]);
    if (read === "late") throw new SyncFault("too-slow", host);
    return read.done ? null : read.value;
  } catch (error) {
    throw error instanceof SyncFault ? error : new SyncFault("cut-off", host);
  } finally {
    stop.abort();
  }
}
