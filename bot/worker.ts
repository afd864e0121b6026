// The Cloudflare Worker in front of the desk: the one default export, for the platform asks for it.
import { composeEdge, type EdgeEnv } from "./edge/compose-edge.ts";
import type { QueuedMessage } from "../adapters/edge/queue.ts";

export default {
  fetch: (request: Request, env: EdgeEnv, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> =>
    composeEdge(env).receive(request, (work) => context.waitUntil(work)),
  queue: (batch: { readonly messages: readonly QueuedMessage[] }, env: EdgeEnv): Promise<void> =>
    composeEdge(env).deliver(batch.messages),
};
