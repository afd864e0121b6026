import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { addDays, endOfMonthAfterQuarter } from "../../../core/licensing/law-days.ts";

describe("dates of the law", () => {
  it.each([
    ["2026-11-23", 30, "2026-12-23"],
    ["2026-12-23", 30, "2027-01-22"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2026-03-01", -1, "2026-02-28"],
  ])("%s and %i days is %s", (from, days, to) => {
    expect(addDays(toLawDate(from), days)).toBe(to);
  });

  it.each([
    ["2026-01-01", "2026-04-30"],
    ["2026-03-31", "2026-04-30"],
    ["2026-04-01", "2026-07-31"],
    ["2026-09-30", "2026-10-31"],
    ["2026-10-01", "2027-01-31"],
  ])("a boycott request of %s is reported by %s", (from, to) => {
    expect(endOfMonthAfterQuarter(toLawDate(from))).toBe(to);
  });

  it("agrees with the calendar for every day of six years", () => {
    const start = Date.UTC(2023, 11, 30);
    for (let day = 0; day < 6 * 366; day += 1) {
      const expected = new Date(start + day * 86_400_000).toISOString().slice(0, 10);
      expect(addDays(toLawDate("2023-12-30"), day)).toBe(expected);
    }
  });
});
