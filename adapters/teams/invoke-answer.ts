import { z } from "zod";
import type { Json } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import { toAdaptiveCard } from "./adaptive-card.ts";
import { cleanText, cutText } from "./plain-text.ts";
import { SPOKEN_MAX } from "./limits.ts";

const answerSchema = z.strictObject({
  statusCode: z.literal(200),
  type: z.enum(["application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"]),
  value: z.json(),
});

/** The body that answers an `adaptiveCard/action` invoke (Universal Actions). The HTTP status is 200 as well. */
export type InvokeAnswer = z.infer<typeof answerSchema>;

/** The clicked card is replaced by this one, for the one who clicked; every copy is updated apart from it. */
export const cardAnswer = (card: Card): InvokeAnswer => ({
  statusCode: 200,
  type: "application/vnd.microsoft.card.adaptive",
  value: toJson(toAdaptiveCard(card)),
});

/** A sentence to the one who clicked: refusals, and "in a moment". The card stays. */
export const messageAnswer = (text: string): InvokeAnswer => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value: cutText(cleanText(text), SPOKEN_MAX),
});

/** An answer kept with the row, or null when none was. */
export function openAnswer(kept: Json): InvokeAnswer | null {
  const read = answerSchema.safeParse(kept);
  return read.success ? read.data : null;
}

const toJson = (value: unknown): z.infer<ReturnType<typeof z.json>> =>
  z.json().parse(JSON.parse(JSON.stringify(value)));
