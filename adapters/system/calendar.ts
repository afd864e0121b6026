import { toLawDate, type LawDate } from "../../core/dates.ts";
import type { Calendar } from "../../core/ports/calendar.ts";

const HOUR_MS = 3_600_000;
/** Zones differ by quarters of an hour, and change at full ones. */
const QUARTER_MS = 900_000;
/** No zone is further from UTC. */
const FURTHEST_HOURS = 15;

/** Civil time of a zone by the runtime's own zone data. Throws RangeError for a zone that it does not know. */
export function createCalendar(zone: string): Calendar {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  /** `2026-11-23 08:30`: sorts as time does. */
  const wall = (at: number): string => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")} ${parts.get("hour")}:${parts.get("minute")}`;
  };
  const dayOf = (at: number): LawDate => toLawDate(wall(at).slice(0, 10));
  return {
    zone,
    dayOf,
    momentOf(day, hour) {
      const wanted = `${day} ${String(hour).padStart(2, "0")}:00`;
      // The first quarter whose wall time is not before the wanted one: an hour that is skipped has no moment, an hour
      // that comes twice has its first.
      let at = Date.parse(`${day}T00:00:00Z`) + (hour - FURTHEST_HOURS) * HOUR_MS;
      while (wall(at) < wanted) at += QUARTER_MS;
      return at;
    },
  };
}
