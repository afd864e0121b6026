import { z } from "zod";
import type { Json } from "../../core/json.ts";
import type { TeamsActivity } from "./activity.ts";

const referenceSchema = z.object({
  serviceUrl: z.string(),
  channelId: z.literal("msteams"),
  bot: z.object({ id: z.string(), name: z.string().exactOptional() }),
  conversation: z.object({
    id: z.string(),
    tenantId: z.string().exactOptional(),
    conversationType: z.string().exactOptional(),
    isGroup: z.boolean().exactOptional(),
  }),
});

/** A conversation reference as plain JSON: what Teams needs to be written to later. No user, no activity. */
export type Reference = {
  readonly serviceUrl: string;
  readonly channelId: "msteams";
  readonly bot: { readonly id: string; readonly name?: string };
  readonly conversation: {
    readonly id: string;
    readonly tenantId?: string;
    readonly conversationType?: string;
    readonly isGroup?: boolean;
  };
};

/** Reads a stored reference, or null when there is none (a place that is configured but was never heard from). */
export function openReference(json: Json): Reference | null {
  const read = referenceSchema.safeParse(json);
  return read.success ? read.data : null;
}

/** A channel's conversation id is `19:…@thread.tacv2;messageid=<root>`: the channel, and the root message of the thread. */
export function splitConversation(id: string): { readonly channel: string; readonly root: string | null } {
  const [channel = id, root] = id.split(";messageid=");
  return { channel, root: root ?? null };
}

export const threadId = (channel: string, root: string | null): string =>
  root === null ? channel : `${channel};messageid=${root}`;

/** How to write to the place this activity came from, without the thread. */
export function referenceOf(activity: TeamsActivity): Reference {
  const { conversation, recipient, channelData } = activity;
  const tenantId = conversation.tenantId ?? channelData?.tenant?.id;
  return {
    serviceUrl: activity.serviceUrl,
    channelId: "msteams",
    bot: { id: recipient.id, ...(recipient.name ? { name: recipient.name } : {}) },
    conversation: {
      id: splitConversation(conversation.id).channel,
      ...(tenantId ? { tenantId } : {}),
      ...(conversation.conversationType ? { conversationType: conversation.conversationType } : {}),
      ...(conversation.isGroup === true ? { isGroup: true } : {}),
    },
  };
}
