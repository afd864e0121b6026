import { isHelp } from "./delivery.ts";
import { textAt } from "./payload.ts";
import { keyOf, nothing, senderOf, type Reading } from "./reading.ts";
import { toWords } from "./words.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

/** `/classify words`: a request without a message, so its key is the command's own. Anything else is a call for help. */
export async function readCommand(reading: Reading): Promise<Inbound> {
  const { body, delivery, deps } = reading;
  const [channel, user] = [textAt(body, "channel_id"), textAt(body, "user_id")];
  const command = textAt(body, "command");
  if (channel === null || user === null) return nothing(reading);
  const text = toWords(textAt(body, "text") ?? "", reading.botUserId);
  // Help is the same for everyone and seen by the asker alone: Slack is not asked who and where.
  if (isHelp(command, text)) return help(nothing(reading), { channel, user, about: text });
  const { installation, tenant, deliveryKey } = delivery;
  const from = await senderOf(reading, user);
  const place = await deps.places.ofCommand({ installation, channel, thread: null }, user);
  const requestKey = keyOf(reading, channel, deliveryKey);
  return {
    tenant,
    inboxId: reading.inboxId,
    from,
    place,
    kind: "request",
    requestKey,
    text,
    files: [],
    source: "command",
  };
}

const help = (
  from: Inbound,
  asked: { readonly channel: string; readonly user: string; readonly about: string },
): Inbound => ({
  tenant: from.tenant,
  inboxId: from.inboxId,
  from: { ...from.from, user: asked.user },
  place: { ...from.place, channel: asked.channel },
  kind: "help",
  about: asked.about,
});
