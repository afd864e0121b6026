import { describe, expect, it } from "vitest";
import { sentence } from "../../../bot/words/en.ts";
import { licensingWords } from "../../../bot/words/licensing.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import { readCases, toInput } from "../../core/licensing/case-file.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const results = ["decided", "unclear"]
  .flatMap(readCases)
  .map((one) => determineLicence(toInput(one.input), { rulebook, asOf: toLawDate(one.as_of), lists: null }));
const found = results.flatMap((result) => [
  ...result.because,
  ...result.flags,
  ...result.reasons.flatMap(({ because }) =>
    because.filter(({ code }) => code.startsWith("chart") || code.startsWith("scope") || code.startsWith("reason")),
  ),
  ...result.exceptions.flatMap(({ because }) => because),
  ...[result.talk, result.show, result.ship].flatMap(({ because }) => because),
]);

describe("sentences of licensing", () => {
  it("every finding of every golden case has one, whole, in plain words", () => {
    expect(found.length).toBeGreaterThan(300);
    for (const finding of found) {
      const words = sentence(finding);
      expect(words, finding.code).toMatch(/^\S.*[.?!]$/su);
      expect(words).not.toMatch(/undefined|null|\[object/);
    }
  });

  it("none of them releases anything", () => {
    const said = [...new Set(found.map(sentence))].join("\n");
    expect(said).not.toMatch(/\b(approved|cleared|may ship|no licen[cs]e (is )?(required|needed)|NLR)\b/i);
    expect(said).not.toMatch(/licence/);
  });

  it("a code of another domain is left to others", () => {
    expect(licensingWords({ code: "name-matches", params: {} })).toBeNull();
  });
});
