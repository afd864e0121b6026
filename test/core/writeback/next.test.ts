import { describe, expect, it } from "vitest";
import { nextAfter, retryOf } from "../../../core/writeback/next.ts";

const tried = { tries: 1, schedule: [5000, 60_000], retryAfterMs: null };

describe("what follows a fault", () => {
  it.each([
    ["unknown-read-back", { next: "read-back" }],
    ["per-item", { next: "read-back" }],
    ["re-preview", { next: "look-again" }],
    ["stop-person", { next: "person" }],
    ["person", { next: "person" }],
    ["dead-letter-mapping", { next: "dead" }],
    ["dead-letter-admin", { next: "dead" }],
    ["bug", { next: "dead" }],
    ["failure", { next: "retry", afterMs: 5000, counts: true }],
    ["wait", { next: "retry", afterMs: 30_000, counts: false }],
    ["wait-owner", { next: "retry", afterMs: 30_000, counts: false }],
  ] as const)("%s", (treatment, next) => {
    expect(nextAfter(treatment, tried)).toEqual(next);
  });

  it("waits as long as it was asked to, and that is no failed try", () => {
    expect(nextAfter("wait", { ...tried, tries: 99, retryAfterMs: 17_000 })).toEqual({
      next: "retry",
      afterMs: 17_000,
      counts: false,
    });
  });

  it("tries on the target's schedule, never sooner than asked, and then it is a dead letter", () => {
    expect(retryOf({ ...tried, tries: 2 })).toEqual({ next: "retry", afterMs: 60_000, counts: true });
    expect(retryOf({ ...tried, tries: 2, retryAfterMs: 90_000 })).toMatchObject({ afterMs: 90_000 });
    expect(retryOf({ ...tried, tries: 3 })).toEqual({ next: "dead" });
    expect(retryOf({ ...tried, schedule: [] })).toEqual({ next: "dead" });
  });
});
