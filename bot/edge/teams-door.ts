import type { Door } from "../../adapters/edge/door.ts";
import { readBody } from "../../adapters/slack/body.ts";
import { openEnvelope } from "../../adapters/teams/envelope.ts";
import { messageAnswer } from "../../adapters/teams/invoke-answer.ts";
import { ACTIVITY_MAX_BYTES } from "../../adapters/teams/limits.ts";
import { NOT_RECEIVED } from "../../adapters/teams/phrases.ts";

const BEARER = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Teams at the edge: size and shape, and that a token is there. Whether the token is Microsoft's is the desk's to say,
 * so nothing unproved is acknowledged here: a Teams request never waits in the queue, where its token would expire.
 */
export const teamsDoor: Door = async (request) => {
  const raw = await readBody(request, ACTIVITY_MAX_BYTES);
  if (raw === null) return { verdict: "refused", status: 413, code: "too-large" };
  const envelope = openEnvelope(raw);
  if ("status" in envelope) return { verdict: "refused", status: envelope.status, code: `teams-${envelope.code}` };
  if (!BEARER.test(request.headers.get("authorization") ?? ""))
    return { verdict: "refused", status: 401, code: "teams-no-token" };
  const isAsked = envelope.mode === "now";
  return {
    verdict: "open",
    raw,
    canWait: false,
    notReceived: () => (isAsked ? Response.json(messageAnswer(NOT_RECEIVED)) : new Response(null, { status: 503 })),
    tell: null,
  };
};
