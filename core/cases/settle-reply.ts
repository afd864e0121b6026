import type { CaseEvent, ReplyUse } from "./events.ts";
import type { CaseState } from "./state.ts";
import type { CopyId } from "../ids.ts";
import { Refusal } from "../refusal.ts";

const USES = { "reply-fact": "fact", "reply-request": "request", "reply-nothing": "nothing" } as const;

/**
 * Words that were not understood become a source of the case, another request, or nothing; said once, on the card that
 * asks. Throws Refusal("not-found") on any other card, "invalid" when it was said already.
 */
export function settleReply(state: CaseState, verb: keyof typeof USES, copy: CopyId | null): readonly CaseEvent[] {
  const reply = state.unclear?.find((one) => one.copy === copy);
  if (!reply) throw new Refusal("not-found");
  if (reply.became !== null) throw new Refusal("invalid", { what: "reply-settled" });
  const as: ReplyUse = USES[verb];
  const settled: CaseEvent = { type: "reply-settled", copy: reply.copy, as };
  if (as !== "fact") return [settled];
  return [{ type: "source-added", blob: reply.text, kind: "message", name: null, fault: null }, settled];
}
