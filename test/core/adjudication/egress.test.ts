import { describe, expect, it } from "vitest";
import { sortSources, type EgressPolicy, type EgressRules } from "../../../core/adjudication/egress.ts";
import { isRestricted, namesOf } from "../../../core/adjudication/model-question.ts";
import { redactText } from "../../../core/adjudication/redact.ts";
import { toHash } from "../../../core/ids.ts";
import type { SourceText } from "../../../core/item/document.ts";
import { ADC, proposalOf } from "./proposals.ts";

const blob = (digit: string) => toHash(digit.repeat(64));
const file = (text: string, digit = "a", name = "sheet.pdf"): SourceText => ({
  name,
  kind: "pdf",
  blob: blob(digit),
  pages: [{ page: 1, text }],
});
const plain = file("Resolution 14 bit.", "a");
const published = file("Resolution 14 bit.", "b");
const marked = file("PROPRIETARY. Resolution 14 bit.", "c");
const rules = (policy: EgressPolicy, more: Partial<EgressRules> = {}): EgressRules => ({
  policy,
  hosted: true,
  published: new Set([blob("b"), blob("c")]),
  restricted: false,
  names: [],
  ...more,
});
const sent = (policy: EgressPolicy, more: Partial<EgressRules> = {}) =>
  sortSources([plain, published, marked], rules(policy, more)).sendable.map(({ alias, redacted }) =>
    redacted ? `${alias} covered` : alias,
  );

describe("what may leave", () => {
  it.each([
    ["none", true, []],
    ["public-only", true, ["text-2"]],
    ["redacted", true, ["text-1 covered", "text-2"]],
    ["all", true, ["text-1", "text-2"]],
    ["none", false, []],
    ["public-only", false, ["text-2"]],
    ["redacted", false, ["text-1 covered", "text-2"]],
    ["all", false, ["text-1", "text-2", "text-3"]],
  ] as const)("under %s, hosted %s: %j", (policy, hosted, expected) => {
    expect(sent(policy, { hosted })).toEqual(expected);
  });

  it.each(["none", "public-only", "redacted", "all"] as const)(
    "of a case about ITAR or technology nothing goes to a hosted model (%s)",
    (policy) => {
      expect(sent(policy, { restricted: true })).toEqual([]);
    },
  );

  it.each([
    "ITAR controlled",
    "EXPORT CONTROLLED INFORMATION",
    "Distribution Statement D. Distribution authorized to",
    "Acme Example confidential",
    "COM­PANY CONFI\u00ADDENTIAL",
    "CONTROLLED\nUNCLASSIFIED information",
    "Not approved for public release",
    "Streng vertraulich",
    "社外秘",
    "For Official Use Only",
    "CUI//SP-EXPT",
  ])('a text marked "%s" is never public, whoever declared it', (text) => {
    expect(sortSources([file(text, "b")], rules("public-only")).sendable).toEqual([]);
  });

  it("a marking in the file's name counts", () => {
    const source = file("Resolution 14 bit.", "b", "AX-1_confidential.pdf");
    expect(sortSources([source], rules("public-only")).sendable).toEqual([]);
  });

  it("a text that calls itself public is not thereby public", () => {
    const source = file("Approved for public release. Published datasheet.", "d");
    expect(sortSources([source], rules("public-only")).withheld).toEqual([
      { source: "text-1", dataClass: "unclassified" },
    ]);
  });

  it("a case about technology, and one the Munitions List looks at, are restricted", () => {
    expect(isRestricted(proposalOf(ADC("Israel")).result)).toBe(false);
    const missile = proposalOf(
      "Can I send a 12-bit 500 MSPS ADC designed for missile guidance to Acme Example Ltd. in Israel?",
    );
    expect(isRestricted(missile.result)).toBe(true);
  });
});

describe("covering names", () => {
  const names = namesOf(proposalOf(ADC("Israel")).input);

  it("takes names, addresses and numbers, and leaves figures with units", () => {
    const text =
      "For Acme Example Ltd., Israel: 14-bit, 3 GSPS, 1.25 W. Ask maria.test@acme.example or +49 30 1234567; PO 4711-A, USD 12,000; see https://acme.example/x";
    const covered = redactText(text, names);
    for (const gone of ["Acme", "Example", "Israel", "maria", "acme.example", "1234567", "4711", "12,000"])
      expect(covered).not.toContain(gone);
    for (const left of ["14-bit", "3 GSPS", "1.25 W"]) expect(covered).toContain(left);
  });

  it("keeps every offset", () => {
    const text = "Acme Example Ltd. wants 3 GSPS 😀 in ISRAEL.";
    const covered = redactText(text, names);
    expect(covered).toHaveLength(text.length);
    expect(covered.indexOf("3 GSPS")).toBe(text.indexOf("3 GSPS"));
  });
});
