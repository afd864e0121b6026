import type { DispatchLog } from "./dispatcher.ts";
import { whereOf } from "./where-of.ts";

/** A connection that is away fails several times a second: one line in this time says it. */
const AT_MOST_EVERY_MS = 10_000;

export type Complaints = {
  readonly fault: (error: unknown) => void;
  readonly over: () => void;
};

/** Says that Redis is out of reach, now and then, and once that it is back. */
export function createComplaints(log: DispatchLog): Complaints {
  let saidAt = -Infinity;
  let isSaid = false;
  return {
    fault(error) {
      const now = performance.now();
      if (now < saidAt + AT_MOST_EVERY_MS) return;
      [saidAt, isSaid] = [now, true];
      log.warn(whereOf(error), "queue fault");
    },
    over() {
      if (isSaid) log.warn({}, "queue takes work again");
      isSaid = false;
    },
  };
}
