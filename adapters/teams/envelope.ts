import { parseActivity, tenantIdOf, type TeamsActivity } from "./activity.ts";
import { ACTIVITY_MAX_BYTES } from "./limits.ts";

/** What the desk does with an activity: `click`, `dialog` (to be opened) and `submit` (sent from one) inside the reply, the others later, `unsupported` not at all. */
type TeamsKind = "message" | "edit" | "removal" | "click" | "dialog" | "submit" | "place" | "other" | "unsupported";

export type TeamsEnvelope = {
  readonly activity: TeamsActivity;
  /** Teams tenant named by the activity; null in none or two that differ. */
  readonly tenantId: string | null;
  /** Once per delivery: conversation, activity, and for edits when. */
  readonly deliveryKey: string;
  readonly kind: TeamsKind;
  readonly mode: "now" | "later";
};
export type EnvelopeRefusal = {
  readonly status: 400 | 413;
  readonly code: "too-large" | "bad-activity" | "wrong-channel";
};

const KINDS: Readonly<Record<string, TeamsKind>> = {
  message: "message",
  messageUpdate: "edit",
  messageDelete: "removal",
  installationUpdate: "place",
  conversationUpdate: "place",
};

/** Invokes the desk has a use for; any other is answered 501. */
const INVOKES: Readonly<Record<string, TeamsKind>> = {
  "adaptiveCard/action": "click",
  "task/fetch": "dialog",
  "task/submit": "submit",
  "composeExtension/fetchTask": "dialog",
  "composeExtension/submitAction": "submit",
};
/** Answered inside the reply. */
const NOW: ReadonlySet<TeamsKind> = new Set(["click", "dialog", "submit"]);

function kindOf(activity: TeamsActivity): TeamsKind {
  if (activity.type !== "invoke") return KINDS[activity.type] ?? "other";
  return INVOKES[activity.name ?? ""] ?? "unsupported";
}

/**
 * An edit has the id of the message it edits, and may come several times: its time tells them apart. Ids never hold
 * a line feed, so the parts cannot run into each other.
 */
function keyOf(activity: TeamsActivity, kind: TeamsKind): string {
  const key = `${activity.conversation.id}\n${activity.id}`;
  return kind === "edit" || kind === "removal" ? `${key}\n${activity.type}\n${activity.timestamp ?? ""}` : key;
}

/**
 * Reads the bytes of a request before anything is proved: size, JSON, the fields of every activity (id included) and
 * the channel `msteams`, none of which botbuilder checks. Whether it came from Teams is `TeamsPort.authenticate`'s.
 */
export function openEnvelope(raw: Uint8Array): TeamsEnvelope | EnvelopeRefusal {
  if (raw.length > ACTIVITY_MAX_BYTES) return { status: 413, code: "too-large" };
  const activity = parseActivity(raw);
  if (activity === null) return { status: 400, code: "bad-activity" };
  if (activity.channelId !== "msteams") return { status: 400, code: "wrong-channel" };
  const kind = kindOf(activity);
  return {
    activity,
    tenantId: tenantIdOf(activity),
    deliveryKey: keyOf(activity, kind),
    kind,
    mode: NOW.has(kind) ? "now" : "later",
  };
}
