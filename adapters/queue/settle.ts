import { AdapterFault } from "../../core/ports/messenger.ts";
import { Refusal } from "../../core/refusal.ts";

/** What becomes of a work item whose handler threw. */
export type Settlement =
  /** `counts` false: the other side said when; waiting as long as it asks is no failed try. */
  | { readonly next: "retry"; readonly code: string; readonly afterMs: number; readonly counts: boolean }
  | { readonly next: "dead"; readonly code: string };

const FIRST_MS = 1000;
const LONGEST_MS = 600_000;
const STALE_MS = 200;

/** Doubles per attempt from 1 s to 10 min; `chance` (0 to 1) takes up to half off, so that a burst spreads out. */
const backoff = (attempts: number, chance: number): number =>
  Math.round(Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS) * (1 - chance / 2));

/**
 * A newer version (Refusal "stale") runs again at once; any other refusal will not change by itself. A platform's
 * fault says itself whether and when; what it said is honoured to the millisecond and never shortened. Everything else
 * is taken for passing. The row counts failed tries and is dead after the eighth; a
 * wait that the other side asked for is none.
 */
export function settle(error: unknown, attempts: number, chance: number): Settlement {
  if (error instanceof Refusal)
    return error.code === "stale"
      ? { next: "retry", code: "stale", afterMs: Math.round(STALE_MS * attempts * (1 + chance)), counts: true }
      : { next: "dead", code: error.code };
  if (error instanceof AdapterFault) {
    if (error.terminal) return { next: "dead", code: error.code };
    const said = error.retryAfterMs;
    return { next: "retry", code: error.code, afterMs: said ?? backoff(attempts, chance), counts: said === null };
  }
  return { next: "retry", code: "fault", afterMs: backoff(attempts, chance), counts: true };
}
