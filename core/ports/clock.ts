import type { Instant, LawDate } from "../dates.ts";

/** Time and chance come in from outside, so that everything else is a function. */
export interface Clock {
  now(): number;
  instant(): Instant;
  /** The civil date in the tenant's law zone (default America/New_York). */
  lawDate(zone: string): LawDate;
}
export interface Ids {
  /** UUIDv7. */
  next(): string;
  /** Cryptographically random bytes. */
  random(bytes: number): Uint8Array;
}
