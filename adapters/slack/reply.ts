import { notReceivedAnswer, type SlackAnswer } from "./answer.ts";
import type { SlackSurface } from "./body.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { textAt } from "./payload.ts";

/** An answer as the HTTP reply that holds it. */
export const reply = (answer: SlackAnswer): Response =>
  new Response(answer.body === "" ? null : answer.body, {
    status: 200,
    headers: answer.type === "" ? {} : { "content-type": `${answer.type}; charset=utf-8` },
  });

export type NotReceived = {
  readonly response: Response;
  /** Where the person is told instead: the reply to a click shows nothing. */
  readonly tellAt: string | null;
};

/** The reply when nothing was stored: Slack sends an event again, a person is asked to try again. */
export function notReceivedReply(
  surface: SlackSurface,
  delivery: Pick<SlackDelivery, "kind">,
  body: unknown,
): NotReceived {
  if (surface === "events") return { response: new Response(null, { status: 503 }), tellAt: null };
  const isShown = delivery.kind === "command" || delivery.kind === "view_submission";
  return {
    response: reply(notReceivedAnswer(delivery.kind, body)),
    tellAt: isShown ? null : textAt(body, "response_url"),
  };
}
