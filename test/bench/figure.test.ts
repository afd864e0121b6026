import { describe, expect, it } from "vitest";
import { line, quantile } from "./figure.ts";

describe("what a figure prints", () => {
  it("is a value that was measured: the nearest rank, whatever the order", () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect([0, 0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it("is nothing where nothing was measured", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it("names median, p99, worst and how many", () => {
    expect(line({ what: "ack", ms: [1, 2, 300], more: "1 of 4 not acknowledged" })).toMatch(
      /^ {2}ack +median 2\.00 ms, p99 300 ms, worst 300 ms \(n 3\); 1 of 4 not acknowledged$/,
    );
    expect(line({ what: "Redis / in process", ratio: 1.5 })).toMatch(/× 1\.50$/);
  });
});
