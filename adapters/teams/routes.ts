import { Hono } from "hono";
import type { TenantId } from "../../core/ids.ts";
import { arrivedDirectly, type Arrival, type ArrivalCheck } from "../../core/ports/arrival.ts";
import type { Delivery, Inbox, Inserted } from "../../core/ports/inbox.ts";
import type { TeamsClaims } from "./claims.ts";
import { openEnvelope, type TeamsEnvelope } from "./envelope.ts";
import { openAnswer, sayAnswer, type InvokeAnswer } from "./invoke-answer.ts";
import { ACTIVITY_MAX_BYTES, ANSWER_BUDGET_MS, INSERT_BUDGET_MS } from "./limits.ts";
import { refuseLocally } from "./local-guard.ts";
import type { TeamsLog } from "./log.ts";
import { NOT_RECEIVED, STANDING } from "./phrases.ts";
import type { TeamsPort } from "./port.ts";
import { readBody } from "./read-body.ts";
import { splitConversation } from "./reference.ts";
import type { UrlRule } from "./service-urls.ts";
import { within } from "./within.ts";

type NewDelivery = Extract<Inserted, { state: "new" }>;

export type TeamsRouteDeps = {
  readonly port: TeamsPort;
  readonly inbox: Inbox;
  /** The tenant of a known Teams tenant (installation), or null. */
  readonly tenantOf: (installation: string) => Promise<TenantId | null>;
  /** Addresses that this desk answers to; an activity naming another is refused. */
  readonly serviceUrls: UrlRule;
  /** Runs a stored click and gives its answer. `deadline`: milliseconds since the epoch. */
  readonly runNow: (inserted: NewDelivery, deadline: number) => Promise<InvokeAnswer>;
  /** Tells the dispatcher that a `later` delivery was stored. */
  readonly kick: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When a request came, where an edge stands in front; absent: the moment it is read here. */
  readonly arrival?: ArrivalCheck;
  readonly log: TeamsLog;
  /** Set for the unauthenticated client: the port this desk listens on; every activity is installation `local`. */
  readonly local: { readonly port: () => number } | null;
  /** Milliseconds from the first byte; 800 for the insert, 2,000 in all (engineering-decisions §5). */
  readonly budget?: { readonly insert: number; readonly total: number };
};

const BUDGET = { insert: INSERT_BUDGET_MS, total: ANSWER_BUDGET_MS };
const LOCAL = "local";
type Refusal = { readonly status: 400 | 401 | 403 | 413 | 415 | 501; readonly code: string };
type Received = {
  readonly envelope: TeamsEnvelope;
  readonly raw: Uint8Array;
  readonly claims: TeamsClaims;
  readonly via: Exclude<Arrival["via"], "refused">;
  readonly started: number;
};

/**
 * POST /api/messages: read, verified, stored, answered. Nothing is acknowledged that is not stored. Unreadable is 400,
 * no or a bad signature 401, a tenant or service address nobody installed 403, too large 413, an invoke the desk has
 * no use for 501. Clicks are answered in the reply, everything else is 200 at once and worked later.
 */
export function createTeamsRoutes(deps: TeamsRouteDeps): Hono {
  const routes = new Hono();
  routes.post("/api/messages", (context) => receive(deps, context.req.raw));
  return routes;
}

async function receive(deps: TeamsRouteDeps, request: Request): Promise<Response> {
  const at = deps.now();
  const foreign = deps.local === null ? null : refuseLocally(request.headers, deps.local.port());
  if (foreign) return refuse(deps, foreign);
  const raw = await readBody(request, ACTIVITY_MAX_BYTES);
  if (raw === null) return refuse(deps, { status: 413, code: "too-large" });
  const arrived = await (deps.arrival ?? arrivedDirectly)({ headers: request.headers, raw, at });
  if (arrived.via === "refused") return refuse(deps, { status: 401, code: arrived.code });
  const envelope = openEnvelope(raw);
  if ("status" in envelope) return refuse(deps, envelope);
  const claims = await prove(deps, envelope, request.headers.get("authorization") ?? "");
  if ("status" in claims) return refuse(deps, claims);
  if (envelope.kind === "unsupported") return refuse(deps, { status: 501, code: "unsupported-invoke" });
  return take(deps, { envelope, raw, claims, via: arrived.via, started: arrived.startedAt });
}

/** The signature first: who cannot prove to be Teams learns nothing about which tenants are known. */
async function prove(
  deps: TeamsRouteDeps,
  envelope: TeamsEnvelope,
  authorization: string,
): Promise<TeamsClaims | Refusal> {
  const { activity } = envelope;
  const claims = await deps.port.authenticate(authorization, activity).catch(() => null);
  if (claims === null) return { status: 401, code: "unauthorised" };
  if (!deps.serviceUrls(activity.serviceUrl)) return { status: 403, code: "service-url" };
  return claims;
}

async function take(deps: TeamsRouteDeps, received: Received): Promise<Response> {
  const { envelope, started } = received;
  const left = (deps.budget ?? BUDGET).insert - (deps.now() - started);
  const inserting = insert(deps, received).catch((error: unknown): null => {
    deps.log.error("teams-insert-failed", {
      kind: envelope.kind,
      fault: error instanceof Error ? error.name : "unknown",
    });
    return null;
  });
  const stored = await within(inserting, left, null);
  if (stored === "unknown") return refuse(deps, { status: 403, code: "unknown-tenant" });
  if (stored === null) return notReceived(deps, received);
  if (stored.state === "duplicate")
    return envelope.mode === "now"
      ? answer(openAnswer(stored.answer) ?? sayAnswer(envelope.kind, STANDING))
      : new Response(null, { status: 200 });
  if (envelope.mode === "now") return answer(await answerNow(deps, received, stored));
  deps.kick();
  return new Response(null, { status: 200 });
}

async function insert(deps: TeamsRouteDeps, received: Received): Promise<Inserted | "unknown"> {
  const { envelope, raw, claims, via } = received;
  const installation = deps.local === null ? envelope.tenantId : LOCAL;
  const tenant = installation === null ? null : await deps.tenantOf(installation);
  if (installation === null || tenant === null) return "unknown";
  const { deliveryKey, kind, mode, activity } = envelope;
  const row: Delivery = { platform: "teams", installation, tenant, deliveryKey, kind, mode, via, raw, claims };
  const { channel, root } = splitConversation(activity.conversation.id);
  // A thread is worked in order, and so is a chat. A click waits for nobody: the case's version decides between two.
  const subject = mode === "now" ? deliveryKey : (root ?? channel);
  return deps.inbox.insert(row, `inbound:teams:${installation}:${subject}`);
}

/** The answer within the budget, kept for a redelivery; past it a standing answer, while the work goes on. */
async function answerNow(deps: TeamsRouteDeps, received: Received, stored: NewDelivery): Promise<InvokeAnswer> {
  const deadline = received.started + (deps.budget ?? BUDGET).total;
  const running = deps.runNow(stored, deadline).catch((error: unknown): null => {
    deps.log.error("teams-click-failed", { fault: error instanceof Error ? error.name : "unknown" });
    return null;
  });
  const made = await within(running, deadline - deps.now(), null);
  const given = made ?? sayAnswer(received.envelope.kind, STANDING);
  await deps.inbox
    .keepAnswer(stored.inboxId, given)
    .catch(() => deps.log.warn("teams-answer-not-kept", { kind: "click" }));
  return given;
}

function notReceived(deps: TeamsRouteDeps, { envelope, started }: Received): Response {
  deps.log.warn("teams-not-received", { kind: envelope.kind, ms: deps.now() - started });
  return envelope.mode === "now" ? answer(sayAnswer(envelope.kind, NOT_RECEIVED)) : new Response(null, { status: 503 });
}

function refuse(deps: TeamsRouteDeps, { status, code }: Refusal): Response {
  deps.log.warn("teams-request-refused", { platform: "teams", code, status });
  return new Response(null, { status });
}

const answer = (body: InvokeAnswer): Response => Response.json(body, { status: 200 });
