import { commandAct, isLicence } from "./commands.ts";
import { openRequest, type RequestForms } from "./open-request.ts";
import { textAt } from "./payload.ts";
import { TYPE_AGAIN } from "./phrases.ts";
import { keyOf, nothing, senderOf, type Reading } from "./reading.ts";
import { toWords } from "./words.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

type Typed = { readonly channel: string; readonly user: string; readonly words: string };

/**
 * `/classify words`: a request without a message, so its key is the command's own. Alone it opens the form, as a
 * `/license` question does; `status` and `find` are answered to the one who typed; anything else is a call for help.
 */
export async function readCommand(reading: Reading, forms: RequestForms): Promise<Inbound> {
  const { body } = reading;
  const [channel, user, command] = [textAt(body, "channel_id"), textAt(body, "user_id"), textAt(body, "command")];
  if (channel === null || user === null) return nothing(reading);
  const { act, words } = commandAct(command, toWords(textAt(body, "text") ?? "", reading.botUserId));
  const typed: Typed = { channel, user, words };
  switch (act) {
    case "help":
      return help(nothing(reading), typed);
    case "form":
      return form(reading, forms, { ...typed, about: isLicence(command) ? "licence" : "item" });
    case "request":
      return request(reading, typed);
    case "status":
    case "find":
      return { ...(await envelope(reading, typed)), kind: act, words };
  }
}

/** Help is the same for everyone and seen by the asker alone: Slack is not asked who and where. */
const help = (from: Inbound, typed: Typed): Inbound => ({
  tenant: from.tenant,
  inboxId: from.inboxId,
  from: { ...from.from, user: typed.user },
  place: { ...from.place, channel: typed.channel },
  kind: "help",
  about: typed.words,
});

async function form(
  reading: Reading,
  forms: RequestForms,
  typed: Typed & { readonly about: "item" | "licence" },
): Promise<Inbound> {
  const { channel, user, about, words } = typed;
  const origin = { channel, message: null, thread: null, files: [] };
  const opened = await openRequest(reading, forms, { user, about, words, origin });
  const answerAt = textAt(reading.body, "response_url");
  if (!opened && answerAt !== null)
    await reading.deps
      .respond(answerAt, TYPE_AGAIN)
      .catch(() => reading.deps.log.warn("slack-not-told", { platform: "slack", kind: "command" }));
  return nothing(reading);
}

/** Who and where: an answer that only the asker sees still depends on where it is read. */
async function envelope(
  reading: Reading,
  typed: Typed,
): Promise<Pick<Inbound, "tenant" | "inboxId" | "from" | "place">> {
  const { installation, tenant } = reading.delivery;
  const where = { installation, channel: typed.channel, thread: null };
  const [from, place] = await Promise.all([senderOf(reading, typed.user), reading.deps.places.of(where)]);
  return { tenant, inboxId: reading.inboxId, from, place };
}

async function request(reading: Reading, typed: Typed): Promise<Inbound> {
  const { installation, tenant, deliveryKey } = reading.delivery;
  const { channel, user, words } = typed;
  const from = await senderOf(reading, user);
  const asked = await reading.deps.places.ofAsker({ installation, channel, thread: null }, user);
  const answerAt = textAt(reading.body, "response_url");
  return {
    tenant,
    inboxId: reading.inboxId,
    from,
    ...asked,
    ...(answerAt === null ? {} : { answerAt }),
    kind: "request",
    requestKey: keyOf(reading, channel, deliveryKey),
    text: words,
    files: [],
    source: "command",
  };
}
