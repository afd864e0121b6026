import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OUTCOMES } from "../../../core/licensing/determination.ts";
import { isLooser, stepOf, worstOf } from "../../../core/licensing/precedence.ts";

describe("outcomes in their order", () => {
  it("gives the first that occurs; a held line never disappears behind a free one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1 }),
        fc.constantFrom(...OUTCOMES),
        (some, more) => {
          const before = worstOf(some)!;
          const after = worstOf([...some, more])!;
          expect(OUTCOMES.indexOf(after)).toBeLessThanOrEqual(OUTCOMES.indexOf(before));
          expect(isLooser(after, before)).toBe(false);
        },
      ),
    );
  });

  it("measures looser in three steps, and inside free from the chart to NLR", () => {
    expect(isLooser("exception-available", "licence-required")).toBe(true);
    expect(isLooser("no-chart-requirement", "exception-available")).toBe(true);
    expect(isLooser("no-licence-required", "no-chart-requirement")).toBe(true);
    expect(isLooser("no-chart-requirement", "no-licence-required")).toBe(false);
    expect(isLooser("licence-required", "prohibited")).toBe(false);
    expect(isLooser("not-subject", "no-licence-required")).toBe(false);
  });

  it("holds everything but exceptions and what is free", () => {
    expect(OUTCOMES.filter((outcome) => stepOf(outcome) === "held")).toEqual([
      "prohibited",
      "licence-required",
      "not-covered",
      "other-agency",
      "review",
      "needs-facts",
    ]);
  });
});
