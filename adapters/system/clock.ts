import { toInstant, toLawDate } from "../../core/dates.ts";
import type { Clock } from "../../core/ports/clock.ts";

/** The machine's clock. `lawDate` throws RangeError for a zone that the runtime does not know. */
export function createClock(now: () => number = Date.now): Clock {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const formatOf = (zone: string): Intl.DateTimeFormat => {
    const known = formats.get(zone);
    if (known) return known;
    const options = { timeZone: zone, calendar: "gregory", numberingSystem: "latn" } as const;
    const made = new Intl.DateTimeFormat("en-US", { ...options, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(zone, made);
    return made;
  };

  return {
    now,
    instant: () => toInstant(new Date(now()).toISOString()),
    lawDate(zone) {
      const parts = new Map(
        formatOf(zone)
          .formatToParts(now())
          .map((part) => [part.type, part.value]),
      );
      return toLawDate(`${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`);
    },
  };
}
