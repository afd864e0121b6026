import type { Letter } from "./letter.ts";
import type { Stamp } from "./stamp.ts";

export type Forwarding = {
  /** Milliseconds since the epoch; the time of arrival while the sender waits. */
  readonly at: number;
  /** Milliseconds the answer may take, its body included. */
  readonly waitMs: number;
};
/** What the desk answered; null when it gave no answer. Never throws. */
export type Forward = (letter: Letter, forwarding: Forwarding) => Promise<Response | null>;

/** The body is passed on as it is read here, so what described its transport no longer holds. */
const OF_THE_TRANSPORT = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];

/**
 * Sends a request to the same path of the desk, body and headers unchanged, with the edge's stamp. An answer is 2xx or
 * 4xx: a 5xx says that nothing was stored, a redirect that something else stands at that address. Throws at start when
 * the origin is neither https nor on this machine.
 */
export function createForward(to: {
  readonly origin: string;
  readonly stamp: Stamp;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}): Forward {
  const origin = originOf(to.origin);
  return async (letter, { at, waitMs }) => {
    try {
      const headers = new Headers(letter.headers.map(([name, value]): [string, string] => [name, value]));
      const stamped = await to.stamp.write({ received: letter.received, forwarded: at }, letter.body);
      for (const [name, value] of Object.entries(stamped)) headers.set(name, value);
      const answer = await to.fetch(`${origin}${letter.path}`, {
        method: "POST",
        headers,
        body: new Uint8Array(letter.body),
        redirect: "manual",
        signal: AbortSignal.timeout(Math.max(0, waitMs)),
      });
      const bytes = await answer.arrayBuffer();
      return isAnswer(answer.status) ? passedOn(answer, bytes) : null;
    } catch {
      return null;
    }
  };
}

const isAnswer = (status: number): boolean => (status >= 200 && status < 300) || (status >= 400 && status < 500);

function passedOn(answer: Response, bytes: ArrayBuffer): Response {
  const headers = new Headers(answer.headers);
  for (const name of OF_THE_TRANSPORT) headers.delete(name);
  return new Response(bytes.byteLength === 0 ? null : bytes, { status: answer.status, headers });
}

function originOf(text: string): string {
  const url = URL.parse(text);
  const local = url !== null && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url === null || !(url.protocol === "https:" || (local && url.protocol === "http:")))
    throw new Error("DESK_ORIGIN must be an https address such as https://desk.example.com");
  return url.origin;
}
