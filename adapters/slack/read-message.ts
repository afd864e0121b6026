import { at, textAt } from "./payload.ts";
import { caseOn, envelopeOf, filesOf, keyOf, nothing, type Reading } from "./reading.ts";
import { asksForHelp, mentions, toWords } from "./words.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

/** A message's subtypes that are still somebody speaking. */
const SPOKEN: ReadonlySet<string> = new Set(["file_share", "thread_broadcast"]);

type Words = {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  /** The thread's root when the message is a reply in it, else null. */
  readonly root: string | null;
  readonly direct: boolean;
};

/** Null: not somebody speaking (a bot, the desk itself, a notice of Slack). */
function wordsOf(event: unknown, channel: string | null, reading: Reading): Words | null {
  const [ts, user] = [textAt(event, "ts"), textAt(event, "user")];
  if (channel === null || ts === null || user === null) return null;
  if (textAt(event, "bot_id") !== null || user === reading.botUserId || user === "USLACKBOT") return null;
  const thread = textAt(event, "thread_ts");
  return {
    channel,
    ts,
    user,
    text: textAt(event, "text") ?? "",
    root: thread !== null && thread !== ts ? thread : null,
    direct: channel.startsWith("D"),
  };
}

/** A mention or a message: a request, a reply below a case, or nothing to the desk. */
export async function readMessage(reading: Reading): Promise<Inbound> {
  const event = at(reading.body, "event");
  const subtype = textAt(event, "subtype");
  if (subtype === "message_changed") return readEdit(reading, event);
  if (subtype === "message_deleted") return readRemoval(reading, event);
  const words = wordsOf(event, textAt(event, "channel"), reading);
  if (words === null || (subtype !== null && !SPOKEN.has(subtype))) return nothing(reading);
  const mentioned = textAt(event, "type") === "app_mention" || mentions(words.text, reading.botUserId);
  const belongs = words.root === null ? null : await caseOn(reading, words.channel, words.root);
  if (belongs === null && !mentioned && !words.direct) return nothing(reading);
  return spoken(reading, words, { belongs, mentioned, files: filesOf(event) });
}

type Spoken = {
  readonly belongs: string | null;
  readonly mentioned: boolean;
  readonly files: ReturnType<typeof filesOf>;
};

/** Words to the desk: a reply below its case, a call for help, or a request. */
async function spoken(reading: Reading, words: Words, said: Spoken): Promise<Inbound> {
  const { belongs, mentioned, files } = said;
  const envelope = await envelopeOf(reading, { channel: words.channel, thread: words.root ?? words.ts }, words.user);
  if (envelope.from.standing === "bot") return nothing(reading);
  const text = toWords(words.text, reading.botUserId);
  const key = keyOf(reading, words.channel, words.ts);
  if (belongs !== null) return { ...envelope, kind: "reply", requestKey: belongs, messageKey: key, text, files };
  if (files.length === 0 && asksForHelp(text)) return { ...envelope, kind: "help", about: text };
  return { ...envelope, kind: "request", requestKey: key, text, files, source: mentioned ? "mention" : "message" };
}

/**
 * An edit counts when its words changed (Slack also sends it for every unfurled link) and a case stands on the message.
 * Where none does, the edit may be what first addresses the desk: a mention put in later, a corrected direct message.
 */
async function readEdit(reading: Reading, event: unknown): Promise<Inbound> {
  const after = at(event, "message");
  const channel = textAt(event, "channel");
  if (textAt(after, "subtype") === "tombstone") return readRemoval(reading, event);
  const words = wordsOf(after, channel, reading);
  const before = textAt(event, "previous_message", "text") ?? "";
  if (words === null || words.text === before) return nothing(reading);
  const belongs = await caseOn(reading, words.channel, words.root ?? words.ts);
  if (belongs === null) {
    const mentioned = mentions(words.text, reading.botUserId) && !mentions(before, reading.botUserId);
    return mentioned || words.direct
      ? spoken(reading, words, { belongs, mentioned, files: filesOf(after) })
      : nothing(reading);
  }
  const envelope = await envelopeOf(reading, { channel: words.channel, thread: words.root ?? words.ts }, words.user);
  const text = toWords(words.text, reading.botUserId);
  if (words.root === null) return { ...envelope, kind: "edit", requestKey: belongs, text };
  const messageKey = keyOf(reading, words.channel, words.ts);
  return { ...envelope, kind: "reply", requestKey: belongs, messageKey, text, files: [] };
}

/** Only the message that asked; a deleted reply leaves what was said in it on record. */
async function readRemoval(reading: Reading, event: unknown): Promise<Inbound> {
  const before = at(event, "previous_message");
  const words = wordsOf(before, textAt(event, "channel"), reading);
  if (words === null || words.root !== null) return nothing(reading);
  const belongs = await caseOn(reading, words.channel, words.ts);
  if (belongs === null) return nothing(reading);
  const envelope = await envelopeOf(reading, { channel: words.channel, thread: words.ts }, words.user);
  return { ...envelope, kind: "removal", requestKey: belongs };
}
