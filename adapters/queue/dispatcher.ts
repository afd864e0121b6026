import type { Clock } from "../../core/ports/clock.ts";
import type { WorkKind } from "../../core/ports/ledger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";

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

export type DispatcherHealth = {
  /** Milliseconds since it last saw the rows; null: it has not yet. */
  readonly sawRowsMs: number | null;
  /** Whether the queue in front takes work; rows wait in the database while it is away. */
  readonly queue: "in-process" | "reachable" | "away";
};

export type Dispatcher = {
  start(): void;
  /** A hint that work was inserted: look now. Never waits, never throws. */
  kick(): void;
  /** How it stands now. */
  health(): DispatcherHealth;
  /** Takes nothing new and waits for what runs, at most `graceMs` (10 s). Returns how many were left to their lease. */
  stop(graceMs?: number): Promise<number>;
};

export const CONCURRENCY = 4;
export const LEASE_MS = 15_000;
export const IDLE_MS = 1000;
