import { z } from "zod";

const account = z.looseObject({
  id: z.string().min(1).max(512),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  role: z.string().nullish(),
  tenantId: z.string().nullish(),
});

const activitySchema = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().min(1).max(512),
  channelId: z.string(),
  serviceUrl: z.string().min(1).max(1024),
  name: z.string().nullish(),
  /** Of an installationUpdate: `add`, `remove`, `add-upgrade`, `remove-upgrade`. */
  action: z.string().nullish(),
  text: z.string().nullish(),
  replyToId: z.string().nullish(),
  timestamp: z.string().nullish(),
  locale: z.string().nullish(),
  value: z.json().nullish(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1).max(1024),
    tenantId: z.string().nullish(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).nullish(),
      team: z.looseObject({ id: z.string().nullish() }).nullish(),
      channel: z.looseObject({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string().nullish(),
        name: z.string().nullish(),
        content: z.json().nullish(),
        contentUrl: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** A Bot Framework activity as Teams sends it: the fields we read, checked; the rest as it came. */
export type TeamsActivity = z.infer<typeof activitySchema>;

/** Reads the bytes of one activity. Null when they are no JSON or lack what every Teams activity has (id included). */
export function parseActivity(raw: Uint8Array): TeamsActivity | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch {
    return null;
  }
  const read = activitySchema.safeParse(json);
  return read.success ? read.data : null;
}

/** The Teams tenant an activity belongs to, or null when it names none or two that differ. */
export function tenantIdOf(activity: TeamsActivity): string | null {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (id) => id !== null && id !== undefined && id !== "",
  );
  const [first] = named;
  return first !== undefined && named.every((id) => id === first) ? (first ?? null) : null;
}
