import { describe, expect, it } from "vitest";
import { createClock } from "../../../adapters/system/clock.ts";

const at = (text: string) => createClock(() => Date.parse(text));

describe("the clock", () => {
  it("gives the instant with milliseconds, in UTC", () => {
    expect(at("2026-11-24T12:00:00Z").instant()).toBe("2026-11-24T12:00:00.000Z");
    expect(at("2026-11-24T12:00:00.007Z").now()).toBe(Date.UTC(2026, 10, 24, 12, 0, 0, 7));
  });

  it.each([
    ["2026-11-24T04:59:59.999Z", "America/New_York", "2026-11-23"],
    ["2026-11-24T05:00:00.000Z", "America/New_York", "2026-11-24"],
    ["2026-11-24T05:00:00.000Z", "UTC", "2026-11-24"],
    ["2026-11-23T14:59:59.999Z", "Asia/Tokyo", "2026-11-23"],
    ["2026-11-23T15:00:00.000Z", "Asia/Tokyo", "2026-11-24"],
    // Summer time in New York: midnight is at 04:00 UTC.
    ["2026-07-01T03:59:59.999Z", "America/New_York", "2026-06-30"],
    ["2026-07-01T04:00:00.000Z", "America/New_York", "2026-07-01"],
    ["2028-02-29T12:00:00.000Z", "Europe/Berlin", "2028-02-29"],
    ["2027-01-01T04:59:59.999Z", "America/New_York", "2026-12-31"],
  ])("at %s in %s the law's date is %s", (instant, zone, date) => {
    expect(at(instant).lawDate(zone)).toBe(date);
  });

  it("refuses a zone that nobody knows", () => {
    expect(() => at("2026-11-24T12:00:00Z").lawDate("Mars/Olympus")).toThrow(RangeError);
  });
});
