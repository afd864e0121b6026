import type { UsageKind } from "../usage/usage-of.ts";

/** Summed rows of one kind, model and success. Amounts: acts, tokens or bytes. */
export type UsageTotal = {
  readonly kind: UsageKind;
  readonly model: string | null;
  readonly failed: boolean;
  /** How many acts the sum is of. */
  readonly acts: number;
  readonly amount: number;
  /** Null where a part has no price: a sum that leaves something out would be too small. */
  readonly costMicros: number | null;
  readonly currency: string | null;
  readonly priceVersion: string | null;
};

/** What a tenant used. Rows are written by the ledger with the entry they count; nobody else writes them. */
export interface UsageLog {
  /** Rows with `from` <= at < `to` (ms), by kind, model, success and price version. */
  totals(from: number, to: number): Promise<readonly UsageTotal[]>;
  /** Byte-days kept in [from, to): each stored byte counts from when it came, at most to `to`. */
  storageByteDays(from: number, to: number): Promise<number>;
}
