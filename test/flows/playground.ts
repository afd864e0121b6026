import { launchPlayground } from "../../bot/playground-launcher.ts";

type Json = Record<string, unknown>;
/** A message as the client shows it; `versions` counts how often it was replaced in place. */
export type ShownMessage = {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly card: Json | null;
  readonly mentions: readonly string[];
  readonly versions: number;
};
export type Sent = { readonly message: string; readonly conversation: string };

const CHAT = "conv-1";
const CHANNEL = "team-id";
const BOT = { id: "00000000-0000-0000-0000-00000000000011", name: "Test Bot" };
export const USER = "user-id-0";

/**
 * Microsoft's own Teams client, without a browser, over the HTTP and WebSocket surface that its page uses (undocumented:
 * the package is pinned). Whoever acts in it is `user-id-0`: one client is one person, as with the real one.
 */
export async function startPlayground(options: { readonly endpoint: string; readonly port?: number }) {
  const { url, stop } = await launchPlayground({ endpoint: options.endpoint, port: options.port ?? 0, chat: CHAT });
  const shown = new Map<string, ShownMessage>();
  const waiting = new Set<() => void>();
  const stream = new WebSocket(`${url.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
  await new Promise<void>((resolve, reject) => {
    stream.addEventListener("open", () => resolve());
    stream.addEventListener("error", () => reject(new Error("the client's stream did not open")));
  });
  stream.addEventListener("message", (event) => {
    take(shown, JSON.parse(String(event.data)) as Json);
    for (const look of waiting) look();
  });

  async function call(path: string, body: Json): Promise<Json> {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text.startsWith("{") ? (JSON.parse(text) as Json) : {};
  }

  async function say(conversation: string, text: string, extra: Json = {}): Promise<Sent> {
    const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
    const made = await call(path, { type: "text", text, textFormat: "plain", from: { id: USER }, ...extra });
    return {
      message: String(made["messageId"]),
      conversation: typeof made["postConversationId"] === "string" ? made["postConversationId"] : conversation,
    };
  }

  const mentioning = (text: string): [string, Json] => {
    const at = `<at>${BOT.name}</at>`;
    return [`${at} ${text}`, { mentions: [{ mentioned: BOT, text: at }] }];
  };

  /** Waits until a message that fits is shown; null after the time given (a wait, not a limit on the product). */
  function until(fits: (message: ShownMessage) => boolean, ms = 30_000): Promise<ShownMessage | null> {
    return new Promise((resolve) => {
      const look = () => {
        const found = [...shown.values()].findLast(fits);
        if (found) finish(found);
      };
      const timer = setTimeout(() => finish(null), ms);
      const finish = (found: ShownMessage | null) => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }

  return {
    url,
    chat: CHAT,
    channel: CHANNEL,
    /** Installs the desk in the personal chat or in the channel: it learns how to write there. */
    install: (conversation: string = CHAT) =>
      call(`/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {}),
    /** A message in the personal chat. */
    send: (text: string) => say(CHAT, text),
    /** A new post in the channel that mentions the desk. */
    post: (text: string) => say(CHANNEL, ...mentioning(text)),
    /** A message in a post's thread that mentions the desk. */
    reply: (conversation: string, text: string) => say(conversation, ...mentioning(text)),
    /** Presses a button of a shown card with what was typed; gives the invoke's answer. */
    click: (message: ShownMessage, verb: string, inputs: Json = {}) =>
      call("/_conversation/v1/invoke", {
        name: "adaptiveCard/action",
        value: {
          action: { type: "Action.Execute", verb, data: { ...dataOf(message.card, verb), ...inputs } },
          trigger: "manual",
        },
        from: { id: USER },
        conversation: { id: message.conversation },
        replyToId: message.id,
      }),
    /** Any other invoke, as the client sends it to the bot. */
    invoke: (message: ShownMessage, name: string, value: Json) =>
      call("/_conversation/v1/invoke", {
        name,
        value,
        from: { id: USER },
        conversation: { id: message.conversation },
        replyToId: message.id,
      }),
    messages: () => [...shown.values()],
    cards: () => [...shown.values()].filter((message) => message.card !== null),
    until,
    stop: async () => {
      stream.close();
      await stop();
    },
  };
}
export type Playground = Awaited<ReturnType<typeof startPlayground>>;

function take(shown: Map<string, ShownMessage>, frame: Json): void {
  const message = frame["message"] as Json | undefined;
  if (!message || (frame["action"] !== "createMessage" && frame["action"] !== "updateMessage")) return;
  const id = String(message["messageId"]);
  const attachments = (message["attachments"] ?? []) as readonly { contentType: string; content: Json }[];
  const card = attachments.find((one) => one.contentType === "application/vnd.microsoft.card.adaptive");
  const mentions = (message["mentions"] ?? []) as readonly { mentioned: { id: string } }[];
  shown.set(id, {
    id,
    conversation: String(message["postConversationId"] ?? frame["actionConversationId"]),
    text: typeof message["text"] === "string" ? message["text"] : "",
    card: card?.content ?? null,
    mentions: mentions.map((one) => one.mentioned.id),
    versions: (shown.get(id)?.versions ?? 0) + 1,
  });
}

/** The data a button carries, wherever on the card it stands. */
function dataOf(node: unknown, verb: string): Json {
  if (typeof node !== "object" || node === null) return {};
  const known = node as Json;
  if (known["type"] === "Action.Execute" && known["verb"] === verb) return known["data"] as Json;
  for (const value of Object.values(known)) {
    const found = dataOf(value, verb);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}
