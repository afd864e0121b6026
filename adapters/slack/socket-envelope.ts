import { BODY_MAX_BYTES, type SlackSurface } from "./body.ts";
import { readDelivery } from "./delivery.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { at, textAt } from "./payload.ts";

/** Which request URL an envelope stands for. */
const SURFACE_OF: Readonly<Record<string, SlackSurface>> = {
  events_api: "events",
  slash_commands: "commands",
  interactive: "actions",
};

/** What a listener of the SDK is given for an envelope. */
export type Envelope = {
  readonly id: string;
  readonly surface: SlackSurface;
  readonly body: unknown;
  /** The body as the request URL would have got it, so that a stored row is read the same way. */
  readonly raw: Uint8Array;
  readonly delivery: SlackDelivery;
};

/**
 * Opens one envelope of the socket. It has the delivery key it would have over HTTP, so that an event that comes both
 * ways is stored once; without one, its own id. Null: no kind that is read, or too large.
 */
export async function openSocketEnvelope(type: unknown, id: unknown, body: unknown): Promise<Envelope | null> {
  const surface = typeof type === "string" && Object.hasOwn(SURFACE_OF, type) ? SURFACE_OF[type] : undefined;
  if (surface === undefined || typeof id !== "string" || id === "") return null;
  const raw = new TextEncoder().encode(asSent(surface, body));
  if (raw.byteLength > BODY_MAX_BYTES) return null;
  const delivery = await readDelivery(surface, body).catch(() => null);
  const known = delivery ?? (await readDelivery(surface, keyed(surface, body, id)).catch(() => null));
  return known && { id, surface, body, raw, delivery: known };
}

/** The same body with the envelope's id where its own key is missing. */
function keyed(surface: SlackSurface, body: unknown, id: string): unknown {
  if (typeof body !== "object" || body === null) return body;
  const name = surface === "events" ? "event_id" : "trigger_id";
  return textAt(body, name) === null ? { ...body, [name]: `envelope:${id}` } : body;
}

function asSent(surface: SlackSurface, body: unknown): string {
  if (surface === "events") return JSON.stringify(body ?? null);
  if (surface === "actions") return new URLSearchParams({ payload: JSON.stringify(body ?? null) }).toString();
  const fields = typeof body === "object" && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
}

/** The SDK's own events: a payload that carried one of these names would be taken for news of the connection. */
const LIFE: ReadonlySet<string> = new Set(
  (
    "connecting connected reconnecting disconnecting disconnected authenticated " +
    "error close ws_message outgoing_message slack_event hello disconnect"
  ).split(" "),
);

/**
 * Whether the SDK may be given a message of the socket: it throws on an event without a type, where nobody could catch
 * it, and it hands an event's type on as news of its own.
 */
export function isFitForSdk(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    const type = textAt(message, "type");
    if (type === "hello" || type === "disconnect") return at(message, "envelope_id") === undefined;
    if (type === null || textAt(message, "envelope_id") === null) return false;
    if (type !== "events_api") return Object.hasOwn(SURFACE_OF, type);
    const event = textAt(message, "payload", "event", "type");
    return event !== null && !LIFE.has(event);
  } catch {
    return false;
  }
}
