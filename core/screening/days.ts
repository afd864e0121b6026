/** Days since 1970-01-01 of a civil date `YYYY-MM-DD`, proleptic Gregorian; no clock and no time zone. */
export function dayNumber(date: string): number {
  const [y = 0, m = 1, d = 1] = date.split("-").map(Number);
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Whole days from `earlier` to `later`; negative when `earlier` lies after it. */
export const daysBetween = (earlier: string, later: string): number => dayNumber(later) - dayNumber(earlier);
