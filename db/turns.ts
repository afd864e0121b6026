/** Runs a callback under the eyes of the queue. */
type Watch = <T>(work: () => Promise<T>) => Promise<T>;

export type Turns = {
  /** Waits for its turn, runs `job`, and hands it `watch` for the part during which no other may be waited for. */
  take<T>(job: (watch: Watch) => Promise<T>): Promise<T>;
  /** No more turns; resolves when the last one is over. */
  end(): Promise<void>;
};

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const INSIDE = "a write inside a write: it would wait for itself for ever; pass the transaction on instead";

/**
 * First come, first served. A turn asked for inside a turn would never come: asked in the callback's first step it
 * throws at once, asked later it throws when the callback has made no end for `stallMs` (a transaction takes
 * milliseconds), and the turn that asked fails with it.
 */
export function createTurns(stallMs: number): Turns {
  let tail: Promise<unknown> = Promise.resolve();
  let ended = false;
  let starting = false;
  let since: number | null = null;
  const asked = new Set<{ readonly at: number; readonly refuse: () => void }>();

  const watch: Watch = async (work) => {
    const begun = performance.now();
    since = begun;
    const timer = setTimeout(() => {
      for (const one of asked) if (one.at >= begun) one.refuse();
    }, stallMs);
    try {
      starting = true;
      const running = work();
      starting = false;
      return await running;
    } finally {
      starting = false;
      since = null;
      clearTimeout(timer);
    }
  };

  return {
    take<T>(job: (watch: Watch) => Promise<T>): Promise<T> {
      if (ended) return Promise.reject(new Error("the database is closed"));
      if (starting) return Promise.reject(new Error(INSIDE));
      let refused = false;
      let began = false;
      const turn = new Promise<T>((resolve, reject) => {
        const one = {
          at: since === null ? -1 : performance.now(),
          refuse() {
            if (began) return;
            refused = true;
            asked.delete(one);
            reject(new Error(INSIDE));
          },
        };
        asked.add(one);
        tail = tail.then(async () => {
          if (refused) return;
          began = true;
          asked.delete(one);
          await job(watch).then(resolve, reject);
          // Local libSQL answers in microtasks: without a turn of the event loop between two writes, a queue of them
          // would keep timers and sockets waiting, and no request could be told to try again.
          await breathe();
        });
      });
      return turn;
    },
    async end() {
      ended = true;
      await tail;
    },
  };
}
