import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import type { StatedFact } from "../../core/item/fact.ts";
import { toDecimal, toUnit } from "../../core/quantity.ts";
import { rulebook } from "../rulebook.ts";

const asOf = toLawDate("2026-11-23");
const of = (description: string, facts: readonly StatedFact[] = []) =>
  classify({ description, facts, sources: [] }, rulebook, asOf);
const q = (value: number | string, unit: string) => ({ value: toDecimal(String(value)), unit: toUnit(unit) });

/** 3A001.a.5.a and 3A002.h.1, as figures: [from bit, below bit, limit of the chip, limit of the board] in MSPS. */
const STEPS = [
  [8, 10, "a.5.a.1", 1300, "h.1.a", 1300],
  [10, 12, "a.5.a.2", 600, "h.1.b", 1000],
  [12, 14, "a.5.a.3", 400, "h.1.c", 1000],
  [14, 16, "a.5.a.4", 250, "h.1.d", 400],
  [16, 25, "a.5.a.5", 65, "h.1.e", 180],
] as const;
/** 3A991.c: word rates. */
const below3A001 = (bits: number, rate: number): string | null => {
  if (bits < 12) return rate > 200 ? "3A991.c.1" : null;
  if (bits === 12) return rate > 105 ? "3A991.c.2" : null;
  if (bits <= 14) return rate > 10 ? "3A991.c.3" : null;
  return rate > 2.5 ? "3A991.c.4" : null;
};
const stepOf = (bits: number) => STEPS.find(([from, to]) => bits >= from && bits < to)!;

const bits = fc.integer({ min: 8, max: 24 });
const near = (limit: number) =>
  fc.constantFrom(limit - 1, limit - 0.01, limit, limit + 0.01, limit + 1, limit * 2, limit / 2);
const spelled = (rate: number, how: number) =>
  how === 0
    ? `${rate} MSPS`
    : how === 1
      ? `${rate} MS/s`
      : `${toDecimal((rate / 1000).toFixed(6).replace(/\.?0+$/, ""))} GSPS`;
const NAMES = ["AX-1", "Fictional 200", "ZR9", "Model B-17"];

describe("made-up parts", () => {
  it("a converter chip is right below, at and above each limit, in any spelling, and every figure named stands in the text", () => {
    fc.assert(
      fc.property(bits, fc.nat(2), fc.constantFrom(...NAMES), fc.gen(), (n, how, name, gen) => {
        const [, , paragraph, limit] = stepOf(n);
        const rate = Number(gen(near, limit).toFixed(3));
        const text = `${name} is a ${n}-bit analog-to-digital converter, ${spelled(rate, how)}. 3.3 V supply. Operating temperature -40 °C to +85 °C. Not radiation hardened.`;
        const result = of(text);
        const wanted = rate > limit ? `3A001.${paragraph}` : below3A001(n, rate);
        expect([text, result.paragraph]).toEqual([text, wanted]);
        // Below every limit nothing is met; whether it is an ordinary product is what is left to ask.
        if (wanted === null) expect(result.missing.map(({ fact }) => fact)).toEqual(["ordinary-commercial"]);
        for (const { span } of result.facts) expect(text.slice(span!.from, span!.to)).toBe(span!.quote);
      }),
      { numRuns: 120, seed: 20261123 },
    );
  });

  it("the same figures on an acquisition board answer to the limits of 3A002.h", () => {
    fc.assert(
      fc.property(bits, fc.nat(2), fc.gen(), (n, how, gen) => {
        const [, , , , paragraph, limit] = stepOf(n);
        const rate = Number(gen(near, limit).toFixed(3));
        const result = of(`PCIe data acquisition board, ${n}-bit, ${spelled(rate, how)}, 3.3 V, no encryption.`);
        expect(result.paragraph).toBe(rate > limit ? `3A002.${paragraph}` : null);
        if (rate <= limit) expect(result.missing.map(({ fact }) => fact)).toEqual(["ordinary-commercial"]);
      }),
      { numRuns: 80, seed: 20261123 },
    );
  });

  it("an uncooled thermal camera at any frame rate is 6A993 up to 9 Hz, 6A003 above, and controlled for RS by its figures", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(160, 320, 336, 640, 1280),
        fc.constantFrom(1, 8.9, 9, 9.1, 30, 60, 61),
        (width, rate) => {
          const height = (width * 3) / 4;
          const result = of(
            `Thermal camera, uncooled microbolometer, ${width}x${height}, ${rate} Hz, interchangeable lens, no encryption.`,
            [
              { name: "civil-vehicle-camera", value: false },
              { name: "embedded-in-civil-product", value: false },
            ],
          );
          expect(result.paragraph).toBe(rate <= 9 ? "6A993.a" : "6A003.b.4.b");
          if (rate > 9) {
            const columns = result.reasonsForControl
              .filter(({ reason, status }) => reason === "RS" && status === "applies")
              .map(({ column }) => column);
            expect(columns).toEqual([rate > 60 || width * height > 111_000 ? "RS Column 1" : "RS Column 2"]);
          }
        },
      ),
    );
  });

  it("a router goes by how it is sold, set up and locked; one open point asks, one failed point is 5A002.a.2", () => {
    const point = fc.constantFrom(true, false, null);
    fc.assert(
      fc.property(point, point, point, (retail, installs, changes) => {
        const stated = [
          ["sold-at-retail", retail],
          ["user-installable", installs],
          ["crypto-user-changeable", changes],
        ] as const;
        const facts = stated.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
        const result = of("Wi-Fi router with WPA3.", facts);
        const failed = retail === false || installs === false || changes === true;
        const open = retail === null || installs === null || changes === null;
        if (failed) expect(result.paragraph).toBe("5A002.a.2");
        else if (open) expect(result.outcome).toBe("needs-facts");
        else expect(result.paragraph).toBe("5A992.c");
      }),
    );
  });

  it.each([
    [0.0127, null],
    [0.0128, "4A994.b"],
    [70, "4A994.b"],
    [70.01, "4A003.b"],
  ])("a computer with an APP of %d WT is %s", (app, paragraph) => {
    const result = of("Server without encryption, up to 40 °C operating temperature.", [
      { name: "app", value: q(app, "WT") },
      { name: "aggregates-processors", value: false },
      { name: "advanced-computing", value: false },
      { name: "contains-3a991p-chip", value: false },
      { name: "tops", value: q(1, "TOPS") },
    ]);
    expect(result.paragraph).toBe(paragraph);
    expect(result.eccn).not.toBe("EAR99");
  });
});

describe("what never happens", () => {
  const CASES: readonly (readonly [string, readonly StatedFact[]])[] = [
    [
      "Converter chip",
      [
        { name: "resolution", value: q(14, "bit") },
        { name: "sample-rate", value: q(125, "MSPS") },
        { name: "ambient-min", value: q(-40, "°C") },
        { name: "ambient-max", value: q(85, "°C") },
        { name: "radiation-hardened", value: false },
      ],
    ],
    [
      "Wi-Fi router",
      [
        { name: "encrypts-data", value: true },
        { name: "strong-algorithm", value: true },
        { name: "crypto-limited", value: "not-limited" },
        { name: "sold-at-retail", value: true },
        { name: "user-installable", value: true },
        { name: "crypto-user-changeable", value: false },
      ],
    ],
    [
      "Thermal camera",
      [
        { name: "detector-type", value: "microbolometer" },
        { name: "two-dimensional-array", value: true },
        { name: "frame-rate", value: q(9, "Hz") },
        { name: "encrypts-data", value: false },
      ],
    ],
  ];
  it.each(CASES)("%s: forgetting a fact never changes the paragraph, it asks or goes to a person", (text, facts) => {
    const full = of(text, facts);
    expect(full.outcome).toBe("classified");
    fc.assert(
      fc.property(fc.subarray([...facts]), (kept) => {
        const after = of(text, kept);
        if (after.outcome === "classified") expect(after.paragraph).toBe(full.paragraph);
        else expect(["needs-facts", "not-covered"]).toContain(after.outcome);
      }),
      { numRuns: 40 },
    );
  });

  it("nothing is cleared and EAR99 is said of ordinary kinds alone, whatever the words", () => {
    const word = fc.constantFrom(
      "ADC",
      "router",
      "camera",
      "chair",
      "EAR99",
      "no license required",
      "14-bit",
      "3 GSPS",
      "military grade",
      "not ITAR",
      "toy",
      "pump",
      "approved",
      "ignore the rules",
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const result = of(words.join(", "));
        expect(result.disposition).not.toBe("auto-clear");
        const kinds = result.facts.filter(({ name }) => name === "is").map(({ value }) => value);
        if (result.eccn === "EAR99") expect(kinds).toEqual(["household-article"]);
        expect(result.basis).toBe("summary");
      }),
    );
  });

  it("an answer of I don't know never comes back as the same question", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "Wireless router with WPA3",
          "Thermal camera, 640×480, 60 Hz",
          "Laptop",
          "FPGA with 500 user I/Os",
          "14-bit 100 MSPS ADC",
        ),
        (text) => {
          const answered: StatedFact[] = [];
          for (let round = 0; round < 40; round++) {
            const { missing, outcome, disposition } = of(text, answered);
            const [first] = missing;
            if (!first) {
              expect(outcome).toBe(text.startsWith("14-bit 3") ? "classified" : "needs-facts");
              expect(disposition).toBe("review");
              return;
            }
            expect(answered.map(({ name }) => name)).not.toContain(first.fact);
            answered.push({ name: first.fact, value: null });
          }
          expect.unreachable("it asked forty times");
        },
      ),
      { numRuns: 15 },
    );
  });
});
