import type { Json } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { Messenger } from "../../core/ports/messenger.ts";
import type { Desk } from "./desk.ts";
import type { DeskMessage, NewMessage } from "./desk-model.ts";

const CASE_NUMBER = /\bED-\d+\b/;

const bare = (id: string, place: PlaceRef): NewMessage => ({
  id,
  pane: place.channel,
  thread: place.thread,
  from: null,
  only: null,
  mention: null,
  text: null,
  files: [],
  card: null,
  kind: null,
  tone: null,
  spoken: null,
  caseNumber: null,
});

const withCard = (message: NewMessage, card: Card, drawn: Json): NewMessage => ({
  ...message,
  card: drawn,
  kind: card.kind,
  tone: card.tone,
  spoken: card.fallback,
  caseNumber: CASE_NUMBER.exec([...card.footer, card.fallback].join(" "))?.[0] ?? message.caseNumber,
});

const remoteOf = (message: DeskMessage): Json => ({ id: message.id, pane: message.pane });
const idOf = (remote: Json): string | null =>
  typeof remote === "object" &&
  remote !== null &&
  !Array.isArray(remote) &&
  "id" in remote &&
  typeof remote["id"] === "string"
    ? remote["id"]
    : null;

/**
 * Posts to the panes of the web desk. The delivery key is the message's id, so a second post with the same key only
 * redraws the one message (settle `keyed`). Throws AdapterFault("message_not_found", terminal) for a message that is
 * no longer kept.
 */
export function createConsoleMessenger(desk: Desk, renderCard: (card: Card) => Json): Messenger {
  return {
    settleOf: () => "keyed",
    async post(place, card, deliveryKey) {
      return remoteOf(await desk.put(withCard(bare(deliveryKey, place), card, renderCard(card))));
    },
    find: async (_place, deliveryKey) => {
      const message = desk.message(deliveryKey);
      return message && remoteOf(message);
    },
    async update(_place, remote, card) {
      const message = desk.message(idOf(remote) ?? "");
      if (!message) throw new AdapterFault("message_not_found", true);
      await desk.put(withCard(message, card, renderCard(card)));
    },
    async mention(place, user, text, deliveryKey) {
      return remoteOf(await desk.put({ ...bare(deliveryKey, place), mention: user, text }));
    },
    async tell(place, user, text) {
      const id = `told-${desk.version() + 1}-${user}`;
      await desk.put({ ...bare(id, place), only: user, text, kind: "notice" });
    },
    async fetchFile(_place, file, limit) {
      const bytes = await desk.openUpload(file.id);
      if (!bytes) throw new AdapterFault("not-a-file", true);
      if (bytes.length > limit) throw new AdapterFault("too-large", true);
      return bytes;
    },
  };
}
