import { z } from "zod";
import type { DeskMessage, SharedFile, Step } from "./desk-model.ts";
import { STEPS } from "./desk-model.ts";

export type Upload = SharedFile & { readonly at: number };
export type Snapshot = {
  readonly version: number;
  readonly messages: readonly DeskMessage[];
  readonly steps: readonly Step[];
  readonly uploads: readonly Upload[];
};
const EMPTY: Snapshot = { version: 0, messages: [], steps: [], uploads: [] };

const file = { id: z.string(), name: z.string(), size: z.number() };
const words = z.string().nullable();
const snapshot = z.strictObject({
  version: z.int(),
  messages: z.array(
    z.strictObject({
      id: z.string(),
      pane: z.string(),
      thread: words,
      at: z.number(),
      changed: z.int(),
      from: words,
      only: words,
      mention: words,
      text: words,
      files: z.array(z.strictObject(file)),
      card: z.json(),
      kind: z
        .enum(["ack", "question", "answer", "review", "decision", "hold", "notice", "help", "refusal", "panel"])
        .nullable(),
      tone: z.enum(["neutral", "good", "attention", "warning"]).nullable(),
      spoken: words,
      caseNumber: words,
    }),
  ),
  steps: z.array(z.enum(STEPS)),
  uploads: z.array(z.strictObject({ ...file, at: z.number() })),
});

export const sealSnapshot = (state: Snapshot): Uint8Array => new TextEncoder().encode(JSON.stringify(state));

/** Nothing, or anything that is not a snapshot of this form, is an empty desk. */
export function openSnapshot(bytes: Uint8Array | null): Snapshot {
  if (!bytes) return EMPTY;
  try {
    return snapshot.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return EMPTY;
  }
}
