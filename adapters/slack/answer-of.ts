import { EMPTY, ephemeralAnswer, jsonAnswer, type SlackAnswer } from "./answer.ts";
import { toBlocks } from "./blocks.ts";
import { parseStored } from "./body.ts";
import { spoken } from "./elements.ts";
import { blockOf, inputFaults } from "./input-values.ts";
import { MESSAGE_TEXT } from "./limits.ts";
import { at } from "./payload.ts";
import { sayView } from "./views.ts";
import type { Card } from "../../core/ports/card.ts";
import type { Delivery } from "../../core/ports/inbox.ts";

/** What the desk says to an inbound. `input`: the input of the form that the words are about. */
export type SlackReply =
  | { readonly kind: "none" }
  | { readonly kind: "tell"; readonly text: string; readonly input?: string }
  | { readonly kind: "card"; readonly card: Card }
  /** Opened by other platforms inside their answer; Slack opens views by itself. */
  | { readonly kind: "dialog" };

/**
 * The HTTP answer of a `now` delivery. A form with faults stays open, each fault beside its field; one the desk
 * accepted closes; words of the desk stand beside the field they are about, else in the form's place. A command for
 * help is answered to the one who typed it. Views were opened when the delivery was read: nothing more is answered.
 */
export function answerOf(delivery: Delivery, reply: SlackReply): SlackAnswer {
  if (delivery.kind === "view_submission") return submissionAnswer(at(parseStored(delivery), "view"), reply);
  if (delivery.kind !== "command" || reply.kind === "none" || reply.kind === "dialog") return EMPTY;
  if (reply.kind === "tell") return ephemeralAnswer(spoken(reply.text, MESSAGE_TEXT));
  const { text, blocks } = toBlocks(reply.card);
  return jsonAnswer({ response_type: "ephemeral", text, blocks });
}

function submissionAnswer(view: unknown, reply: SlackReply): SlackAnswer {
  const faults = inputFaults(view);
  if (Object.keys(faults).length > 0) return jsonAnswer({ response_action: "errors", errors: faults });
  if (reply.kind !== "tell") return jsonAnswer({ response_action: "clear" });
  const block = reply.input === undefined ? null : blockOf(view, reply.input);
  if (block !== null) return jsonAnswer({ response_action: "errors", errors: { [block]: reply.text } });
  return jsonAnswer({ response_action: "update", view: sayView(reply.text) });
}
