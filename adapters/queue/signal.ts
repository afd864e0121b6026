export type Signal = {
  /** Wakes who waits; when nobody does, the next wait ends at once. */
  raise(): void;
  /** Forgets a raise that came before. */
  lower(): void;
  /** Resolves when raised, or after `ms`. One waiter at a time. */
  wait(ms: number): Promise<void>;
};

/** A flag with a bell: a raise between two waits is not lost. */
export function createSignal(): Signal {
  let isUp = false;
  let wake: (() => void) | null = null;
  return {
    raise() {
      isUp = true;
      wake?.();
    },
    lower() {
      isUp = false;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          wake = null;
          resolve();
        };
        const timer = setTimeout(end, ms);
        wake = end;
        if (isUp) end();
      }),
  };
}
