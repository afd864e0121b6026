/** The largest answer that is read. A classification's is a few kilobytes. */
const MOST_BYTES = 2_000_000;

/**
 * A fetch that goes to one origin and nowhere else: redirects are not followed (they would carry the text and the key
 * to another host), and an answer without end is cut off. Throws for another origin and for too long an answer.
 */
export function createGuardedFetch(baseUrl: string): typeof fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new Error("a model is asked at its own address only");
    const response = await fetch(input, { ...init, redirect: "manual" });
    return new Response(await readAll(response), { status: response.status, headers: response.headers });
  };
}

async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
