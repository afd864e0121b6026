import { caseNumber, type ActionDraft, type CardDraft, type CaseView } from "./view.ts";
import type { UnclearReply } from "../../core/cases/state.ts";

const LONGEST = 160;
const SETTLED = {
  fact: "Added to the case: it is worked out again.",
  request: "Taken as a request of its own.",
  nothing: "Left alone: nothing was done with it.",
} as const;

/** One line with three buttons, below a reply that was not understood; replaced by what the person said it is. */
export function replyCard(
  view: CaseView,
  about: { readonly reply: UnclearReply | undefined; readonly words: string },
): CardDraft {
  const { reply, words } = about;
  const said = words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
  const became = reply?.became ?? null;
  return {
    kind: "notice",
    status: "Not released · about your reply",
    tone: "neutral",
    headline:
      became === null ? `I could not tell what “${said}” means for ${caseNumber(view.state)}.` : SETTLED[became],
    blocks: became === null ? [] : [{ block: "text", text: `“${said}”`, weight: "quiet" }],
    actions: became === null && reply ? ACTIONS : [],
    footer: [caseNumber(view.state)],
    fallback: `Not released · ${caseNumber(view.state)}: a reply was not understood`,
  };
}

const ACTIONS: readonly ActionDraft[] = [
  { verb: "reply-fact", label: "Add it to this case", takes: "none" },
  { verb: "reply-request", label: "Make it a new request", takes: "none" },
  { verb: "reply-nothing", label: "Leave it", takes: "none" },
];
