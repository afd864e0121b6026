import { createClock } from "../../adapters/system/clock.ts";
import type { Clock } from "../../core/ports/clock.ts";

/** A clock that stands still until it is moved. Begins on 24 November 2026, 12:00 UTC. */
export function createSteadyClock(start = Date.UTC(2026, 10, 24, 12)): Clock & { move(ms: number): void } {
  let now = start;
  return { ...createClock(() => now), move: (ms) => void (now += ms) };
}
