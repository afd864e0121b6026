import type { TenantId } from "../ids.ts";
import { toTenantId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { parseBase64, toBase64 } from "./base64.ts";
import type { Note, NoteSigner } from "./note.ts";
import { parseNote, signNote } from "./note.ts";

/** What a checkpoint says: this tenant's log had `size` entries with this root (32 bytes). */
export type Checkpoint = { readonly tenant: TenantId; readonly size: number; readonly root: Uint8Array };

const FORM = /^export-desk\/([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/;

/** The origin line, which is the name of the log's key too: `export-desk/<tenant>`. */
export const originOf = (tenant: TenantId): string => `export-desk/${tenant}`;

/** C2SP tlog-checkpoint body: origin, size, base64 root, each on a line. Throws Refusal("invalid"). */
export function checkpointText(checkpoint: Checkpoint): string {
  const { tenant, size, root } = checkpoint;
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32)
    throw new Refusal("invalid", { what: "checkpoint", size });
  return `${originOf(tenant)}\n${size}\n${toBase64(root)}\n`;
}

/** Reads a checkpoint body. Extension lines are refused: ours has none. Throws Refusal("invalid"). */
export function parseCheckpoint(text: string): Checkpoint {
  const [, tenant = "", size = "", root = ""] = FORM.exec(text) ?? [];
  const checkpoint = { tenant: toTenantId(tenant), size: Number(size), root: parseBase64(root) };
  if (checkpointText(checkpoint) !== text) throw new Refusal("invalid", { what: "checkpoint" });
  return checkpoint;
}

/** The signed note of a checkpoint, under one key or two while keys rotate. Throws Refusal("invalid"). */
export const signCheckpoint = (checkpoint: Checkpoint, signers: readonly NoteSigner[]): string =>
  signNote(checkpointText(checkpoint), signers);

/** Takes a checkpoint note apart; verify it with `verifyNote`. Throws Refusal("invalid"). */
export function parseCheckpointNote(text: string): { readonly note: Note; readonly checkpoint: Checkpoint } {
  const note = parseNote(text);
  return { note, checkpoint: parseCheckpoint(note.text) };
}
