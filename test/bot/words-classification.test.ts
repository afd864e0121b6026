import { describe, expect, it } from "vitest";
import { classificationWords } from "../../bot/words/classification.ts";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import type { Finding } from "../../core/finding.ts";
import { rulebook } from "../rulebook.ts";

const TEXTS = [
  "14-bit 3 GSPS ADC",
  "16-bit 65 MSPS ADC",
  "Wireless router with WPA3",
  "Wi-Fi router with WPA3, sold in shops, set up by the buyer, the encryption cannot be changed by the user",
  "Thermal camera, uncooled microbolometer, 640x480, 9 Hz",
  "Quadcopter drone, flight time 45 minutes, BVLOS",
  "12-bit 500 MSPS ADC designed for missile guidance",
  "Butterfly valve",
  "Gas centrifuge rotor tube, maraging steel",
  "14-bit ADC, 1,250 MSPS",
  "Something",
];
const words = classificationWords as unknown as Record<string, (params: object) => string>;

describe("the sentences of a classification", () => {
  it.each(TEXTS)('every finding about "%s" has a finished sentence', (description) => {
    const result = classify({ description, sources: [] }, rulebook, toLawDate("2026-11-23"));
    const findings: readonly Finding[] = [
      ...result.candidates.flatMap(({ because }) => because),
      ...result.trace.flatMap(({ because }) => because),
      ...result.missing.flatMap(({ because }) => because),
      ...result.counterfactual,
      ...result.also.flatMap(({ because }) => because),
      ...result.reasonsForControl.flatMap(({ because }) => because),
    ];
    expect(findings.length).toBeGreaterThan(0);
    for (const { code, params } of findings) {
      const sentence = words[code]?.(params) ?? `no words for ${code}`;
      expect(sentence).not.toMatch(/undefined|\[object|no words for/);
      expect(sentence.trim()).toMatch(/[.)]$/);
    }
  });

  it("says the figure, its unit and the limit beside it", () => {
    expect(
      classificationWords["limit-met"]({
        fact: "sample-rate",
        value: "3 GSPS",
        limit: "250 MSPS",
        comparator: "exceeds",
      }),
    ).toBe("The sample rate is 3 GSPS; the limit is more than 250 MSPS, so this point is met.");
    expect(
      classificationWords["limit-not-met"]({
        fact: "sample-rate",
        value: "65 MSPS",
        limit: "65 MSPS",
        comparator: "exceeds",
        equal: true,
      }),
    ).toBe("The sample rate is exactly 65 MSPS; the entry says more than 65 MSPS, so this point is not met.");
  });
});
