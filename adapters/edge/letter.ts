/** A request as it reached the edge: what is forwarded, and what waits in the queue. */
export type Letter = {
  readonly v: 1;
  /** Path and query, as they came. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Milliseconds since the epoch at the first byte. */
  readonly received: number;
};

/** Belong to one connection, or are made anew by the next one (RFC 9110 §7.6.1). */
const OF_THE_CONNECTION = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;
/** Only the edge itself writes these. */
const OWN = /^x-desk-/;

export const toLetter = (request: Request, body: Uint8Array, received: number): Letter => {
  const { pathname, search } = new URL(request.url);
  const headers = [...request.headers].filter(([name]) => !OF_THE_CONNECTION.test(name) && !OWN.test(name));
  return { v: 1, path: `${pathname}${search}`, headers, body, received };
};

const isPair = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");

/** A letter as it comes out of the queue. Null: of a version or shape this edge does not know. */
export function parseLetter(message: unknown): Letter | null {
  if (typeof message !== "object" || message === null) return null;
  const letter = message as Partial<Letter>;
  const { v, path, headers, body, received } = letter;
  if (v !== 1 || typeof path !== "string" || !path.startsWith("/") || !Number.isSafeInteger(received)) return null;
  if (!Array.isArray(headers) || !headers.every(isPair) || !(body instanceof Uint8Array)) return null;
  return letter as Letter;
}
