import type { WebClient } from "@slack/web-api";
import { calling } from "./faults.ts";
import { textAt } from "./payload.ts";
import { AdapterFault, type GivenFile } from "../../core/ports/messenger.ts";

/** Where Slack takes file bytes; a test's Slack takes them at its own address. */
const UPLOADS = /^https:\/\/([a-z0-9-]+\.)*slack\.com\//;

/**
 * Uploads a file into a conversation in Slack's three steps: an address, the bytes, the share. The bytes go to Slack's
 * own hosts only. Throws AdapterFault.
 */
export async function giveSlackFile(
  file: GivenFile,
  how: {
    readonly client: WebClient;
    readonly channel: string;
    readonly apiUrl: string;
    readonly fetch: typeof fetch;
  },
): Promise<void> {
  const { client, channel } = how;
  const asked: unknown = await calling(() =>
    client.files.getUploadURLExternal({ filename: file.name, length: file.bytes.length }),
  );
  const [url, id] = [textAt(asked, "upload_url"), textAt(asked, "file_id")];
  if (url === null || id === null) throw new AdapterFault("lost-answer", false);
  const own = new URL(how.apiUrl).origin;
  if (!UPLOADS.test(url) && new URL(url).origin !== own) throw new AdapterFault("foreign-upload-address", true);
  const sent = await how
    .fetch(url, { method: "POST", body: new Uint8Array(file.bytes), redirect: "manual" })
    .catch(() => null);
  if (!sent?.ok) throw new AdapterFault("upload-failed", false, 5000);
  await calling(() =>
    client.files.completeUploadExternal({
      files: [{ id, title: file.name }],
      channel_id: channel,
      initial_comment: file.says,
    }),
  );
}
