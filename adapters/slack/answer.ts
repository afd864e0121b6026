import { LOADING_TITLE, NOT_RECEIVED, NOTICE_TITLE, RECEIVED } from "./phrases.ts";
import { noticeView } from "./views.ts";
import { INPUT_BLOCK } from "./action-ids.ts";
import { at, listAt, textAt } from "./payload.ts";
import type { Json } from "../../core/json.ts";

/** What an HTTP reply to Slack holds, always with status 200. The body is kept as text, so that it stays the same bytes. */
export type SlackAnswer = { readonly type: "" | "application/json"; readonly body: string };

export const EMPTY: SlackAnswer = { type: "", body: "" };
export const jsonAnswer = (body: object): SlackAnswer => ({ type: "application/json", body: JSON.stringify(body) });

/** A text for the one who typed a command. */
export const ephemeralAnswer = (text: string): SlackAnswer => jsonAnswer({ response_type: "ephemeral", text });

/** A kept answer as it comes back from the inbox; anything else is none. */
export function parseAnswer(kept: Json | null): SlackAnswer | null {
  const body = at(kept, "body");
  if (typeof body !== "string") return null;
  return textAt(kept, "type") === "application/json" ? { type: "application/json", body } : EMPTY;
}

/** Past the budget: the row goes on without the request. */
export function standingAnswer(kind: string): SlackAnswer {
  if (kind === "view_submission")
    return jsonAnswer({ response_action: "update", view: noticeView({ title: LOADING_TITLE, text: RECEIVED }) });
  return kind === "command" ? ephemeralAnswer(RECEIVED) : EMPTY;
}

/** Nothing was stored, so nothing is acknowledged: the person is asked to try again, and what was typed stays. */
export function notReceivedAnswer(kind: string, body: unknown): SlackAnswer {
  if (kind === "command") return ephemeralAnswer(NOT_RECEIVED);
  if (kind !== "view_submission") return EMPTY;
  const input = listAt(body, "view", "blocks")
    .map((block) => textAt(block, "block_id"))
    .find((id) => id?.startsWith(INPUT_BLOCK));
  if (input) return jsonAnswer({ response_action: "errors", errors: { [input]: NOT_RECEIVED } });
  return jsonAnswer({ response_action: "update", view: noticeView({ title: NOTICE_TITLE, text: NOT_RECEIVED }) });
}
