import { INPUT_VALUE } from "./limits.ts";
import { openLoading, updateView } from "./open-view.ts";
import { linkOf, openRequest, placeOf, type RequestForms } from "./open-request.ts";
import { at, textAt } from "./payload.ts";
import { TAKEN_WHOLE } from "./phrases.ts";
import { caseOn, filesOf, keyOf, nothing, senderOf, type Reading } from "./reading.ts";
import type { RequestOrigin } from "./request-view.ts";
import { sayView } from "./views.ts";
import { toWords } from "./words.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

/** Ids of the shortcuts, as the manifest names them. */
export const CLASSIFY_MESSAGE = "classify_message";
export const NEW_CLASSIFICATION = "new_classification";

/**
 * "Classify this" on a message, or "New classification" from anywhere: the form, with the message's words in it and its
 * files named. Words longer than a field holds are not cut: they become the request as they are.
 */
export async function readShortcut(reading: Reading, forms: RequestForms): Promise<Inbound> {
  const user = textAt(reading.body, "user", "id");
  const called = textAt(reading.body, "callback_id");
  if (user === null) return nothing(reading);
  if (called === NEW_CLASSIFICATION) {
    const origin = { channel: null, message: null, thread: null, files: [] };
    await openRequest(reading, forms, { user, about: "item", words: "", origin });
    return nothing(reading);
  }
  const origin = originOf(reading.body);
  if (called !== CLASSIFY_MESSAGE || origin === null) return nothing(reading);
  const words = toWords(textAt(reading.body, "message", "text") ?? "", reading.botUserId);
  if (words.length > INPUT_VALUE) return takeWhole(reading, forms, { user, words, origin });
  await openRequest(reading, forms, { user, about: "item", words, origin });
  return nothing(reading);
}

/** Null: it names no message. */
function originOf(body: unknown): (RequestOrigin & { readonly channel: string; readonly message: string }) | null {
  const channel = textAt(body, "channel", "id");
  const message = textAt(body, "message", "ts") ?? textAt(body, "message_ts");
  if (channel === null || message === null) return null;
  const files = filesOf(at(body, "message")).map((file) => file.id);
  return { channel, message, thread: textAt(body, "message", "thread_ts"), files };
}

type Whole = {
  readonly user: string;
  readonly words: string;
  readonly origin: RequestOrigin & { readonly channel: string; readonly message: string };
};

async function takeWhole(reading: Reading, forms: RequestForms, whole: Whole): Promise<Inbound> {
  const { user, words, origin } = whole;
  const view = await openLoading(reading);
  const [from, asked, belongs] = await Promise.all([
    senderOf(reading, user),
    placeOf(reading, origin, user),
    caseOn(reading, origin.channel, origin.thread ?? origin.message),
  ]);
  const envelope = { tenant: reading.delivery.tenant, inboxId: reading.inboxId, from, ...asked };
  // The same questions as before a form: may they ask, there, about this message.
  const may = await forms({ ...envelope, about: "item", words: "", belongs });
  if (view !== null) await updateView(reading, view, sayView("say" in may ? may.say : TAKEN_WHOLE));
  if ("say" in may) return nothing(reading);
  const messageUrl = await linkOf(reading, origin);
  return {
    ...envelope,
    kind: "request",
    requestKey: keyOf(reading, origin.channel, origin.message),
    text: words,
    files: filesOf(at(reading.body, "message")),
    source: "message",
    ...(messageUrl === undefined ? {} : { messageUrl }),
  };
}
