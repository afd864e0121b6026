import type { DispatchLog } from "./dispatcher.ts";
import { createSignal } from "./signal.ts";
import { whereOf } from "./where-of.ts";

const SHORTEST_SLEEP_MS = 20;
export const AFTER_FAULT_MS = 1000;

export type Rounds = {
  start(): void;
  /** Look again now, or as soon as this look is over. */
  raise(): void;
  /** Milliseconds since a look ended well; null: none has. */
  lookedMs(): number | null;
  /** Ends after the look in hand. */
  stop(): Promise<void>;
};

/** Calls `look` again and again: when it said (ms; at least 20), or when raised. A look that throws waits a second. */
export function createRounds(look: () => Promise<number>, log: DispatchLog): Rounds {
  const signal = createSignal();
  let loop: Promise<void> | null = null;
  let isOn = false;
  let lookedAt: number | null = null;

  async function seen(): Promise<number> {
    const sleepMs = await look();
    lookedAt = performance.now();
    return sleepMs;
  }

  async function turn(): Promise<void> {
    while (isOn) {
      signal.lower();
      const sleepMs = await seen().catch((error: unknown) => {
        log.error(whereOf(error), "work rows out of reach");
        return AFTER_FAULT_MS;
      });
      if (isOn) await signal.wait(Math.max(sleepMs, SHORTEST_SLEEP_MS));
    }
  }

  return {
    start() {
      if (loop) return;
      isOn = true;
      loop = turn();
    },
    raise: () => signal.raise(),
    lookedMs: () => (lookedAt === null ? null : performance.now() - lookedAt),
    async stop() {
      isOn = false;
      signal.raise();
      await loop;
      loop = null;
    },
  };
}
