import { SocketModeClient } from "@slack/socket-mode";
import { accept, type AcceptDeps } from "./accept.ts";
import { notReceivedAnswer, type SlackAnswer } from "./answer.ts";
import { quietLogger, toFetchFunction } from "./client.ts";
import { toAdapterFault } from "./faults.ts";
import { at, textAt } from "./payload.ts";
import { isFitForSdk, openSocketEnvelope, type Envelope } from "./socket-envelope.ts";
import { within } from "./within.ts";

export type SocketState =
  /** Never yet connected, or at it again. */
  | { readonly state: "connecting"; readonly since: number }
  | { readonly state: "connected"; readonly since: number }
  /** It broke, or never stood; `code`: why the last try failed, null before the first. */
  | { readonly state: "lost"; readonly since: number; readonly code: string | null }
  /** Slack refuses this token: somebody has to mend it. */
  | { readonly state: "refused"; readonly since: number; readonly code: string };

export type SlackSocketDeps = AcceptDeps & {
  /** App-level token (xapp-…) with `connections:write`. */
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds: between tries (doubled up to `most`), and until Slack's hello must have come. */
  readonly waits?: { readonly first: number; readonly most: number; readonly hello: number };
};

export type SlackSocket = {
  readonly start: () => void;
  readonly state: () => SocketState;
  readonly stop: () => Promise<void>;
};

const WAITS = { first: 500, most: 30_000, hello: 15_000 };
const CALL_TIMEOUT = 10_000;
const CLOSING = 1000;
/** apps.connections.open says so of a token that is wrong, spent or of the wrong kind. */
const REFUSED: ReadonlySet<string> = new Set(
  (
    "invalid_auth not_authed account_inactive token_revoked token_expired org_login_required " +
    "not_allowed_token_type missing_scope user_removed_from_team team_disabled"
  ).split(" "),
);

/**
 * Slack's Socket Mode through the SDK's client: no public address. Each envelope goes the way of a request: stored
 * first, then acknowledged with the same answer. Slack renews connections every so often and sockets break: a new
 * client is made each time, because the SDK's own reconnecting leaves a failed try to nobody.
 */
export function createSlackSocket(deps: SlackSocketDeps): SlackSocket {
  const waits = deps.waits ?? WAITS;
  const life: { state: SocketState; client: SocketModeClient | null; timer: NodeJS.Timeout | null; tries: number } = {
    state: { state: "connecting", since: deps.now() },
    client: null,
    timer: null,
    tries: 0,
  };
  let stopped = false;

  const lost = (code: string | null, atLeast: number): void => {
    life.client = null;
    if (stopped) return;
    const since = life.state.state === "connected" ? deps.now() : life.state.since;
    if (code !== null && REFUSED.has(code)) life.state = { state: "refused", since, code };
    else if (life.state.state !== "connecting" || code !== null) life.state = { state: "lost", since, code };
    deps.log.warn("slack-socket-lost", { platform: "slack", code: code ?? "closed", count: life.tries });
    const wait = Math.max(atLeast, Math.min(waits.most, waits.first * 2 ** Math.min(life.tries, 10)));
    life.tries += 1;
    life.timer = setTimeout(() => void connect(), wait * (0.75 + Math.random() / 2));
  };

  const connect = async (): Promise<void> => {
    const client = newClient(deps, () => {
      life.state = { state: "connected", since: deps.now() };
      life.tries = 0;
      deps.log.info("slack-socket-connected", { platform: "slack" });
    });
    life.client = client;
    const over = new Promise<null>((resolve) => client.once("disconnected", () => resolve(null)));
    try {
      const starting = client.start();
      // What fails after its time is over is nobody's news any more.
      starting.catch(() => undefined);
      const opened = await within(starting, waits.hello, null);
      if (opened === null) throw new Error("no hello");
    } catch (error) {
      void client.disconnect().catch(() => undefined);
      const { code, retryAfterMs } = toAdapterFault(error);
      // A refusal is tried again as seldom as anything: an administrator may mend it without starting the desk anew.
      lost(code, REFUSED.has(code) ? waits.most : (retryAfterMs ?? 0));
      return;
    }
    await over;
    lost(null, 0);
  };

  return {
    start: () => void connect(),
    state: () => life.state,
    stop: async () => {
      stopped = true;
      if (life.timer) clearTimeout(life.timer);
      const closing = life.client?.disconnect().catch(() => undefined);
      if (closing) await within(closing, CLOSING, undefined);
    },
  };
}

function newClient(deps: SlackSocketDeps, connected: () => void): SocketModeClient {
  const client = new SocketModeClient({
    appToken: deps.appToken,
    autoReconnectEnabled: false,
    logger: quietLogger(deps.log),
    clientOptions: {
      slackApiUrl: deps.apiUrl.endsWith("/") ? deps.apiUrl : `${deps.apiUrl}/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT,
      fetch: toFetchFunction(deps.fetch ?? fetch),
    },
  });
  const [handOn] = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, isBinary: unknown) => {
    if (typeof data === "string" && isFitForSdk(data)) handOn?.(data, isBinary);
    else deps.log.warn("slack-socket-message-refused", { platform: "slack", code: "malformed" });
  });
  client.on("connected", connected);
  client.on("slack_event", (event: unknown) => void receive(deps, event));
  return client;
}

/** Stored, then acknowledged; what was not stored is not, so that Slack sends it again. */
async function receive(deps: SlackSocketDeps, event: unknown): Promise<void> {
  const started = deps.now();
  const envelope = await openSocketEnvelope(at(event, "type"), at(event, "envelope_id"), at(event, "body"));
  if (envelope === null) {
    deps.log.warn("slack-request-refused", { platform: "slack", kind: "socket", code: "unknown-kind" });
    return;
  }
  const answer = await answerFor(deps, envelope, { started, event });
  if (answer === null) return;
  const says = answer.body !== "" && at(event, "accepts_response_payload") === true;
  const payload: unknown = says ? JSON.parse(answer.body) : {};
  await ackOf(event)(typeof payload === "object" && payload !== null ? payload : {}).catch(() => {
    // The socket broke meanwhile: the row stands, and what Slack sends again is a duplicate of it.
    deps.log.info("slack-ack-not-sent", { platform: "slack", kind: envelope.delivery.kind });
  });
}

/** The SDK's own way to answer an envelope. */
function ackOf(event: unknown): (payload: object) => Promise<void> {
  const ack = at(event, "ack");
  return async (payload) => {
    if (typeof ack === "function") await ack(payload);
  };
}

/** Null: nothing is acknowledged. */
async function answerFor(
  deps: SlackSocketDeps,
  envelope: Envelope,
  came: { readonly started: number; readonly event: unknown },
): Promise<SlackAnswer | null> {
  const { surface, delivery, body, raw } = envelope;
  const sent = {
    envelope: envelope.id,
    retry: Number(at(came.event, "retry_num") ?? 0),
    retryReason: textAt(came.event, "retry_reason"),
  };
  const accepted = await accept(deps, { surface, delivery, body, raw, via: "socket", started: came.started, sent });
  switch (accepted.state) {
    case "answered":
      return accepted.answer;
    case "not-received":
      return surface === "events" ? null : notReceivedAnswer(delivery.kind, body);
    case "unknown-installation":
      deps.log.warn("slack-request-refused", { platform: "slack", kind: "socket", code: "unknown-installation" });
      return null;
  }
}
