import type { Context } from "hono";

const WORDS = {
  host: "The web desk answers on this machine's own address only.",
  forwarded: "The web desk answers on this machine only, not through a proxy or a tunnel.",
  origin: "Another site may not use the web desk.",
  token: "The desk was started again. Reload the page.",
  json: "Send JSON with content-type application/json.",
  bytes: "Send the file's bytes with content-type application/octet-stream.",
  body: "That request has a part that is missing or unknown.",
  "too-large": "That is too large.",
  "not-found": "There is nothing here.",
  "not-received": "Not received, please try again.",
} as const;
type RefusalWord = keyof typeof WORDS;

/** One form for every refusal of the desk's routes. */
export const refuse = (c: Context, status: 400 | 403 | 404 | 413 | 415 | 503, code: RefusalWord): Response =>
  c.json({ error: { code, message: WORDS[code] } }, status);
