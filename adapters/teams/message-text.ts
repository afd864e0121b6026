import { z } from "zod";
import type { TeamsActivity } from "./activity.ts";

const mentionSchema = z.looseObject({
  type: z.literal("mention"),
  mentioned: z.looseObject({ id: z.string() }),
  text: z.string().nullish(),
});

const mentionsOf = (activity: TeamsActivity) =>
  (activity.entities ?? []).flatMap((entity) => {
    const read = mentionSchema.safeParse(entity);
    return read.success ? [read.data] : [];
  });

/** Whether the message names this bot. In a channel or group chat nothing else is meant for it. */
export const mentionsBot = (activity: TeamsActivity): boolean =>
  mentionsOf(activity).some((mention) => mention.mentioned.id === activity.recipient.id);

const ENTITIES: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/**
 * The words of a message: the mention of the bot is taken out, other people's stay as their names, and the few
 * entities Teams writes into plain text are read. Tags that a person typed stay as typed.
 */
export function messageText(activity: TeamsActivity): string {
  let text = activity.text ?? "";
  for (const mention of mentionsOf(activity))
    if (mention.mentioned.id === activity.recipient.id && mention.text) text = text.replace(mention.text, " ");
  return text
    .replace(/<at[^>]*>(.*?)<\/at>/gis, "$1")
    .replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t\u00A0]+/g, " ")
    .trim();
}
