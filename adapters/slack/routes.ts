import { Hono } from "hono";
import { EMPTY, parseAnswer, standingAnswer, type SlackAnswer } from "./answer.ts";
import { readBody, type SlackSurface } from "./body.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { openEnvelope, STATUS_OF } from "./envelope.ts";
import type { SlackLog } from "./log.ts";
import { textAt } from "./payload.ts";
import { NOT_RECEIVED } from "./phrases.ts";
import { notReceivedReply, reply } from "./reply.ts";
import type { Respond } from "./response-url.ts";
import { createSignatureCheck, type SignatureCheck } from "./signature.ts";
import { within } from "./within.ts";
import type { TenantId } from "../../core/ids.ts";
import { arrivedDirectly, type Arrival, type ArrivalCheck } from "../../core/ports/arrival.ts";
import type { Delivery, Inbox, Inserted } from "../../core/ports/inbox.ts";

export type NewDelivery = Extract<Inserted, { state: "new" }>;

export type SlackRouteDeps = {
  /** One, or two while the secret is being rotated. */
  readonly signingSecrets: readonly string[];
  readonly inbox: Inbox;
  /** The tenant of a workspace or organisation; null: nobody installed the desk there. */
  readonly tenantOf: (installation: string) => Promise<TenantId | null>;
  /** Runs a stored `now` delivery and gives its answer. `deadline`: milliseconds since the epoch. */
  readonly runNow: (inserted: NewDelivery, deadline: number) => Promise<SlackAnswer>;
  /** Tells the dispatcher that a `later` delivery was stored. */
  readonly kick: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When a request came, where an edge stands in front; absent: the moment it is read here. */
  readonly arrival?: ArrivalCheck;
  readonly log: SlackLog;
  /** Tells a person through the address that came with an act: it was not received, or its answer came too late. */
  readonly respond?: Respond;
  /** Milliseconds from the first byte; 800 for the insert, 2,000 in all (engineering-decisions §5). */
  readonly budget?: { readonly insert: number; readonly total: number };
};

const BUDGET = { insert: 800, total: 2000 };
const SURFACES: readonly SlackSurface[] = ["events", "commands", "actions"];
/** Slack repeats what it gets no 2xx for; an unknown installation will not become known by that. */
const NO_RETRY = { "x-slack-no-retry": "1" };

type Stored = Inserted | { readonly state: "unknown-installation" };
type Received = {
  readonly delivery: SlackDelivery;
  readonly body: unknown;
  readonly raw: Uint8Array;
  readonly via: Exclude<Arrival["via"], "refused">;
  readonly started: number;
};

/**
 * POST /slack/events, /slack/commands, /slack/actions: verified, stored, answered. Nothing is acknowledged that is not
 * stored. Forged, stale or unsigned is 401, unreadable or of no known kind 400, above 1 MB 413, from a workspace
 * that nobody installed the desk in 403 (Slack is asked not to repeat it). Throws at start without a signing secret.
 */
export function createSlackRoutes(deps: SlackRouteDeps): Hono {
  const check = createSignatureCheck(deps.signingSecrets);
  const routes = new Hono();
  for (const surface of SURFACES)
    routes.post(`/slack/${surface}`, (context) => receive(deps, check, { surface, request: context.req.raw }));
  return routes;
}

async function receive(
  deps: SlackRouteDeps,
  check: SignatureCheck,
  from: { readonly surface: SlackSurface; readonly request: Request },
): Promise<Response> {
  const at = deps.now();
  const { surface, request } = from;
  const raw = await readBody(request);
  if (raw === null) return refuse(deps, surface, { status: 413, code: "too-large" });
  const arrived = await (deps.arrival ?? arrivedDirectly)({ headers: request.headers, raw, at });
  if (arrived.via === "refused") return refuse(deps, surface, { status: 401, code: arrived.code });
  const { via, receivedAt, startedAt: started } = arrived;
  const opened = await openEnvelope({ surface, headers: request.headers, raw, nowMs: receivedAt }, check);
  if (opened.verdict === "refused") return refuse(deps, surface, { status: STATUS_OF[opened.code], code: opened.code });
  if (opened.verdict === "handshake")
    return new Response(opened.challenge === "" ? null : opened.challenge, { status: 200 });
  const received = { delivery: opened.delivery, body: opened.body, raw, via, started };
  const stored = await store(deps, from, received);
  if (stored === null) return notReceived(deps, received, surface);
  if (stored.state === "unknown-installation")
    return refuse(deps, surface, { status: 403, code: "unknown-installation" });
  if (stored.state === "duplicate")
    return reply(
      parseAnswer(stored.answer) ?? (opened.delivery.mode === "now" ? standingAnswer(opened.delivery.kind) : EMPTY),
    );
  if (opened.delivery.mode === "now") return reply(await answerNow(deps, received, stored));
  deps.kick();
  return reply(EMPTY);
}

function refuse(
  deps: SlackRouteDeps,
  surface: SlackSurface,
  why: { readonly status: number; readonly code: string },
): Response {
  deps.log.warn("slack-request-refused", { platform: "slack", kind: surface, code: why.code, status: why.status });
  return new Response(null, { status: why.status, headers: why.status === 403 ? NO_RETRY : {} });
}

/** Null: not stored within the budget, or the store failed. */
async function store(
  deps: SlackRouteDeps,
  from: { readonly surface: SlackSurface; readonly request: Request },
  received: Received,
): Promise<Stored | null> {
  const left = (deps.budget ?? BUDGET).insert - (deps.now() - received.started);
  const inserting = insert(deps, from, received).catch((error: unknown): null => {
    deps.log.error("slack-insert-failed", { platform: "slack", kind: received.delivery.kind, fault: nameOf(error) });
    return null;
  });
  return within(inserting, left, null);
}

async function insert(
  deps: SlackRouteDeps,
  from: { readonly surface: SlackSurface; readonly request: Request },
  received: Received,
): Promise<Stored> {
  const { delivery, raw, via } = received;
  const tenant = await deps.tenantOf(delivery.installation);
  if (tenant === null) return { state: "unknown-installation" };
  const { headers } = from.request;
  const row: Delivery = {
    platform: "slack",
    installation: delivery.installation,
    tenant,
    deliveryKey: delivery.key,
    kind: delivery.kind,
    mode: delivery.mode,
    via,
    raw,
    claims: {
      surface: from.surface,
      user: delivery.user,
      time: delivery.time,
      sent: Number(headers.get("x-slack-request-timestamp")),
      retry: headers.get("x-slack-retry-num"),
      retryReason: headers.get("x-slack-retry-reason"),
    },
  };
  return deps.inbox.insert(row, `inbound:slack:${delivery.installation}:${delivery.subject ?? delivery.key}`);
}

async function notReceived(deps: SlackRouteDeps, received: Received, surface: SlackSurface): Promise<Response> {
  const { delivery, body } = received;
  deps.log.warn("slack-not-received", { platform: "slack", kind: delivery.kind, ms: deps.now() - received.started });
  const { response, tellAt } = notReceivedReply(surface, delivery, body);
  if (tellAt !== null && deps.respond)
    void deps
      .respond(tellAt, NOT_RECEIVED)
      .catch(() => deps.log.warn("slack-not-told", { platform: "slack", kind: delivery.kind }));
  return response;
}

/** The first answer given is the one that is kept: a redelivery gets the same bytes. */
async function answerNow(deps: SlackRouteDeps, received: Received, stored: NewDelivery): Promise<SlackAnswer> {
  const deadline = received.started + (deps.budget ?? BUDGET).total;
  const standing = standingAnswer(received.delivery.kind);
  const running = deps.runNow(stored, deadline).catch((error: unknown): SlackAnswer => {
    deps.log.error("slack-now-failed", {
      platform: "slack",
      kind: received.delivery.kind,
      inbox: stored.inboxId,
      fault: nameOf(error),
    });
    return standing;
  });
  const answer = await within(running, deadline - deps.now(), null);
  if (answer === null) void running.then((late) => answerLate(deps, received, late));
  const given = answer ?? standing;
  const keeping = deps.inbox.keepAnswer(stored.inboxId, given).catch((error: unknown) => {
    deps.log.warn("slack-answer-not-kept", { platform: "slack", inbox: stored.inboxId, fault: nameOf(error) });
  });
  await within(keeping, Math.max(0, deadline - deps.now()), undefined);
  return given;
}

/** A command's own answer, once the standing one has gone out in its stead. */
async function answerLate(deps: SlackRouteDeps, received: Received, answer: SlackAnswer): Promise<void> {
  const address = textAt(received.body, "response_url");
  if (received.delivery.kind !== "command" || answer.body === "" || address === null || !deps.respond) return;
  const said: unknown = JSON.parse(answer.body);
  await deps
    .respond(address, typeof said === "object" && said !== null ? said : {})
    .catch(() => deps.log.warn("slack-not-told", { platform: "slack", kind: "command" }));
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
