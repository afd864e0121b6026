import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";

type Handler = (request: Request) => Response | Promise<Response>;
export type Arrived = { readonly path: string; readonly headers: Headers; readonly raw: Uint8Array };

/** Longer than the edge waits (2.5 s). */
const SLOW_MS = 3200;

/**
 * A desk on a port of this machine that can be up, slow (it works at once and answers late) or down (the connection is
 * refused), with everything that reached it.
 */
export async function startGatedDesk(desk: Handler) {
  let mode: "up" | "slow" | "down" = "up";
  const arrived: Arrived[] = [];
  const answer: Handler = async (request) => {
    const raw = new Uint8Array(await request.arrayBuffer());
    const { pathname } = new URL(request.url);
    arrived.push({ path: pathname, headers: request.headers, raw });
    const late = mode === "slow";
    const made = await desk(new Request(request.url, { method: request.method, headers: request.headers, body: raw }));
    if (late) await sleep(SLOW_MS);
    return made;
  };
  let port = 0;
  let server: ReturnType<typeof createAdaptorServer> | null = null;
  const start = async (): Promise<void> => {
    server = createAdaptorServer({ fetch: answer });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  };
  const stop = async (): Promise<void> => {
    if (!server) return;
    const closed = once(server, "close");
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    server = null;
    await closed;
  };
  await start();
  return {
    origin: `http://127.0.0.1:${port}`,
    arrived,
    async become(next: typeof mode): Promise<void> {
      if (next === mode) return;
      if (next === "down") await stop();
      if (mode === "down") await start();
      mode = next;
    },
    stop,
  };
}
export type GatedDesk = Awaited<ReturnType<typeof startGatedDesk>>;
