import { createStamp, RECEIVED_HEADER, STAMP_HEADER } from "./stamp.ts";
import { arrivedDirectly, type ArrivalCheck } from "../../core/ports/arrival.ts";

/** A forwarding counts for this long, before and after this clock; the request itself may have waited longer. */
const WINDOW_MS = 300_000;

/**
 * When a request came, as the edge says. Without a secret the edge's headers are ignored; with one, a request without
 * them came directly, and one whose headers are not the edge's own, or were forwarded more than five minutes ago, is
 * refused. A request that waited in the queue is judged by the time it reached the edge, but nobody waits for its
 * answer any more: its deadline counts from here. Throws when the secret is too short (`createStamp`).
 */
export function createArrivalCheck(secret: string | null): ArrivalCheck {
  if (secret === null) return arrivedDirectly;
  const stamp = createStamp(secret);
  return async (request) => {
    const { headers, raw, at } = request;
    if (headers.get(RECEIVED_HEADER) === null && headers.get(STAMP_HEADER) === null) return arrivedDirectly(request);
    const times = await stamp.read(headers, raw);
    if (times === null || times.received > times.forwarded) return { via: "refused", code: "forged-edge" };
    if (Math.abs(at - times.forwarded) > WINDOW_MS) return { via: "refused", code: "stale-edge" };
    const waiting = times.forwarded === times.received;
    return { via: "edge", receivedAt: times.received, startedAt: waiting ? Math.min(at, times.received) : at };
  };
}
