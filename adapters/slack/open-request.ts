import { calling, toAdapterFault } from "./faults.ts";
import { isSlackAddress } from "./fetch-file.ts";
import { openLoading, updateView } from "./open-view.ts";
import { textAt } from "./payload.ts";
import { NOT_OPENED } from "./phrases.ts";
import type { AskedAt } from "./places.ts";
import { caseOn, senderOf, type Reading } from "./reading.ts";
import { requestView, type RequestOrigin } from "./request-view.ts";
import { sayView } from "./views.ts";
import type { CardForm } from "../../core/ports/card.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

/** What a request form is opened with. `belongs`: request key of the case that stands on that message already. */
export type RequestDraft = Pick<Inbound, "tenant" | "inboxId" | "from" | "place"> & {
  readonly about: "item" | "licence";
  readonly words: string;
  readonly belongs: string | null;
};
export type RequestForms = (draft: RequestDraft) => Promise<{ readonly form: CardForm } | { readonly say: string }>;

export type Opening = {
  readonly user: string;
  readonly about: "item" | "licence";
  readonly words: string;
  readonly origin: RequestOrigin;
};

/**
 * Opens the request form: the trigger is spent before anything else is asked of Slack or of the desk, then the view is
 * filled. Whoever may not ask reads why, before typing anything. False: the trigger was spent or too old.
 */
export async function openRequest(reading: Reading, request: RequestForms, opening: Opening): Promise<boolean> {
  const view = await openLoading(reading);
  if (view === null) return false;
  const filled = await fill(reading, request, opening).catch((error: unknown) => {
    const fault = error instanceof Error ? error.name : "unknown";
    reading.deps.log.warn("slack-view-not-filled", { platform: "slack", inbox: reading.inboxId, fault });
    return sayView(NOT_OPENED);
  });
  await updateView(reading, view, filled);
  return true;
}

async function fill(reading: Reading, request: RequestForms, opening: Opening): Promise<ReturnType<typeof sayView>> {
  const { origin, user, about, words } = opening;
  const [from, { place }] = await Promise.all([senderOf(reading, user), placeOf(reading, origin, user)]);
  const belongs =
    origin.channel !== null && origin.message !== null
      ? await caseOn(reading, origin.channel, origin.thread ?? origin.message)
      : null;
  const { tenant } = reading.delivery;
  const shown = await request({ tenant, inboxId: reading.inboxId, from, place, about, words, belongs });
  return "say" in shown ? sayView(shown.say) : requestView(shown.form, origin);
}

/** Where the request's card goes: below the message, into the channel, or to the person's own conversation. */
export function placeOf(reading: Reading, origin: RequestOrigin, user: string): Promise<AskedAt> {
  const { installation } = reading.delivery;
  const { places } = reading.deps;
  if (origin.channel === null) return places.own(installation, user).then((place) => ({ place }));
  const thread = origin.message === null ? null : (origin.thread ?? origin.message);
  return places.ofAsker({ installation, channel: origin.channel, thread }, user);
}

/**
 * The address of the message a form was opened on. Undefined: it was opened on none, or Slack does not say (the desk is
 * not in that channel); only an address of Slack's own is taken.
 */
export async function linkOf(reading: Reading, origin: RequestOrigin): Promise<string | undefined> {
  const { channel, message } = origin;
  if (channel === null || message === null) return undefined;
  const { access, apiUrl, log } = reading.deps;
  try {
    const client = await access.client(reading.delivery.installation);
    const said: unknown = await calling(() => client.chat.getPermalink({ channel, message_ts: message }));
    const link = textAt(said, "permalink") ?? "";
    return URL.canParse(link) && isSlackAddress(new URL(link), apiUrl) ? new URL(link).href : undefined;
  } catch (error) {
    log.info("slack-no-permalink", { platform: "slack", code: toAdapterFault(error).code });
    return undefined;
  }
}
