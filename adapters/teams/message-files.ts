import { z } from "zod";
import type { InboundFile } from "../../core/ports/inbound.ts";
import type { TeamsActivity } from "./activity.ts";

const DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";
/** Parts of a message that are no files: its own HTML form, cards, and quoted replies. */
const NO_FILE = /^(text\/html|messageReference|forwardedMessageReference|application\/vnd\.microsoft\.card\..*)$/i;

const downloadSchema = z.looseObject({ downloadUrl: z.string(), fileType: z.string().nullish() });

export type Download = { readonly name: string; readonly url: string | null };

/**
 * The files of a message in order. `url` is pre-authenticated and short-lived: it is never stored outside the inbox.
 * Null: a file that bots cannot read (in channels and group chats Teams gives them a link to SharePoint only).
 */
export function downloadsOf(activity: TeamsActivity): readonly Download[] {
  return (activity.attachments ?? [])
    .filter((attachment) => !NO_FILE.test(attachment.contentType ?? ""))
    .map((attachment) => {
      const read = attachment.contentType === DOWNLOAD ? downloadSchema.safeParse(attachment.content) : null;
      return { name: attachment.name || "file", url: read?.success ? read.data.downloadUrl : null };
    });
}

/** Files as the use case sees them. The id finds the stored message and the place in it again. */
export const filesOf = (activity: TeamsActivity, inboxId: string): readonly InboundFile[] =>
  downloadsOf(activity).map(({ name }, index) => ({ id: `${inboxId}/${index}`, name, size: null, mediaType: null }));

/** The inbox row and the position that a file id names, or null. */
export function openFileId(id: string): { readonly inboxId: string; readonly index: number } | null {
  const parts = /^([0-9a-zA-Z-]{1,64})\/(\d{1,3})$/.exec(id);
  return parts ? { inboxId: parts[1] ?? "", index: Number(parts[2]) } : null;
}
