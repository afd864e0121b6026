import type { WorkItem } from "../../core/ports/work.ts";
import { CONCURRENCY, IDLE_MS, LEASE_MS, type Dispatcher, type DispatcherOptions } from "./dispatcher.ts";
import { createRounds } from "./rounds.ts";
import { runItem } from "./run-item.ts";
import { createRunning } from "./running.ts";

/**
 * The embedded dispatcher: leases due rows, runs their handlers, sweeps expired leases. It sleeps until the next row
 * is due or until kicked, and looks once a second for what other processes inserted.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { work, log, concurrency = CONCURRENCY, leaseMs = LEASE_MS, idleMs = IDLE_MS } = options;
  const running = createRunning(() => rounds.raise());

  const begin = (item: WorkItem): void => running.add(runItem(item, options));

  /** One look: gives dead leases back, leases what fits. Returns how long to sleep at most. */
  async function look(): Promise<number> {
    await work.sweep();
    const free = concurrency - running.size();
    const items = free > 0 ? await work.claim(free, leaseMs) : [];
    for (const item of items) begin(item);
    if (items.length === free) return idleMs;
    return Math.min((await work.nextDue()) ?? idleMs, idleMs);
  }
  const rounds = createRounds(look, log);

  return {
    start: () => rounds.start(),
    kick: () => rounds.raise(),
    health: () => ({ sawRowsMs: rounds.lookedMs(), queue: "in-process" }),
    async stop(graceMs = 10_000) {
      await rounds.stop();
      return running.end(graceMs);
    },
  };
}
