import type { DigestRow } from "../digest/row.ts";

/** Whose deals: the requesters of these divisions; null: all of the tenant, also where no division is named. */
export type DigestScope = readonly string[] | null;

/** Case rows for a digest, by scope; every query is served by an index and asks for the tenant. */
export interface DigestRows {
  /** Cases opened, decided or due in [from, to), and all that are not decided yet; each once, oldest first. Times in ms. */
  rows(scope: DigestScope, from: number, to: number): Promise<readonly DigestRow[]>;
  /** How many cases were opened and how many of the standing decisions were made in [from, to). */
  counts(scope: DigestScope, from: number, to: number): Promise<{ readonly opened: number; readonly closed: number }>;
  /** The cases of these numbers that are in scope now, oldest first: what a reader may no longer see is not there. */
  byNumbers(scope: DigestScope, numbers: readonly number[]): Promise<readonly DigestRow[]>;
}
