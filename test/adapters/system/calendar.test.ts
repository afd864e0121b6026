import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendar } from "../../../adapters/system/calendar.ts";
import { toLawDate } from "../../../core/dates.ts";

const at = (text: string): number => Date.parse(text);
const day = toLawDate;

describe("a zone's calendar", () => {
  it("begins a day where the zone does, on both sides of a change of the clocks", () => {
    const berlin = createCalendar("Europe/Berlin");
    expect(berlin.momentOf(day("2026-10-25"), 0)).toBe(at("2026-10-24T22:00:00Z"));
    expect(berlin.momentOf(day("2026-10-26"), 0)).toBe(at("2026-10-25T23:00:00Z"));
    expect(berlin.momentOf(day("2026-03-29"), 8)).toBe(at("2026-03-29T06:00:00Z"));
    expect(createCalendar("Asia/Kathmandu").momentOf(day("2026-11-23"), 0)).toBe(at("2026-11-22T18:15:00Z"));
    expect(createCalendar("Pacific/Kiritimati").momentOf(day("2026-11-23"), 0)).toBe(at("2026-11-22T10:00:00Z"));
    expect(createCalendar("Etc/GMT+12").momentOf(day("2026-11-23"), 23)).toBe(at("2026-11-24T11:00:00Z"));
  });
  it("takes the first moment after an hour that is skipped, the first of an hour that comes twice", () => {
    const berlin = createCalendar("Europe/Berlin");
    expect(berlin.momentOf(day("2026-03-29"), 2)).toBe(at("2026-03-29T01:00:00Z"));
    expect(berlin.momentOf(day("2026-10-25"), 2)).toBe(at("2026-10-25T00:00:00Z"));
    // Santiago skips midnight itself.
    expect(createCalendar("America/Santiago").momentOf(day("2026-09-06"), 0)).toBe(at("2026-09-06T04:00:00Z"));
  });
  it("says which civil day a moment lies in, to the millisecond", () => {
    const york = createCalendar("America/New_York");
    const midnight = york.momentOf(day("2026-11-23"), 0);
    expect([york.dayOf(midnight - 1), york.dayOf(midnight)]).toEqual(["2026-11-22", "2026-11-23"]);
  });
  it("agrees with itself: a day's first moment lies in it, the one before does not", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3000 }), (zone, days) => {
        const calendar = createCalendar(zone);
        const date = day(new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
        const first = calendar.momentOf(date, 0);
        expect(calendar.dayOf(first)).toBe(date);
        expect(calendar.dayOf(first - 1) < date).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
  it("refuses a zone that nobody knows", () => {
    expect(() => createCalendar("Mars/Olympus")).toThrow(RangeError);
  });
});
