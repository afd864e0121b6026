import type { InboundFile } from "../../core/ports/inbound.ts";
import type { Inbox } from "../../core/ports/inbox.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { parseActivity } from "./activity.ts";
import { callOnce, type Fetch } from "./call.ts";
import { downloadsOf, openFileId } from "./message-files.ts";
import type { UrlRule } from "./service-urls.ts";

export type FileDeps = {
  readonly inbox: Pick<Inbox, "open">;
  readonly fetch: Fetch;
  /** Hosts a download may come from. */
  readonly fileUrls: UrlRule;
};

/**
 * Downloads a shared file from the pre-authenticated address in the stored message: no token of ours is sent, no
 * redirect followed, at most `limit` bytes read. Throws AdapterFault: `channel-file` (bots get none outside personal
 * chats), `file-host` (not a Microsoft file host), `too-large`, `not-a-file` (a sign-in page), `file-gone`.
 */
export async function fetchTeamsFile(deps: FileDeps, file: InboundFile, limit: number): Promise<Uint8Array> {
  const url = await addressOf(deps, file);
  if (!deps.fileUrls(url)) throw new AdapterFault("file-host", true);
  const answer = await callOnce(deps.fetch, url, { method: "GET" });
  if (Number(answer.headers.get("content-length") ?? 0) > limit) {
    await answer.body?.cancel();
    throw new AdapterFault("too-large", true);
  }
  if (/^text\/html/i.test(answer.headers.get("content-type") ?? "")) {
    await answer.body?.cancel();
    throw new AdapterFault("not-a-file", true);
  }
  return readUpTo(answer, limit);
}

async function addressOf(deps: FileDeps, file: InboundFile): Promise<string> {
  const id = openFileId(file.id);
  const row = id && (await deps.inbox.open(id.inboxId));
  const activity = row && parseActivity(row.raw);
  const download = activity && id ? downloadsOf(activity)[id.index] : undefined;
  if (!download) throw new AdapterFault("file-gone", true);
  if (download.url === null) throw new AdapterFault("channel-file", true);
  return download.url;
}

async function readUpTo(answer: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > limit) throw new AdapterFault("too-large", true);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts, size));
}
