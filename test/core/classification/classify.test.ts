import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { reasonsForControl } from "../../../core/classification/reasons-for-control.ts";
import { toLawDate } from "../../../core/dates.ts";
import { openRulebook } from "../../../core/rulebook/rulebook.ts";
import { buildRulebook, readRuleSources } from "../../../rules/build.ts";
import { rulebook } from "../../rulebook.ts";

const asOf = toLawDate("2026-11-23");

/** The rulebook in which nobody wrote down what 0B521 is about: only in this test. */
function withoutSubject(): typeof rulebook {
  const sources = readRuleSources().map(({ file, text }) => ({
    file,
    text: file === "us-ear/subjects.yaml" ? text.replace(", 0B521]", "]") : text,
  }));
  return openRulebook(buildRulebook(sources).bundle);
}

describe("EAR99 and the closed world", () => {
  it("is the result only when every heading is closed", () => {
    const result = classify({ description: "Digital kitchen scale", sources: [] }, rulebook, asOf);
    expect(result).toMatchObject({
      outcome: "classified",
      eccn: "EAR99",
      paragraph: null,
      disposition: "review",
      basis: "summary",
    });
    expect(JSON.stringify(result.trace)).toContain("every-heading-closed");
  });

  it("one heading taken out of the closed world makes it not-covered, and the heading is named", () => {
    const result = classify({ description: "Digital kitchen scale", sources: [] }, withoutSubject(), asOf);
    expect(result.outcome).toBe("not-covered");
    expect(result.eccn).toBeNull();
    expect(JSON.stringify(result.trace)).toContain("0B521");
  });

  it("is not the result while nobody knows what the thing is", () => {
    expect(classify({ description: "Something", sources: [] }, rulebook, asOf).outcome).toBe("needs-facts");
  });

  it("of a kind that may be made for anything it is asked whether it is ordinary, and nothing else", () => {
    const supply = { description: "12 V 5 A desktop power supply", sources: [] };
    const asked = classify(supply, rulebook, asOf);
    expect([asked.outcome, asked.eccn, asked.missing.map(({ fact }) => fact)]).toEqual([
      "needs-facts",
      null,
      ["ordinary-commercial"],
    ]);
    const answer = (value: boolean | null) =>
      classify({ ...supply, facts: [{ name: "ordinary-commercial", value }] }, rulebook, asOf);
    expect(answer(true).eccn).toBe("EAR99");
    // Without that answer the first question of the 600 series is left.
    for (const value of [false, null]) {
      const { outcome, eccn, missing } = answer(value);
      expect([outcome, eccn, missing[0]?.fact]).toEqual(["needs-facts", null, "military-design"]);
    }
  });

  it("what the text says of a purpose goes before what its kind is known for", () => {
    const { eccn, facts } = classify({ description: "Hex bolts designed for missiles", sources: [] }, rulebook, asOf);
    expect(facts.find(({ name }) => name === "ordinary-commercial")?.value).toBe(false);
    expect(eccn).toBeNull();
  });
});

describe("reasons for control", () => {
  const statuses = (paragraph: string | null, eccn = "3A001") =>
    reasonsForControl(rulebook, eccn, paragraph, [], asOf).map(
      ({ reason, column, status }) => `${reason} ${column ?? "prose"} ${status}`,
    );

  it("without a paragraph, rows for some paragraphs are unknown, rows for the entire entry apply", () => {
    expect(statuses(null)).toContain("NS NS Column 2 applies");
    expect(statuses(null)).toContain("NS NS Column 1 unknown");
  });
  it("a row for named paragraphs reaches what is under them and nothing else", () => {
    expect(statuses("3A001.b.2.a.1")).toContain("NS NS Column 1 applies");
    expect(statuses("3A001.b.12")).not.toContain("NS NS Column 1 applies");
    expect(statuses("3A001.z.1.a")).toContain("RS prose applies");
  });
  it('"entire entry, except a.1" leaves a.1 out and a.10 in', () => {
    expect(statuses("9A012.a.1", "9A012")).toContain("NS NS Column 1 not");
    expect(statuses("9A012.a.2", "9A012")).toContain("NS NS Column 1 applies");
  });
  it("a code that is no entry, or one not yet in force, has no rows", () => {
    expect(reasonsForControl(rulebook, "2B399", null, [], asOf)).toEqual([]);
    expect(reasonsForControl(rulebook, "3A001", null, [], toLawDate("2020-01-01"))).toEqual([]);
  });
});

describe("the answer", () => {
  it("is the same, byte for byte, from the same input", () => {
    const input = { description: "14-bit 3 GSPS ADC, -40 °C to +85 °C", sources: [] };
    expect(JSON.stringify(classify(input, rulebook, asOf))).toBe(JSON.stringify(classify(input, rulebook, asOf)));
  });

  it("names what goes with the chip: software and technology", () => {
    const { also } = classify({ description: "14-bit 3 GSPS ADC", sources: [] }, rulebook, asOf);
    expect(also.map(({ what, eccn }) => `${what} ${eccn}`)).toEqual(["software 3D001", "technology 3E001"]);
  });

  it("says what would change it: the limit that caught it", () => {
    const { counterfactual } = classify({ description: "16-bit 66 MSPS ADC", sources: [] }, rulebook, asOf);
    expect(counterfactual[0]).toMatchObject({
      code: "nearest-limit",
      params: { paragraph: "3A001.a.5.a.5", limit: "65 MSPS", met: true },
    });
  });

  it("says that 600 series headings come first and are not tested", () => {
    const { trace } = classify({ description: "14-bit 3 GSPS ADC", sources: [] }, rulebook, asOf);
    const step = trace.find(({ step: name }) => name === "600-series");
    expect(Number(step?.because[0]?.params["headings"])).toBeGreaterThan(10);
  });
});

describe("the Munitions List", () => {
  const classified = (description: string) => classify({ description, sources: [] }, rulebook, asOf);

  it("a paragraph that is met is the answer before every entry: category, paragraph, ITAR, held, no question", () => {
    expect(classified("GPS receiver with SAASM")).toMatchObject({
      outcome: "classified",
      eccn: "USML XII",
      paragraph: "XII(d)(2)(ii)",
      jurisdiction: "ITAR",
      significantMilitaryEquipment: false,
      disposition: "hold",
      missing: [],
      reasonsForControl: [],
    });
  });
  it("carries the asterisk of the list", () => {
    expect(classified("Fully automatic rifle, 5.56 mm").significantMilitaryEquipment).toBe(true);
  });
  it("two categories at once are a person's", () => {
    const both = classify(
      {
        description: "Fully automatic rifle",
        facts: [
          { name: "is", value: "gnss-receiver" },
          { name: "gnss-decryption", value: true },
          { name: "firearm-action", value: "fully-automatic" },
        ],
        sources: [],
      },
      rulebook,
      asOf,
    );
    expect(both.disposition).toBe("hold");
  });
  it("marketing words are no military design", () => {
    const { jurisdiction, eccn } = classified("Military grade GNSS module, rugged, MIL-STD-810");
    expect({ jurisdiction, eccn }).toEqual({ jurisdiction: "EAR", eccn: "7A994" });
  });
});
