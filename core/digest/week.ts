import type { LawDate } from "../dates.ts";
import { addDays } from "../licensing/law-days.ts";
import type { Calendar } from "../ports/calendar.ts";
import { dayNumber } from "../screening/days.ts";

/** From Monday 00:00 to the next, in the tenant's zone; milliseconds, `to` is outside. */
export type Week = {
  /** ISO 8601: `2026-W47`. */
  readonly id: string;
  readonly number: number;
  readonly monday: LawDate;
  readonly from: number;
  readonly to: number;
};

/** 0 Monday … 6 Sunday: 1970-01-01 was a Thursday. */
export const weekday = (day: LawDate): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** The week of a Monday. Its year is its Thursday's (ISO 8601). */
function weekFrom(monday: LawDate, calendar: Calendar): Week {
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  const ofYear = dayNumber(thursday) - dayNumber(`${year}-01-01`);
  const number = Math.floor(ofYear / 7) + 1;
  return {
    id: `${year}-W${String(number).padStart(2, "0")}`,
    number,
    monday,
    from: calendar.momentOf(monday, 0),
    to: calendar.momentOf(addDays(monday, 7), 0),
  };
}

/** The week that a day lies in. */
export const weekOf = (day: LawDate, calendar: Calendar): Week => weekFrom(addDays(day, -weekday(day)), calendar);

/** The week `count` before. */
export const weekBefore = (week: Week, calendar: Calendar, count = 1): Week =>
  weekFrom(addDays(week.monday, -7 * count), calendar);

const ID = /^(\d{4})-W(\d{2})$/;

/** The week of an ISO id such as `2026-W47`; null: there is no such week. */
export function parseWeek(id: string, calendar: Calendar): Week | null {
  const [, year, number] = ID.exec(id) ?? [];
  if (year === undefined || number === undefined) return null;
  // 4 January is always in week 1.
  const week = weekFrom(addDays(weekOf(toDay(`${year}-01-04`), calendar).monday, 7 * (Number(number) - 1)), calendar);
  return week.id === id ? week : null;
}
const toDay = (text: string): LawDate => text as LawDate;

/** Days from Monday to Friday after `from` up to `to`: what began and ended on one day is 0 old. No holidays. */
export function workingDays(from: LawDate, to: LawDate): number {
  const [first, last] = [dayNumber(from) + 1, dayNumber(to)];
  if (last < first) return 0;
  const whole = Math.floor((last - first + 1) / 7);
  let days = whole * 5;
  for (let day = first + whole * 7; day <= last; day += 1) if ((((day + 3) % 7) + 7) % 7 < 5) days += 1;
  return days;
}
