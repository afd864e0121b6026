import { within } from "./within.ts";

export type Running = {
  /** How many run now. */
  size(): number;
  /** Counts `work` until it is settled. It must not reject. */
  add(work: Promise<void>): void;
  /** Waits until nothing runs, at most `graceMs`. Returns how many still do. */
  end(graceMs: number): Promise<number>;
};

/** What a dispatcher has in hand; `onEnd` is told of each one that ended. */
export function createRunning(onEnd: () => void): Running {
  const running = new Set<Promise<void>>();
  return {
    size: () => running.size,
    add(work) {
      const run = work.finally(() => {
        running.delete(run);
        onEnd();
      });
      running.add(run);
    },
    async end(graceMs) {
      await within(Promise.all(running), graceMs);
      return running.size;
    },
  };
}
