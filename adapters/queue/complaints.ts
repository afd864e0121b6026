import type { DispatchLog } from "./dispatcher.ts";
import { whereOf } from "./where-of.ts";

/** A connection that is away fails several times a second: one line in this time says it. */
const AT_MOST_EVERY_MS = 10_000;

/** ECONNREFUSED, NOAUTH, OOM …: a system's code, or the word a reply of Redis begins with. Nothing else of its words. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : (/^[A-Z]{2,20}(?= )/.exec(error.message)?.[0] ?? "fault");
}

export type Complaints = {
  readonly fault: (error: unknown) => void;
  readonly over: () => void;
  /** Since the last fault nothing was taken. */
  readonly away: () => boolean;
};

/** Says that Redis is out of reach, now and then, and once that it is back. */
export function createComplaints(log: DispatchLog): Complaints {
  let saidAt = -Infinity;
  let isSaid = false;
  let isAway = false;
  return {
    fault(error) {
      isAway = true;
      const now = performance.now();
      if (now < saidAt + AT_MOST_EVERY_MS) return;
      [saidAt, isSaid] = [now, true];
      log.warn({ code: codeOf(error), ...whereOf(error) }, "queue fault");
    },
    over() {
      isAway = false;
      if (isSaid) log.warn({}, "queue takes work again");
      isSaid = false;
    },
    away: () => isAway,
  };
}
