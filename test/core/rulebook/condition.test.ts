import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDecimal, toUnit } from "../../../core/quantity.ts";
import { testCondition } from "../../../core/rulebook/condition.ts";
import type { Condition } from "../../../core/rulebook/condition-schema.ts";
import type { FactValue } from "../../../core/item/fact.ts";
import { rulebook } from "../../rulebook.ts";

const words = rulebook.vocabulary;
const q = (value: string, unit: string) => ({ value: toDecimal(value), unit: toUnit(unit) });
const range = (from: string | null, to: string | null, unit: string) => ({
  from: from === null ? null : toDecimal(from),
  to: to === null ? null : toDecimal(to),
  unit: toUnit(unit),
});
const answer = (condition: Condition, facts: Record<string, FactValue | readonly FactValue[]>) =>
  testCondition(condition, {
    words,
    facts: new Map(
      Object.entries(facts).map(([name, value]) => [name, Array.isArray(value) ? value : [value as FactValue]]),
    ),
  });
const faster: Condition = { fact: "sample-rate", exceeds: "250 MSPS" };

describe("a figure against a limit", () => {
  it.each([
    ["249.999999 MSPS", q("249.999999", "MSPS"), "not-met"],
    ["exactly 250 MSPS", q("250", "MSPS"), "not-met"],
    ["exactly 0.25 GSPS", q("0.25", "GSPS"), "not-met"],
    ["250000.001 kSPS", q("250000.001", "kSPS"), "met"],
  ] as const)("greater than 250 MSPS: %s is %s", (_name, value, wanted) => {
    expect(answer(faster, { "sample-rate": value }).answer).toBe(wanted);
  });

  it.each([
    [{ fact: "frame-rate", "at-most": "9 Hz" }, { "frame-rate": q("9", "Hz") }, "met"],
    [{ fact: "frame-rate", "at-most": "9 Hz" }, { "frame-rate": q("9.0001", "Hz") }, "not-met"],
    [{ fact: "ambient-min", below: "-54 °C" }, { "ambient-min": q("-54", "°C") }, "not-met"],
    [{ fact: "ambient-min", below: "-54 °C" }, { "ambient-min": q("-55", "°C") }, "met"],
    [{ fact: "ambient-max", exceeds: "125 °C" }, { "ambient-max": q("398.15", "K") }, "not-met"],
    [{ fact: "endurance", "at-least": "1 h" }, { endurance: q("60", "min") }, "met"],
    [{ fact: "endurance", "at-least": "1 h" }, { endurance: q("3599", "s") }, "not-met"],
  ] satisfies readonly (readonly [Condition, Record<string, FactValue>, string])[])(
    "%j with %j is %s",
    (condition, facts, wanted) => {
      expect(answer(condition, facts).answer).toBe(wanted);
    },
  );

  it("a range meets only if all of it meets, fails only if none of it does", () => {
    expect(answer(faster, { "sample-rate": range("251", "300", "MSPS") }).answer).toBe("met");
    expect(answer(faster, { "sample-rate": range("100", "250", "MSPS") }).answer).toBe("not-met");
    expect(answer(faster, { "sample-rate": range("100", "251", "MSPS") })).toMatchObject({
      answer: "unknown",
      missing: ["sample-rate"],
      findings: [{ code: "range-straddles-limit" }],
    });
  });

  it('"over 250" is more than 250 and "under 250" is less: the written end does not belong', () => {
    const over = { ...range("250", null, "MSPS"), beyond: true as const };
    const under = { ...range(null, "250", "MSPS"), beyond: true as const };
    const atLeast: Condition = { fact: "sample-rate", "at-least": "250 MSPS" };
    const below: Condition = { fact: "sample-rate", below: "250 MSPS" };
    expect([faster, atLeast, below].map((condition) => answer(condition, { "sample-rate": over }).answer)).toEqual([
      "met",
      "met",
      "not-met",
    ]);
    expect([faster, atLeast, below].map((condition) => answer(condition, { "sample-rate": under }).answer)).toEqual([
      "not-met",
      "not-met",
      "met",
    ]);
    expect(answer(faster, { "sample-rate": range("250", null, "MSPS") }).answer).toBe("unknown");
  });

  it("an open end never meets on its own side", () => {
    expect(answer(faster, { "sample-rate": range(null, "300", "MSPS") }).answer).toBe("unknown");
    expect(answer(faster, { "sample-rate": range(null, "250", "MSPS") }).answer).toBe("not-met");
    expect(answer(faster, { "sample-rate": range("300", null, "MSPS") }).answer).toBe("met");
    expect(answer(faster, { "sample-rate": range("100", null, "MSPS") }).answer).toBe("unknown");
  });

  it("a figure in a unit of another kind is not compared", () => {
    expect(answer(faster, { "sample-rate": q("3", "GHz") })).toMatchObject({
      answer: "unknown",
      findings: [{ code: "unit-not-comparable" }],
    });
  });

  it("two values that lead to different answers are unknown, two that agree are not", () => {
    expect(answer(faster, { "sample-rate": [q("200", "MSPS"), q("300", "MSPS")] }).findings[0]?.code).toBe(
      "fact-contradicts-itself",
    );
    expect(answer(faster, { "sample-rate": [q("260", "MSPS"), q("300", "MSPS")] }).answer).toBe("met");
  });

  it("comparison in any two units of a dimension agrees with the exact product", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (kilo) => {
        const wanted = kilo > 250_000 ? "met" : "not-met";
        expect(answer(faster, { "sample-rate": q(String(kilo), "kSPS") }).answer).toBe(wanted);
        expect(answer(faster, { "sample-rate": q((BigInt(kilo) * 1000n).toString(), "SPS") }).answer).toBe(wanted);
      }),
    );
  });
});

describe("three-valued logic", () => {
  const met: Condition = { fact: "encrypts-data", is: true };
  const failed: Condition = { fact: "encrypts-data", is: false };
  const open: Condition = { fact: "sold-at-retail", is: true };
  const facts = { "encrypts-data": true };
  it.each([
    [{ "all-of": [met, open] }, "unknown"],
    [{ "all-of": [failed, open] }, "not-met"],
    [{ "all-of": [met, met] }, "met"],
    [{ "any-of": [met, open] }, "met"],
    [{ "any-of": [failed, open] }, "unknown"],
    [{ "any-of": [failed, failed] }, "not-met"],
    [{ not: met }, "not-met"],
    [{ not: open }, "unknown"],
    [{ fact: "sold-at-retail", "is-stated": true }, "not-met"],
    [{ fact: "encrypts-data", "is-stated": true }, "met"],
  ] satisfies readonly (readonly [Condition, string])[])("%j is %s", (condition, wanted) => {
    expect(answer(condition, facts).answer).toBe(wanted);
  });

  it("an open condition names the facts that would close it, a decided one names none", () => {
    expect(answer({ "all-of": [met, open] }, facts).missing).toEqual(["sold-at-retail"]);
    expect(answer({ "all-of": [failed, open] }, facts).missing).toEqual([]);
  });

  it("a kind is met by a narrower one, excluded by another branch, open while only a wider one is known", () => {
    const chip: Condition = { fact: "is", is: "adc" };
    expect(answer(chip, { is: "adc" }).answer).toBe("met");
    expect(answer({ fact: "is", is: "integrated-circuit" }, { is: "adc" }).answer).toBe("met");
    expect(answer(chip, { is: "integrated-circuit" }).answer).toBe("unknown");
    expect(answer(chip, { is: "router" }).answer).toBe("not-met");
  });
});

describe("specially designed, 15 CFR 772.1", () => {
  const test: Condition = { "core-test": "specially-designed" };
  const uncaught = { "peculiar-to-controlled-performance": false, "part-for-controlled-item": false };
  const caught = { "peculiar-to-controlled-performance": false, "part-for-controlled-item": true };
  const releases = [
    "released-by-ruling",
    "is-plain-fastener",
    "same-as-uncontrolled-in-production",
    "developed-for-both",
    "developed-general-purpose",
    "developed-for-at-only",
  ];
  const none = Object.fromEntries(releases.map((name) => [name, false]));

  it("is not met when neither limb catches, and open while one is unanswered", () => {
    expect(answer(test, uncaught).answer).toBe("not-met");
    expect(answer(test, { "part-for-controlled-item": false })).toMatchObject({
      answer: "unknown",
      missing: ["peculiar-to-controlled-performance"],
    });
  });
  it.each(releases)("is released by %s alone", (name) => {
    expect(answer(test, { ...caught, ...none, [name]: true }).answer).toBe("not-met");
  });
  it("is met when caught and no release applies, and open while a release is unanswered", () => {
    expect(answer(test, { ...caught, ...none }).answer).toBe("met");
    expect(answer(test, caught).answer).toBe("unknown");
  });
  it("never releases an end item", () => {
    expect(answer(test, { ...caught, ...none, "is-end-item": true, "is-plain-fastener": true }).answer).toBe("met");
  });
});

describe("what a thing was called", () => {
  const named: Condition = { fact: "is", "is-named": ["streak-camera"] };
  it.each([
    ["streak-camera", "met"],
    ["camera", "not-met"],
    ["router", "not-met"],
  ])("a %s is a streak camera by name: %s", (kind, wanted) => {
    expect(answer(named, { is: kind }).answer).toBe(wanted);
  });
  it("an unknown thing has no name yet, and what it is is asked", () => {
    expect(answer(named, {})).toMatchObject({ answer: "unknown", missing: ["is"] });
  });
  it("without a name the wider kind leaves it open", () => {
    expect(answer({ fact: "is", is: "streak-camera" }, { is: "camera" }).answer).toBe("unknown");
  });
});
