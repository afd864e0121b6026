import type { Treatment } from "./answer.ts";

/** What becomes of a write-back after a fault, before anyone is asked. */
export type Next =
  /** Look at the record, then decide anew. */
  | { readonly next: "read-back" }
  /** Read again; the same diff is sent once more. */
  | { readonly next: "look-again" }
  | { readonly next: "retry"; readonly afterMs: number; readonly counts: boolean }
  /** `conflicted`: a person decides. */
  | { readonly next: "person" }
  /** `failed`: a dead letter, replayable. */
  | { readonly next: "dead" };

export type Tried = {
  /** Sends so far, this one included. */
  readonly tries: number;
  /** Waits between tries, in ms: the first entry follows the first try. Past its end it is a dead letter. */
  readonly schedule: readonly number[];
  readonly retryAfterMs: number | null;
};

const WAIT_MS = 30_000;

/** Pure. A wait that the target asked for is no failed try; its length was bounded when it was read. */
export function nextAfter(treatment: Exclude<Treatment, "done-after-read-back" | "refresh-once">, tried: Tried): Next {
  switch (treatment) {
    case "unknown-read-back":
    case "per-item":
      return { next: "read-back" };
    case "re-preview":
      return { next: "look-again" };
    case "wait":
    case "wait-owner":
      return { next: "retry", afterMs: tried.retryAfterMs ?? WAIT_MS, counts: false };
    case "failure":
      return retryOf(tried);
    case "stop-person":
    case "person":
      return { next: "person" };
    case "dead-letter-mapping":
    case "dead-letter-admin":
    case "bug":
      return { next: "dead" };
  }
}

/** Another try on the target's schedule, or a dead letter when it is over. */
export function retryOf({ tries, schedule, retryAfterMs }: Tried): Next {
  const wait = schedule[tries - 1];
  if (wait === undefined) return { next: "dead" };
  return { next: "retry", afterMs: Math.max(wait, retryAfterMs ?? 0), counts: true };
}
