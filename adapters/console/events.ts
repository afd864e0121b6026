import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Desk } from "./desk.ts";
import { HEARTBEAT_MS } from "./limits.ts";

/** Server-sent events: the desk's version, at once and after each change. The page then asks for what is newer. */
export const events = (c: Context, desk: Desk): Response =>
  streamSSE(c, async (stream) => {
    await new Promise<void>((resolve) => {
      const say = (version: number): void => {
        stream.writeSSE({ event: "changed", data: String(version) }).catch(resolve);
      };
      const stop = desk.onChange(say);
      const beat = setInterval(() => {
        stream.write(": here\n\n").catch(resolve);
      }, HEARTBEAT_MS);
      stream.onAbort(() => {
        stop();
        clearInterval(beat);
        resolve();
      });
      say(desk.version());
    });
  });
