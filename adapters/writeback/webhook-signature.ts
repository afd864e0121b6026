import { createHmac } from "node:crypto";

const PREFIX = "whsec_";
/** Standard Webhooks: 24 to 64 bytes of secret. */
const [LEAST, MOST] = [24, 64];

/** The bytes of a `whsec_…` secret, or null: not base64, too short, too long. Strict: re-encoded and compared. */
export function readSecret(text: string): Uint8Array | null {
  const base64 = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const bytes = Buffer.from(base64, "base64");
  const isStrict = bytes.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
  return isStrict && bytes.length >= LEAST && bytes.length <= MOST ? new Uint8Array(bytes) : null;
}

/**
 * The headers of Standard Webhooks 1.0: `v1` HMAC-SHA-256 over `id.timestamp.body`, one signature per secret, so that
 * a receiver may change its secret while both are valid. `atMs`: the time of this try, not of the event.
 */
export function signedHeaders(
  message: { readonly id: string; readonly atMs: number; readonly body: string },
  secrets: readonly Uint8Array[],
): Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const timestamp = String(Math.floor(message.atMs / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secrets.map((secret) => `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
