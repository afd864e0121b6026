/** A signature counts for this long, before and after the receiver's clock (docs.slack.dev, verifying requests). */
const WINDOW_SECONDS = 300;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[1-9]\d{8,10}$/;

export type SignatureVerdict = "genuine" | "missing-signature" | "stale" | "forged";
/** Checks one request. `nowMs`: milliseconds of the receiver's clock (behind the edge: of its arrival there). */
export type SignatureCheck = (headers: Headers, raw: Uint8Array, nowMs: number) => Promise<SignatureVerdict>;

const encoder = new TextEncoder();
const importKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);

const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

function signedBytes(timestamp: string, raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = encoder.encode(`v0:${timestamp}:`);
  const all = new Uint8Array(head.length + raw.length);
  all.set(head);
  all.set(raw, head.length);
  return all;
}

/**
 * Slack's request signature: v0 HMAC-SHA256 over `v0:{timestamp}:{raw body}`, compared in constant time by Web Crypto.
 * Stricter than Bolt's own check, which lets future timestamps and trailing text pass: |now − timestamp| ≤ 300 s both
 * ways, exactly `v0=` and 64 lower-case hex digits. Two secrets are accepted while one is being rotated. Throws when
 * none is given: an empty secret would let everyone in.
 */
export function createSignatureCheck(secrets: readonly string[]): SignatureCheck {
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === ""))
    throw new Error("a Slack signing secret is needed, and none may be empty");
  const keys = Promise.all(secrets.map(importKey));
  return async (headers, raw, nowMs) => {
    const timestamp = headers.get("x-slack-request-timestamp") ?? "";
    const signature = headers.get("x-slack-signature") ?? "";
    if (timestamp === "" || signature === "") return "missing-signature";
    if (!TIMESTAMP.test(timestamp) || !SIGNATURE.test(signature)) return "forged";
    if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > WINDOW_SECONDS) return "stale";
    const mac = fromHex(signature.slice(3));
    const message = signedBytes(timestamp, raw);
    const matches = await Promise.all((await keys).map((key) => crypto.subtle.verify("HMAC", key, mac, message)));
    return matches.includes(true) ? "genuine" : "forged";
  };
}
