import type { Door } from "../../adapters/edge/door.ts";
import { readBody, type SlackSurface } from "../../adapters/slack/body.ts";
import { openEnvelope, STATUS_OF } from "../../adapters/slack/envelope.ts";
import { NOT_RECEIVED } from "../../adapters/slack/phrases.ts";
import { notReceivedReply } from "../../adapters/slack/reply.ts";
import { createSignatureCheck } from "../../adapters/slack/signature.ts";

/** Slack at the edge: the same envelope, verified by the same files, as at the desk's own address. */
export function slackDoor(
  surface: SlackSurface,
  settings: {
    readonly signingSecret: string;
    /** Tells a person through the address that Slack gave with a click. */
    readonly respond: (responseUrl: string, text: string) => Promise<void>;
  },
): Door {
  const check = createSignatureCheck([settings.signingSecret]);
  return async (request, receivedAt) => {
    const raw = await readBody(request);
    if (raw === null) return { verdict: "refused", status: 413, code: "too-large" };
    const opened = await openEnvelope({ surface, headers: request.headers, raw, nowMs: receivedAt }, check);
    if (opened.verdict === "refused")
      return { verdict: "refused", status: STATUS_OF[opened.code], code: `slack-${opened.code}` };
    if (opened.verdict === "handshake")
      return {
        verdict: "open",
        raw,
        canWait: false,
        notReceived: () => new Response(null, { status: 503 }),
        tell: null,
      };
    const { response, tellAt } = notReceivedReply(surface, opened.delivery, opened.body);
    return {
      verdict: "open",
      raw,
      canWait: opened.delivery.mode === "later",
      notReceived: () => response,
      tell: tellAt === null ? null : () => settings.respond(tellAt, NOT_RECEIVED),
    };
  };
}
