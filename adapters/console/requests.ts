import { z } from "zod";
import { MAX_FILES, MAX_TEXT_CHARS } from "./limits.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
/** Lone surrogates have no canonical JSON, so they could not become evidence. */
const words = z
  .string()
  .max(MAX_TEXT_CHARS)
  .transform((text) => text.toWellFormed());
const id = z.string().regex(/^[0-9A-Za-z-]{1,80}$/);

/** Bodies of the page's posts. Unknown keys are refused: the page is ours, anything else is a mistake. */
export const messageBody = z.strictObject({
  id: z.uuid(),
  as: slug,
  pane: slug,
  thread: id.nullish(),
  text: words,
  files: z.array(id).max(MAX_FILES).default([]),
  /** A filled new-request form; the text is made of it. */
  form: z.record(z.string().max(40), words).optional(),
});
export const dialogBody = z.strictObject({
  id: z.uuid(),
  as: slug,
  pane: slug,
  /** Null: the form of a new request. */
  token: z.string().min(1).max(4_000).nullable(),
  part: z.int().min(0).max(999).nullable().default(null),
  page: z.int().min(0).max(999).default(0),
});
export const actionBody = z.strictObject({
  id: z.uuid(),
  as: slug,
  pane: slug,
  message: id,
  token: z.string().min(1).max(4_000),
  inputs: z.record(z.string().max(200), words).default({}),
});

/** What is stored in the inbox and read back by the dispatcher: a body with its files described. */
const file = z.strictObject({ id, name: z.string().max(255), size: z.number() });
export const storedRequest = z.discriminatedUnion("kind", [
  messageBody.omit({ files: true }).extend({
    kind: z.literal("message"),
    files: z.array(file),
    /** Whether the pane is one in which people ask. */
    asks: z.boolean(),
  }),
  actionBody.extend({ kind: z.literal("action") }),
  dialogBody.extend({ kind: z.literal("dialog") }),
]);
export type StoredRequest = z.infer<typeof storedRequest>;
