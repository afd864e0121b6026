import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendar } from "../../../adapters/system/calendar.ts";
import { toLawDate } from "../../../core/dates.ts";
import { parseWeek, weekBefore, weekday, weekOf, workingDays } from "../../../core/digest/week.ts";

const utc = createCalendar("UTC");
const berlin = createCalendar("Europe/Berlin");
const day = toLawDate;

describe("weeks (ISO 8601)", () => {
  it("belong to the year of their Thursday", () => {
    expect(weekOf(day("2026-11-22"), utc).id).toBe("2026-W47");
    expect(weekOf(day("2026-11-23"), utc).id).toBe("2026-W48");
    expect(weekOf(day("2027-01-01"), utc).id).toBe("2026-W53");
    expect(weekOf(day("2024-12-30"), utc).id).toBe("2025-W01");
    expect(weekBefore(weekOf(day("2027-01-04"), utc), utc).id).toBe("2026-W53");
  });
  it("begin and end at midnight of the tenant's zone; the week of the change of clocks has an hour more", () => {
    const week = weekOf(day("2026-10-25"), berlin);
    expect(new Date(week.from).toISOString()).toBe("2026-10-18T22:00:00.000Z");
    expect(new Date(week.to).toISOString()).toBe("2026-10-25T23:00:00.000Z");
    expect((week.to - week.from) / 3_600_000).toBe(169);
  });
  it("join without a gap, in every zone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York"),
        fc.integer({ min: 0, max: 2000 }),
        (zone, days) => {
          const calendar = createCalendar(zone);
          const week = weekOf(
            day(new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)),
            calendar,
          );
          expect([weekBefore(week, calendar).to, weekday(week.monday)]).toEqual([week.from, 0]);
        },
      ),
      { numRuns: 40 },
    );
  });
  it("are read from their id, and only where there is such a week", () => {
    expect(parseWeek("2026-W47", utc)).toEqual(weekOf(day("2026-11-18"), utc));
    expect(parseWeek("2026-W53", utc)?.monday).toBe("2026-12-28");
    for (const id of ["2025-W53", "2026-W00", "2026-W54", "2026-47", "2026-W7", "", "2026-W47 "])
      expect(parseWeek(id, utc)).toBeNull();
  });
});

describe("working days", () => {
  it("count Monday to Friday after the day it began", () => {
    expect(workingDays(day("2026-11-23"), day("2026-11-23"))).toBe(0);
    expect(workingDays(day("2026-11-20"), day("2026-11-22"))).toBe(0);
    expect(workingDays(day("2026-11-20"), day("2026-11-23"))).toBe(1);
    expect(workingDays(day("2026-11-16"), day("2026-11-23"))).toBe(5);
    expect(workingDays(day("2026-11-01"), day("2026-11-30"))).toBe(21);
    expect(workingDays(day("2026-11-24"), day("2026-11-23"))).toBe(0);
  });
  it("add up over any day between", () => {
    const date = (n: number) => day(new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.nat(400), fc.nat(60), fc.nat(60), (from, first, second) => {
        const [a, b, c] = [date(from), date(from + first), date(from + first + second)];
        expect(workingDays(a, b) + workingDays(b, c)).toBe(workingDays(a, c));
      }),
    );
  });
});
