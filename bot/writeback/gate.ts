import type { Clock } from "../../core/ports/clock.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { TargetFault } from "../../core/ports/writeback.ts";

/** Records of one target in a second. */
export type GateLimits = { readonly perSecond: number };

/** Rows of one target at a time; of all together, fewer than the dispatcher's slots: cards go on while targets hang. */
const PER_TARGET = 2;
const TOTAL = 3;
const FAILURES = 5;
const REST_MS = 30_000;
const BUSY_MS = 250;

export type Gate = {
  /** One row's work on the target: all its reads and writes. Throws AdapterFault when it may not begin now. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** One call: what it says of the target's health counts. */
  readonly watch: <T>(call: () => Promise<T>) => Promise<T>;
};
/** Slots that all targets of this process share. */
export type Slots = { taken: number };

/** Treatments that say the target itself is unwell; the others are about one record. */
const UNWELL: ReadonlySet<string> = new Set(["unknown-read-back", "failure", "wait"]);

/**
 * Stands before one target: a bulkhead (a hanging target leaves slots for the others), a rate limit, a
 * breaker that rests a failing target for 30 s, and the wait it asked for itself. What may not begin throws AdapterFault
 * with the time to come back: no failed try. Counts are of this process.
 */
export function createGate(clock: Clock, { perSecond }: GateLimits, slots: Slots = { taken: 0 }): Gate {
  let running = 0;
  let failures = 0;
  let closedUntil = 0;
  let tokens = Math.max(1, perSecond);
  let filledAt = clock.now();

  function enter(): void {
    const now = clock.now();
    if (closedUntil > now) throw new AdapterFault("target-rests", false, closedUntil - now);
    if (running >= PER_TARGET || slots.taken >= TOTAL) throw new AdapterFault("target-busy", false, BUSY_MS);
    tokens = Math.min(Math.max(1, perSecond), tokens + (Math.max(0, now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) throw new AdapterFault("target-rate", false, Math.ceil(((1 - tokens) / perSecond) * 1000));
    tokens -= 1;
    running += 1;
    slots.taken += 1;
  }

  function noteFault(error: unknown): void {
    if (!(error instanceof TargetFault) || !UNWELL.has(error.treatment)) {
      failures = 0;
      return;
    }
    failures += 1;
    const asked = error.treatment === "wait" ? (error.retryAfterMs ?? 0) : 0;
    const rest = failures >= FAILURES ? REST_MS : 0;
    closedUntil = Math.max(closedUntil, clock.now() + Math.max(asked, rest));
  }

  return {
    async run(work) {
      enter();
      try {
        return await work();
      } finally {
        running -= 1;
        slots.taken -= 1;
      }
    },
    async watch(call) {
      try {
        const result = await call();
        failures = 0;
        return result;
      } catch (error) {
        noteFault(error);
        throw error;
      }
    },
  };
}
