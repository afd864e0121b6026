import { calling } from "./faults.ts";
import { at, listAt, membersAt, textAt } from "./payload.ts";
import { caseOn, envelopeOf, keyOf, nothing, toFile, type Reading } from "./reading.ts";
import { mentions, toWords } from "./words.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

type Share = { readonly ts: string; readonly thread: string | null };

/**
 * `file_shared` names no message: files.info does. The file joins the request of that very message, whichever of the
 * message's events comes first. In a thread the message event brings the file itself, so nothing is said twice.
 */
export async function readFileShared(reading: Reading): Promise<Inbound> {
  const event = at(reading.body, "event");
  const [channel, user] = [textAt(event, "channel_id"), textAt(event, "user_id")];
  const id = textAt(event, "file_id") ?? textAt(event, "file", "id");
  if (channel === null || user === null || id === null || user === reading.botUserId) return nothing(reading);
  const file = await readFile(reading, id);
  const share = file === null ? null : shareIn(file, channel);
  if (share === null || (share.thread !== null && share.thread !== share.ts)) return nothing(reading);
  const belongs = await caseOn(reading, channel, share.ts);
  const text = belongs === null ? await wordsBeside(reading, channel, share.ts) : "";
  if (text === null) return nothing(reading);
  const envelope = await envelopeOf(reading, { channel, thread: share.ts }, user);
  if (envelope.from.standing === "bot") return nothing(reading);
  const requestKey = belongs ?? keyOf(reading, channel, share.ts);
  return { ...envelope, kind: "request", requestKey, text, files: [toFile(id, file)], source: "file" };
}

async function readFile(reading: Reading, id: string): Promise<unknown> {
  const client = await reading.deps.access.client(reading.delivery.installation);
  try {
    const info: unknown = await calling(() => client.files.info({ file: id }));
    return at(info, "file") ?? null;
  } catch (error) {
    if (error instanceof AdapterFault && error.terminal) return null;
    throw error;
  }
}

/** The newest share of the file in the channel. */
function shareIn(file: unknown, channel: string): Share | null {
  const shares = membersAt(file, "shares").flatMap(([, places]) => listAt(places, channel));
  const found = shares.flatMap((share) => {
    const ts = textAt(share, "ts");
    return ts === null ? [] : [{ ts, thread: textAt(share, "thread_ts") }];
  });
  return found.toSorted((a, b) => Number(b.ts) - Number(a.ts))[0] ?? null;
}

/**
 * The words of a message nothing is known of yet. Null: it does not address the desk, or it cannot be read; its own
 * events then bring the file.
 */
async function wordsBeside(reading: Reading, channel: string, ts: string): Promise<string | null> {
  const client = await reading.deps.access.client(reading.delivery.installation);
  const direct = channel.startsWith("D");
  try {
    const read: unknown = await calling(() =>
      client.conversations.history({ channel, latest: ts, oldest: ts, inclusive: true, limit: 1 }),
    );
    const message = listAt(read, "messages").find((one) => textAt(one, "ts") === ts);
    const text = textAt(message, "text") ?? "";
    return direct || mentions(text, reading.botUserId) ? toWords(text, reading.botUserId) : null;
  } catch (error) {
    if (!(error instanceof AdapterFault) || error.code === "ratelimited" || error.code === "lost-answer") throw error;
    reading.deps.log.warn("slack-history-unreadable", { platform: "slack", code: error.code });
    return direct ? "" : null;
  }
}
