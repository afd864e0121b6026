import { Hono } from "hono";
import { accept, type AcceptDeps, type Arrived } from "./accept.ts";
import { readBody, type SlackSurface } from "./body.ts";
import { openEnvelope, STATUS_OF } from "./envelope.ts";
import { NOT_RECEIVED } from "./phrases.ts";
import { notReceivedReply, reply } from "./reply.ts";
import { createSignatureCheck, type SignatureCheck } from "./signature.ts";
import { arrivedDirectly, type ArrivalCheck } from "../../core/ports/arrival.ts";

export type SlackRouteDeps = AcceptDeps & {
  /** One, or two while the secret is being rotated. */
  readonly signingSecrets: readonly string[];
  /** When a request came, where an edge stands in front; absent: the moment it is read here. */
  readonly arrival?: ArrivalCheck;
};

const SURFACES: readonly SlackSurface[] = ["events", "commands", "actions"];
/** Slack repeats what it gets no 2xx for; an unknown installation will not become known by that. */
const NO_RETRY = { "x-slack-no-retry": "1" };

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
  const arrival = await (deps.arrival ?? arrivedDirectly)({ headers: request.headers, raw, at });
  if (arrival.via === "refused") return refuse(deps, surface, { status: 401, code: arrival.code });
  const { via, receivedAt, startedAt: started } = arrival;
  const opened = await openEnvelope({ surface, headers: request.headers, raw, nowMs: receivedAt }, check);
  if (opened.verdict === "refused") return refuse(deps, surface, { status: STATUS_OF[opened.code], code: opened.code });
  if (opened.verdict === "handshake")
    return new Response(opened.challenge === "" ? null : opened.challenge, { status: 200 });
  const { delivery, body } = opened;
  const arrived: Arrived = { surface, delivery, body, raw, via, started, sent: sentBy(request.headers) };
  const accepted = await accept(deps, arrived);
  switch (accepted.state) {
    case "answered":
      return reply(accepted.answer);
    case "not-received":
      return notReceived(deps, arrived);
    case "unknown-installation":
      return refuse(deps, surface, { status: 403, code: "unknown-installation" });
  }
}

const sentBy = (headers: Headers): Arrived["sent"] => ({
  sent: Number(headers.get("x-slack-request-timestamp")),
  retry: headers.get("x-slack-retry-num"),
  retryReason: headers.get("x-slack-retry-reason"),
});

function refuse(
  deps: SlackRouteDeps,
  surface: SlackSurface,
  why: { readonly status: number; readonly code: string },
): Response {
  deps.log.warn("slack-request-refused", { platform: "slack", kind: surface, code: why.code, status: why.status });
  return new Response(null, { status: why.status, headers: why.status === 403 ? NO_RETRY : {} });
}

function notReceived(deps: SlackRouteDeps, arrived: Arrived): Response {
  const { surface, delivery, body } = arrived;
  const { response, tellAt } = notReceivedReply(surface, delivery, body);
  if (tellAt !== null && deps.respond)
    void deps
      .respond(tellAt, NOT_RECEIVED)
      .catch(() => deps.log.warn("slack-not-told", { platform: "slack", kind: delivery.kind }));
  return response;
}
