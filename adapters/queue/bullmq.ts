import type { WorkId } from "../../core/ids.ts";
import type { ReadyWork } from "../../core/ports/work.ts";
import { CONCURRENCY, IDLE_MS, LEASE_MS, type Dispatcher, type DispatcherOptions } from "./dispatcher.ts";
import { createComplaints } from "./complaints.ts";
import { createHints } from "./redis-hints.ts";
import { openRedisWorker, type RedisWorker } from "./redis-worker.ts";
import { AFTER_FAULT_MS, createRounds } from "./rounds.ts";
import { runItem } from "./run-item.ts";
import { createRunning } from "./running.ts";
import { whereOf } from "./where-of.ts";

/** The rows at the front: as many as a claim looks at. */
const FRONT = 200;
/** A row that still waits after this is put into Redis again: its job may be lost. */
const AGAIN_AFTER_MS = 2000;

/**
 * The dispatcher of several processes: a relay names the ready rows in Redis, and BullMQ gives each name to one of the
 * processes, which leases the row by its id. Rows decide order, delay, attempts and death; Redis holds ids, as hints.
 * Redis away, slow, full or emptied: rows wait, nobody who commits waits, and the relay names them again. Nothing is
 * asked of Redis but by the relay and the worker.
 */
export function createBullmqDispatcher(options: DispatcherOptions & { readonly redisUrl: string }): Dispatcher {
  const { work, log, redisUrl, concurrency = CONCURRENCY, leaseMs = LEASE_MS, idleMs = IDLE_MS } = options;
  const hints = createHints(redisUrl);
  const complaints = createComplaints(log);
  const named = new Map<WorkId, { readonly attempts: number; readonly at: number }>();
  const running = createRunning(() => rounds.raise());
  let worker: RedisWorker | null = null;
  let isOn = false;
  let notBefore = -Infinity;

  const isNamed = (row: ReadyWork, now: number): boolean => {
    const last = named.get(row.id);
    return last !== undefined && last.attempts === row.attempts && now < last.at + AGAIN_AFTER_MS;
  };

  /** Puts the rows that are new at the front into Redis. False: Redis does not take them now. */
  async function name(rows: readonly ReadyWork[]): Promise<boolean> {
    const now = performance.now();
    const fresh = rows.filter((row) => !isNamed(row, now));
    const front = new Set(rows.map((row) => row.id));
    for (const id of named.keys()) if (!front.has(id)) named.delete(id);
    if (fresh.length === 0) return true;
    // Kicks come at any rate; a Redis that refused is not asked again at that rate.
    if (now < notBefore) return false;
    try {
      await hints.add(fresh);
    } catch (error) {
      complaints.fault(error);
      notBefore = performance.now() + AFTER_FAULT_MS;
      return false;
    }
    for (const { id, attempts } of fresh) named.set(id, { attempts, at: now });
    complaints.over();
    return true;
  }

  /** One look: gives dead leases back, names what is ready. Returns how long to sleep at most. */
  async function look(): Promise<number> {
    await work.sweep();
    const rows = await work.ready(FRONT);
    if (!(await name(rows))) return AFTER_FAULT_MS;
    return rows.length > 0 ? idleMs : Math.min((await work.nextDue()) ?? idleMs, idleMs);
  }
  const rounds = createRounds(look, log);

  /** Runs the row of a job, if it is still to be done and its turn; if not, the relay finds it at its time. */
  async function run(id: WorkId): Promise<void> {
    try {
      const item = await work.claimOne(id, leaseMs);
      if (item) await runItem(item, options);
      else named.delete(id);
    } catch (error) {
      named.delete(id);
      log.error(whereOf(error), "work rows out of reach");
    }
  }

  async function take(id: WorkId): Promise<void> {
    if (!isOn) return;
    const ended = run(id);
    running.add(ended);
    await ended;
  }

  return {
    start() {
      if (isOn) return;
      isOn = true;
      worker = openRedisWorker({ redisUrl, concurrency, take, onFault: complaints.fault });
      rounds.start();
    },
    kick: () => rounds.raise(),
    health: () => ({ sawRowsMs: rounds.lookedMs(), queue: complaints.away() ? "away" : "reachable" }),
    async stop(graceMs = 10_000) {
      isOn = false;
      await worker?.pause();
      await rounds.stop();
      const left = await running.end(graceMs);
      await worker?.close();
      worker = null;
      named.clear();
      hints.close();
      return left;
    },
  };
}
