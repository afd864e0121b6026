import { describe, expect, it } from "vitest";
import { settle } from "../../../adapters/queue/settle.ts";
import { AdapterFault } from "../../../core/ports/messenger.ts";
import { Refusal } from "../../../core/refusal.ts";

describe("what becomes of failed work", () => {
  it("runs again soon when a newer version came in between", () => {
    expect(settle(new Refusal("stale"), 1, 0)).toEqual({ next: "retry", code: "stale", afterMs: 200, counts: true });
  });

  it.each(["not-found", "closed", "own-request", "invalid"] as const)("ends on the refusal %s", (code) => {
    expect(settle(new Refusal(code), 1, 0.5)).toEqual({ next: "dead", code });
  });

  it("honours a platform's time to the millisecond, whatever the attempt and the chance", () => {
    for (const attempts of [1, 7])
      for (const chance of [0, 0.99])
        expect(settle(new AdapterFault("rate-limited", false, 30_000), attempts, chance)).toEqual({
          next: "retry",
          code: "rate-limited",
          afterMs: 30_000,
          counts: false,
        });
    expect(settle(new AdapterFault("again", false, 0), 3, 0)).toMatchObject({ afterMs: 0 });
  });

  it("ends on a platform's terminal fault, and backs off on one without a time", () => {
    expect(settle(new AdapterFault("message-gone", true, 5), 1, 0)).toEqual({ next: "dead", code: "message-gone" });
    expect(settle(new AdapterFault("unavailable", false), 2, 0)).toMatchObject({
      code: "unavailable",
      afterMs: 2000,
      counts: true,
    });
  });

  it("doubles from a second to ten minutes, less up to half by chance", () => {
    const after = (attempts: number, chance: number) => settle(new Error("x"), attempts, chance);
    const whole = [1, 2, 3, 8, 11, 40].map((attempts) => after(attempts, 0));
    expect(whole.map((one) => (one.next === "retry" ? one.afterMs : null))).toEqual([
      1000, 2000, 4000, 128_000, 600_000, 600_000,
    ]);
    expect(after(1, 1)).toEqual({ next: "retry", code: "fault", afterMs: 500, counts: true });
  });

  it("takes anything thrown for a passing fault", () => {
    for (const thrown of ["text", null, undefined, 7]) expect(settle(thrown, 1, 0)).toMatchObject({ next: "retry" });
  });
});
