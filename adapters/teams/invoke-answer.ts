import { z } from "zod";
import type { Json } from "../../core/json.ts";
import type { Card, Dialog } from "../../core/ports/card.ts";
import { toAdaptiveCard } from "./adaptive-card.ts";
import { toDialogCard } from "./dialog-card.ts";
import { cleanText, cutText, shortLine } from "./plain-text.ts";
import { SPOKEN_MAX } from "./limits.ts";
import { NOTICE_TITLE } from "./phrases.ts";

const executed = z.strictObject({
  statusCode: z.literal(200),
  type: z.enum(["application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"]),
  value: z.json(),
});
const task = z.strictObject({
  task: z.strictObject({ type: z.enum(["continue", "message"]), value: z.json() }),
});
/** Nothing to say to a dialog: it closes. */
const closed = z.strictObject({});
const answerSchema = z.union([executed, task, closed]);

/**
 * The body that answers an invoke; the HTTP status is 200 as well. `adaptiveCard/action` (Universal Actions) gets a card
 * or a sentence, a dialog (`task/…`, `composeExtension/…`) gets its next page, a sentence, or closes.
 */
export type InvokeAnswer = z.infer<typeof answerSchema>;

/** The clicked card is replaced by this one, for the one who clicked; every copy is updated apart from it. */
export const cardAnswer = (card: Card): z.infer<typeof executed> => ({
  statusCode: 200,
  type: "application/vnd.microsoft.card.adaptive",
  value: toJson(toAdaptiveCard(card)),
});

/** A sentence to the one who clicked: refusals, and "in a moment". The card stays. */
export const messageAnswer = (text: string): z.infer<typeof executed> => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value: said(text),
});

/** A dialog opens, or shows its next page. */
export const dialogAnswer = (dialog: Dialog): InvokeAnswer => ({
  task: {
    type: "continue",
    value: toJson({
      title: shortLine(dialog.title),
      width: "medium",
      height: "large",
      card: { contentType: "application/vnd.microsoft.card.adaptive", content: toDialogCard(dialog) },
    }),
  },
});

/** A sentence in the place it belongs: beside the card for a click, as a page of its own for a dialog. */
export function sayAnswer(kind: string, text: string): InvokeAnswer {
  if (kind === "click") return messageAnswer(text);
  return { task: { type: "continue", value: toJson(noticeOf(text)) } };
}

/** A dialog that did what it was sent for closes; the card follows. */
export const closeAnswer = (): InvokeAnswer => ({});

/** Task modules show a plain sentence (`type: message`) in some clients only: a card with one line is shown in all. */
const noticeOf = (text: string): unknown => ({
  title: NOTICE_TITLE,
  width: "small",
  height: "small",
  card: {
    contentType: "application/vnd.microsoft.card.adaptive",
    content: toDialogCard({
      title: NOTICE_TITLE,
      blocks: [{ block: "text", text: said(text) }],
      submit: null,
      pages: null,
    }),
  },
});

const said = (text: string): string => cutText(cleanText(text), SPOKEN_MAX);

/** An answer kept with the row, or null when none was. */
export function openAnswer(kept: Json): InvokeAnswer | null {
  if (kept === null) return null;
  const read = answerSchema.safeParse(kept);
  return read.success ? read.data : null;
}

const toJson = (value: unknown): z.infer<ReturnType<typeof z.json>> =>
  z.json().parse(JSON.parse(JSON.stringify(value)));
