import type { Letter } from "./letter.ts";

/** The part of a Cloudflare Queue binding that is used. `v8`: a letter holds bytes. A message holds at most 128 KB. */
export type LaterQueue = {
  send(letter: Letter, options: { readonly contentType: "v8" }): Promise<unknown>;
};

/** One delivery of the queue; whatever is neither acknowledged nor retried counts as acknowledged. */
export type QueuedMessage = {
  readonly body: unknown;
  /** Deliveries so far, this one included. */
  readonly attempts: number;
  ack(): void;
  retry(options: { readonly delaySeconds: number }): void;
};

const FIRST_DELAY = 5;
const LONGEST_DELAY = 3600;

/** Seconds until the next try: 5, 10, 20 … up to an hour, so that 100 tries span almost four days. */
export const delayAfter = (attempts: number): number =>
  Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, Math.min(attempts, 20) - 1));
