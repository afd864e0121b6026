import { textAt } from "./payload.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** A request body above this is refused before anything else looks at it. Slack's own payloads stay far below. */
export const BODY_MAX_BYTES = 1024 * 1024;

/** The three request URLs of a Slack app. */
export type SlackSurface = "events" | "commands" | "actions";

/** Reads a request's bytes, never more than `limit`. Null: too large; reading stops there. */
export async function readBody(request: Request, limit: number = BODY_MAX_BYTES): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? "0") > limit) return null;
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > limit) {
      // Not awaited: a sender that goes on sending must not hold the refusal.
      void reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

/** How a body is written: events are JSON, commands a flat form, interactivity JSON in the form field `payload`. */
export function parseBody(surface: SlackSurface, raw: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(raw);
  if (surface === "events") return JSON.parse(text);
  const form = new URLSearchParams(text);
  if (surface === "commands") return Object.fromEntries(form);
  const payload = form.get("payload");
  // Slack's certificate check comes as a flat form to whichever address is registered.
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}

const isSurface = (text: string | null): text is SlackSurface =>
  text === "events" || text === "commands" || text === "actions";

/** A stored delivery's payload. Throws AdapterFault("unreadable-delivery"): it was read before, so the row is damaged. */
export function parseStored(delivery: Delivery): JsonObject {
  const surface = textAt(delivery.claims, "surface");
  if (!isSurface(surface)) throw new AdapterFault("unreadable-delivery", true);
  return parseBody(surface, delivery.raw) as JsonObject;
}
