/** Milliseconds at which the first byte of the request reached the edge. */
export const RECEIVED_HEADER = "x-desk-received";
/** `t=<milliseconds of this forwarding>,v1=<64 hex digits>`: the edge's word for both times and the body. */
export const STAMP_HEADER = "x-desk-edge";
/** A shorter secret could be guessed from one captured request. */
export const EDGE_SECRET_MIN = 32;

/** Both in milliseconds since the epoch. Equal while the sender waits; a queued request is forwarded later. */
export type StampTimes = { readonly received: number; readonly forwarded: number };
export type Stamp = {
  readonly write: (times: StampTimes, raw: Uint8Array) => Promise<Readonly<Record<string, string>>>;
  /** The times when the headers are the edge's own; null when they are not, or when one is missing. */
  readonly read: (headers: { get(name: string): string | null }, raw: Uint8Array) => Promise<StampTimes | null>;
};

const MILLISECONDS = /^[1-9]\d{12}$/;
const STAMP = /^t=([1-9]\d{12}),v1=([0-9a-f]{64})$/;
const encoder = new TextEncoder();

const toHex = (mac: ArrayBuffer): string =>
  Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

function stamped({ received, forwarded }: StampTimes, raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = encoder.encode(`desk-edge:v1:${received}:${forwarded}:`);
  const all = new Uint8Array(head.length + raw.length);
  all.set(head);
  all.set(raw, head.length);
  return all;
}

/**
 * HMAC-SHA256 under DESK_EDGE_SECRET over the two times and the raw body; read in constant time by Web Crypto, in the
 * Worker and in Node alike. The time of forwarding is signed too, so that a request that waited in the queue for days
 * is taken and a captured one, sent again the next day, is not. Throws when the secret is shorter than 32 characters.
 */
export function createStamp(secret: string): Stamp {
  if (secret.length < EDGE_SECRET_MIN)
    throw new Error(`DESK_EDGE_SECRET must have at least ${EDGE_SECRET_MIN} characters`);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign", "verify"]);
  return {
    async write(times, raw) {
      const mac = toHex(await crypto.subtle.sign("HMAC", await key, stamped(times, raw)));
      return { [RECEIVED_HEADER]: String(times.received), [STAMP_HEADER]: `t=${times.forwarded},v1=${mac}` };
    },
    async read(headers, raw) {
      const received = headers.get(RECEIVED_HEADER) ?? "";
      const [, forwarded, mac] = STAMP.exec(headers.get(STAMP_HEADER) ?? "") ?? [];
      if (!MILLISECONDS.test(received) || forwarded === undefined || mac === undefined) return null;
      const times = { received: Number(received), forwarded: Number(forwarded) };
      return (await crypto.subtle.verify("HMAC", await key, fromHex(mac), stamped(times, raw))) ? times : null;
    },
  };
}
