import type { Brand } from "./brand.ts";
import { Refusal } from "./refusal.ts";

/** RFC 3339 UTC with milliseconds: `2026-11-23T02:15:00.123Z`. The clock's time. */
export type Instant = Brand<"Instant">;
/** One civil date, `2026-11-23`: the law's date (`asOf`). */
export type LawDate = Brand<"LawDate">;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Throws Refusal("invalid") for any other form. */
export function toInstant(text: string): Instant {
  if (!INSTANT.test(text)) throw new Refusal("invalid", { what: "time", value: text.slice(0, 40) });
  return text as Instant;
}

/** A real calendar date. Throws Refusal("invalid"). */
export function toLawDate(text: string): LawDate {
  const parts = DATE.exec(text);
  const [year, month, day] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  if (!parts || day < 1 || day > last) throw new Refusal("invalid", { what: "date", value: text.slice(0, 40) });
  return text as LawDate;
}

/** Milliseconds of an Instant without the clock: days since the epoch by the civil calendar. */
export function instantMillis(instant: Instant): number {
  const [year, month, day, hour, minute, second, ms] = instant.split(/[-T:.Z]/).map(Number);
  const y = (year ?? 0) - ((month ?? 0) <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const shifted = ((month ?? 0) + 9) % 12;
  const dayOfYear = Math.floor((153 * shifted + 2) / 5) + (day ?? 0) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return days * 86_400_000 + (hour ?? 0) * 3_600_000 + (minute ?? 0) * 60_000 + (second ?? 0) * 1000 + (ms ?? 0);
}
