import type { Clock } from "../../core/ports/clock.ts";
import type { WorkKind } from "../../core/ports/ledger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";
import { settle } from "./settle.ts";
import { createSignal } from "./signal.ts";

export type Handlers = Readonly<Partial<Record<WorkKind, (item: WorkItem) => Promise<void>>>>;

/** Ids, codes, counts and durations only; pino fits. */
export type DispatchLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type DispatcherOptions = {
  readonly work: WorkRows;
  /** A handler that returns has done the item (whether or not its own commit finished the row already). */
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly log: DispatchLog;
  /** How many items run at once. Default 4. */
  readonly concurrency?: number;
  /** A process that dies gives its items back after this; a living one holds on. Default 15 s. */
  readonly leaseMs?: number;
  /** The longest sleep, for rows that another process inserts without a kick. Default 1 s. */
  readonly idleMs?: number;
  readonly random?: () => number;
};

export type Dispatcher = {
  start(): void;
  /** A hint that work was inserted: look now. */
  kick(): void;
  /** Takes nothing new and waits for what runs, at most `graceMs` (10 s). Returns how many were left to their lease. */
  stop(graceMs?: number): Promise<number>;
};

const SHORTEST_SLEEP_MS = 20;
const AFTER_FAULT_MS = 1000;
const UNKNOWN_KIND_MS = 60_000;

/** What kind of error, and where in the code: its message may quote a customer, so it stays out of the log. */
function whereOf(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: "" };
  const frame = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return { error: error.name, at: frame?.trim() ?? "" };
}

/** Runs one leased item to its end: done, back to ready at a time, or dead. Never throws. */
async function runItem(item: WorkItem, options: DispatcherOptions): Promise<void> {
  const { work, clock, log, leaseMs = 15_000, random = Math.random } = options;
  const fields = { work: item.id, tenant: item.tenant, kind: item.kind, attempts: item.attempts };
  const handlers: Readonly<Partial<Record<string, Handlers[WorkKind]>>> = options.handlers;
  const handler = handlers[item.kind];
  const begun = performance.now();
  const hold = setInterval(() => {
    work.renew(item.lease, leaseMs).then(
      (isHeld) => void (isHeld || log.warn(fields, "lease lost")),
      () => log.warn(fields, "lease not renewed"),
    );
  }, leaseMs / 3);
  try {
    // A newer process of a rolling upgrade may know the kind: the item is not ours to kill.
    if (!handler) return await work.retry(item.lease, "unknown-kind", clock.now() + UNKNOWN_KIND_MS);
    await handler(item);
    await work.done(item.lease);
    log.info({ ...fields, ms: Math.round(performance.now() - begun) }, "work done");
  } catch (error) {
    const outcome = settle(error, item.attempts, random());
    const level = outcome.next === "dead" ? "error" : "warn";
    log[level]({ ...fields, code: outcome.code, ...whereOf(error) }, "work failed");
    const settled =
      outcome.next === "dead"
        ? work.dead(item.lease, outcome.code)
        : work.retry(item.lease, outcome.code, clock.now() + outcome.afterMs);
    // The database is out of reach: the lease runs out and the sweeper gives the row back.
    await settled.catch(() => log.error(fields, "work not settled"));
  } finally {
    clearInterval(hold);
  }
}

/**
 * The embedded dispatcher: leases due rows, runs their handlers, sweeps expired leases. It sleeps until the next row
 * is due or until kicked, and looks once a second for what other processes inserted.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { work, log, concurrency = 4, leaseMs = 15_000, idleMs = 1000 } = options;
  const running = new Set<Promise<void>>();
  const signal = createSignal();
  let loop: Promise<void> | null = null;
  let isOn = false;

  const begin = (item: WorkItem): void => {
    const run = runItem(item, options).finally(() => {
      running.delete(run);
      signal.raise();
    });
    running.add(run);
  };

  /** One look: gives dead leases back, leases what fits. Returns how long to sleep at most. */
  async function look(): Promise<number> {
    await work.sweep();
    const free = concurrency - running.size;
    const items = free > 0 ? await work.claim(free, leaseMs) : [];
    for (const item of items) begin(item);
    if (items.length === free) return idleMs;
    const due = await work.nextDue();
    return Math.min(Math.max(due ?? idleMs, SHORTEST_SLEEP_MS), idleMs);
  }

  async function turn(): Promise<void> {
    while (isOn) {
      signal.lower();
      const sleepMs = await look().catch((error: unknown) => {
        log.error(whereOf(error), "work rows out of reach");
        return AFTER_FAULT_MS;
      });
      if (isOn) await signal.wait(sleepMs);
    }
  }

  return {
    start() {
      if (loop) return;
      isOn = true;
      loop = turn();
    },
    kick: () => signal.raise(),
    async stop(graceMs = 10_000) {
      isOn = false;
      signal.raise();
      await loop;
      loop = null;
      const grace = createSignal();
      const all = Promise.all(running).then(() => grace.raise());
      await Promise.race([all, grace.wait(graceMs)]);
      grace.raise();
      return running.size;
    },
  };
}
