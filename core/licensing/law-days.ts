import { toLawDate } from "../dates.ts";
import type { LawDate } from "../dates.ts";
import { dayNumber } from "../screening/days.ts";

/** The civil date of a day number, by whole-number arithmetic. */
function fromDays(days: number): LawDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const years = ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096);
  const year = Math.floor(years / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted + (shifted < 10 ? 3 : -9);
  return asDate(year + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

const two = (value: number): string => String(value).padStart(2, "0");
const asDate = (year: number, month: number, day: number): LawDate =>
  toLawDate(`${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`);

/** The civil date `count` days later (or earlier, when negative). */
export const addDays = (date: LawDate, count: number): LawDate => fromDays(dayNumber(date) + count);

/** The last day of the month that follows the calendar quarter of `date` (15 CFR 760.5(b)(4)(i)). */
export function endOfMonthAfterQuarter(date: LawDate): LawDate {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const next = Math.floor((month - 1) / 3) * 3 + 5;
  return addDays(next > 12 ? asDate(year + 1, next - 12, 1) : asDate(year, next, 1), -1);
}
