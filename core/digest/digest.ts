import type { Instant } from "../dates.ts";
import type { DigestScope } from "../ports/digest.ts";
import type { UsageTotal } from "../ports/usage.ts";
import type { Figure, Times } from "./figures.ts";

/**
 * One person's digest of one week, as it was sent: the figures with their cases, so that what a figure opens is what it
 * counted, whatever happened since. No party, no item, no words of a request. Plain JSON; kept as a blob.
 */
export type Digest = {
  readonly v: 1;
  readonly week: { readonly id: string; readonly number: number; readonly from: Instant; readonly to: Instant };
  readonly zone: string;
  readonly scope: DigestScope;
  /** The moment the figures are of. */
  readonly at: Instant;
  readonly figures: readonly Figure[];
  readonly times: Times | null;
  /** Eight weeks, the digest's own last. */
  readonly weeks: readonly { readonly week: string; readonly opened: number; readonly closed: number }[];
  /** Age in days of the oldest list that a clear rests on, with the list; null: no list has a date. */
  readonly oldestList: { readonly list: string; readonly days: number } | null;
  /** Activations of rules, lists or policy in the week. */
  readonly activations: number;
  /** Of the whole tenant; empty where nothing was used, absent in a digest of some divisions. */
  readonly usage?: readonly UsageTotal[];
  /** The log as it stood: to compare with any later export. `root`: base64 of the Merkle root. */
  readonly log: { readonly size: number; readonly root: string };
};

/** The figure of an id, or null: a digest without it has no such block. */
export const figureOf = (digest: Digest, id: string): Figure | null =>
  digest.figures.find((figure) => figure.id === id) ?? null;
