import type { TenantId, WorkId } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Lease, NewWork, WorkKind } from "./ledger.ts";

export type WorkItem = {
  readonly id: WorkId;
  readonly tenant: TenantId;
  readonly kind: WorkKind;
  readonly lane: string;
  readonly dedup: string;
  readonly ref: Readonly<Record<string, string | number>>;
  readonly attempts: number;
  readonly lease: Lease;
  /** An earlier attempt recorded its intent to send (ms) and, if known, the remote's reference. */
  readonly intentAt: number | null;
  readonly remoteRef: Json | null;
};

/** A row that could be leased now, named without its content: what a queue in front may know of it. */
export type ReadyWork = { readonly id: WorkId; readonly attempts: number; readonly priority: number };

/** The durable queue: rows of the outbox, over all tenants. The row is the truth; a queue in front is a hint. */
export interface WorkRows {
  /** Leases up to `limit` ready rows (at most one leased per lane), oldest by priority first. */
  claim(limit: number, leaseMs: number): Promise<readonly WorkItem[]>;
  /**
   * Leases this very row if `claim` would lease it now (ready, due, the first of a free lane among the rows at the
   * front), else null: for a queue in front, whose order and delay are only hints.
   */
  claimOne(id: WorkId, leaseMs: number): Promise<WorkItem | null>;
  /** The rows that `claim` would lease, in its order, without leasing them. Takes no lock. */
  ready(limit: number): Promise<readonly ReadyWork[]>;
  /** Inserts a row that no entry causes: a timer. One ready row per (tenant, kind, dedup); a second is dropped. */
  put(tenant: TenantId, work: NewWork): Promise<void>;
  /** Marks done; false when the lease was lost. */
  done(lease: Lease): Promise<boolean>;
  /** Returns the row to ready at `runAt` with a code, or to dead when attempts are used up. */
  /** `counts` false: the other side said when to come back, or is not there yet; such a wait is no failed try. */
  retry(lease: Lease, code: string, runAt: number, counts?: boolean): Promise<void>;
  dead(lease: Lease, code: string): Promise<void>;
  /** Records that a send is about to happen (before the network call), and what is known of the target. */
  intend(lease: Lease, remoteRef?: Json): Promise<boolean>;
  /** Holds the lease for another `leaseMs` from now; false when it was lost: stop, another has the work. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Gives expired leases back. Returns how many. */
  sweep(): Promise<number>;
  /** Milliseconds until the next row is due, or null. */
  nextDue(): Promise<number | null>;
  /** How much is left to do. Ready: due within the hour; what waits for a later day is not counted. */
  counts(): Promise<Readonly<Record<"ready" | "leased" | "done" | "dead", number>>>;
}
