import type { LawDate } from "../dates.ts";

/** Civil time in one zone: where a day begins depends on the place, and on the day. */
export interface Calendar {
  /** IANA name. */
  readonly zone: string;
  /** The civil date at a moment (ms since the epoch). */
  dayOf(at: number): LawDate;
  /** The moment (ms) a day's clock first shows `hour` (0 to 23) or, where that hour is skipped, the first after it. */
  momentOf(day: LawDate, hour: number): number;
}
