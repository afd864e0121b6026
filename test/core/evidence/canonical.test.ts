import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalBytes, canonicalText } from "../../../core/evidence/canonical.ts";
import type { Json } from "../../../core/json.ts";

const text = (value: unknown): string => canonicalText(value as Json);

describe("the canonical text of a value", () => {
  it("sorts members by UTF-16 code units and writes no spaces", () => {
    expect(text({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it("writes numbers as RFC 8785 appendix B does", () => {
    const samples: [number, string][] = [
      [-0, "0"],
      [5e-324, "5e-324"],
      [1.7976931348623157e308, "1.7976931348623157e+308"],
      [9007199254740992, "9007199254740992"],
      [295147905179352830000, "295147905179352830000"],
      [9.999999999999997e22, "9.999999999999997e+22"],
      [1e23, "1e+23"],
      [0.000001, "0.000001"],
      [1e-7, "1e-7"],
      [1e9 / 3, "333333333.3333333"],
    ];
    expect(samples.map(([number]) => text(number))).toEqual(samples.map(([, written]) => written));
  });

  it("does not depend on the order in which members were set", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(text(turned)).toBe(text(value));
        expect(JSON.parse(text(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("is UTF-8 as bytes", () => {
    expect([...canonicalBytes("é")]).toEqual([0x22, 0xc3, 0xa9, 0x22]);
  });

  it.each([
    ["undefined", undefined],
    ["an undefined member, which would silently vanish", { a: undefined }],
    ["an undefined element", [undefined]],
    ["a hole in an array", Array.from({ length: 2 }).fill(undefined)],
    ["NaN", { a: Number.NaN }],
    ["an infinity", [Number.POSITIVE_INFINITY]],
    ["a bigint", 1n],
    ["a function", () => 1],
    ["a date, which would silently become a string", { at: new Date(0) }],
    ["a map, which would silently become {}", new Map([["a", 1]])],
    ["a lone surrogate in a value", "a\ud800"],
    ["a lone surrogate in a name", { "\udc00": 1 }],
  ])("refuses %s", (_, value) => {
    expect(() => text(value)).toThrow("invalid");
  });
});
