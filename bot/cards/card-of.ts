import { ackCard, unreadableBlock } from "./ack-card.ts";
import { answerCard } from "./answer-card.ts";
import { decisionCard } from "./decision-card.ts";
import { questionCard } from "./question-card.ts";
import { reviewCard } from "./review-card.ts";
import { takenBackBlocks } from "./waiting.ts";
import { caseNumber, footerOf, lasted, type ActionDraft, type CardDraft, type CaseView } from "./view.ts";

/** The requester's card in its present stage: one message, replaced in place. */
export function requestCardOf(view: CaseView): CardDraft {
  const card = heardOnly(view, takenBack(view, stageCard(view)));
  if (card.kind === "ack") return card;
  return {
    ...card,
    blocks: [...unreadableBlock(view), ...card.blocks, ...aboutBlock(view)],
    actions: [...card.actions, ...listAction(view), ...recordAction(view)],
  };
}

/** The record on paper, where the platform can be given files. */
const recordAction = ({ state }: CaseView): readonly ActionDraft[] =>
  state.place.platform === "slack" && state.determination && state.stage !== "shredded"
    ? [{ verb: "take-record", label: "Record (PDF)", takes: "none" }]
    : [];

/** The lines as a workbook, where the platform can be given files. */
const listAction = ({ state, determination }: CaseView): readonly ActionDraft[] =>
  state.place.platform === "slack" && determination?.result.rolledUp && state.stage !== "shredded"
    ? [{ verb: "take-list", label: "Lines (XLSX)", takes: "none" }]
    : [];

/** The message a case is about, where the request was made of somebody's message. */
const aboutBlock = ({ state }: CaseView): CardDraft["blocks"] =>
  state.messageUrl === undefined ? [] : [{ block: "link", label: "The message this is about", url: state.messageUrl }];

/** A release that was taken back stands above everything until it is decided anew, and is confirmed as read. */
function takenBack(view: CaseView, card: CardDraft): CardDraft {
  const { retracted } = view.state;
  if (!retracted) return card;
  const read: ActionDraft = {
    verb: "confirm-read",
    label: "I have read it and stopped",
    style: "primary",
    takes: "none",
  };
  return {
    ...card,
    tone: "warning",
    blocks: [...takenBackBlocks(view), ...card.blocks],
    actions: [...(retracted.read === null ? [read] : []), ...card.actions],
  };
}

/** Teams hands a bot in a channel only what mentions it: said where people would answer. */
function heardOnly(view: CaseView, card: CardDraft): CardDraft {
  const { platform, kind } = view.state.place;
  if (platform !== "teams" || kind !== "channel") return card;
  return { ...card, footer: [...card.footer, "in this channel I hear only messages that mention me"] };
}

function stageCard(view: CaseView): CardDraft {
  switch (view.state.stage) {
    case "looking":
      return ackCard(view);
    case "asking":
      return questionCard(view);
    case "in-review":
      return answerCard(view);
    case "decided":
      return decisionCard(view, "requester");
    case "shredded":
      return shreddedCard(view);
  }
}

/** The reviewers' card: the review, or what became of it. */
export function reviewCardOf(view: CaseView): CardDraft {
  switch (view.state.stage) {
    case "in-review": {
      // Whoever approves has to see what nobody read.
      const card = reviewCard(view);
      return { ...card, blocks: [...unreadableBlock(view), ...card.blocks, ...aboutBlock(view)] };
    }
    case "decided":
      return decisionCard(view, "reviewer");
    case "looking":
    case "asking":
      return pausedCard(view);
    case "shredded":
      return shreddedCard(view);
  }
}

function pausedCard(view: CaseView): CardDraft {
  const asking = view.state.stage === "asking";
  return {
    kind: "review",
    status: `Not released · ${asking ? "waiting for the requester" : "the desk looks again"}`,
    tone: "neutral",
    headline: asking
      ? `The requester was asked; the clock is paused${view.state.clockLeft ? `, ${lasted(view.state.clockLeft)} are left` : ""}.`
      : "Something changed: the desk is working it out again.",
    blocks: [],
    actions: [],
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(view.state)} is not with you right now`,
  };
}

function shreddedCard(view: CaseView): CardDraft {
  return {
    kind: "notice",
    status: "Not released · the content of this case was destroyed",
    tone: "neutral",
    headline: "Only the proof remains.",
    blocks: [],
    actions: [],
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(view.state)}`,
  };
}
