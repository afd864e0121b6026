import { parseBody, type SlackSurface } from "./body.ts";
import { readDelivery } from "./delivery.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { textAt } from "./payload.ts";
import type { SignatureCheck } from "./signature.ts";

/** One request as it came: `nowMs` is the receiver's clock, behind the edge the time of arrival there. */
export type SlackRequest = {
  readonly surface: SlackSurface;
  readonly headers: Headers;
  readonly raw: Uint8Array;
  readonly nowMs: number;
};

export type Refused = "missing-signature" | "stale" | "forged" | "malformed" | "unknown-kind";
export type Opened =
  | { readonly verdict: "accepted"; readonly delivery: SlackDelivery; readonly body: unknown }
  /** Slack checks the address: answered at once, nothing is stored. */
  | { readonly verdict: "handshake"; readonly challenge: string }
  | { readonly verdict: "refused"; readonly code: Refused };

/** What a refusal is to the sender: 401 for who it is, 400 for what it says. */
export const STATUS_OF: Readonly<Record<Refused, 400 | 401>> = {
  "missing-signature": 401,
  stale: 401,
  forged: 401,
  malformed: 400,
  "unknown-kind": 400,
};

/**
 * Opens one Slack request: the signature over the raw bytes first, then the body, then the five things that are needed
 * to store it. Nothing unsigned is read, `ssl_check` and `url_verification` included. Uses Web Crypto only, so that
 * the edge Worker and Node run this very file. Never throws for what the sender wrote.
 */
export async function openEnvelope(request: SlackRequest, check: SignatureCheck): Promise<Opened> {
  const signature = await check(request.headers, request.raw, request.nowMs);
  if (signature !== "genuine") return { verdict: "refused", code: signature };
  const parsed = parsedOrNull(request);
  if (parsed === null) return { verdict: "refused", code: "malformed" };
  const { body } = parsed;
  if (textAt(body, "ssl_check") === "1") return { verdict: "handshake", challenge: "" };
  if (request.surface === "events" && textAt(body, "type") === "url_verification") {
    const challenge = textAt(body, "challenge");
    return challenge === null ? { verdict: "refused", code: "malformed" } : { verdict: "handshake", challenge };
  }
  const delivery = await deliveryOrNull(request.surface, body);
  return delivery ? { verdict: "accepted", delivery, body } : { verdict: "refused", code: "unknown-kind" };
}

function parsedOrNull(request: SlackRequest): { readonly body: unknown } | null {
  try {
    const body = parseBody(request.surface, request.raw);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? { body } : null;
  } catch {
    return null;
  }
}

async function deliveryOrNull(surface: SlackSurface, body: unknown): Promise<SlackDelivery | null> {
  try {
    return await readDelivery(surface, body);
  } catch {
    // Values that have no canonical form (a lone surrogate) have no key.
    return null;
  }
}
