import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchNames, REVIEW_THRESHOLD } from "../../../core/screening/match-names.ts";
import { tongue } from "./factories.ts";

const codes = (match: ReturnType<typeof matchNames>): readonly string[] => match.because.map((finding) => finding.code);

describe("the table of features", () => {
  it("says for a hit which two values it compared", () => {
    const match = matchNames({ query: "Jane Exampleton", candidate: "EXAMPLETON, Jane", type: "person" }, tongue);
    expect(match.match).toBe(true);
    expect(match.because[0]).toMatchObject({
      code: "name-matches",
      params: { query: "Jane Exampleton", candidate: "EXAMPLETON, Jane", how: "order" },
    });
  });
  it("lets a date of birth tip the scale and never veto an exact name", () => {
    const born = (query: string, candidate: string) =>
      matchNames(
        {
          query: "Jane Exampleton",
          candidate: "Jane Exampleton",
          type: "person",
          queryProps: { birthDate: query },
          candidateProps: { birthDate: candidate },
        },
        tongue,
      );
    expect(born("1970-01-02", "1970-01-02")).toMatchObject({ score: 1, match: true });
    expect(born("1970-01-02", "1988").score).toBe(0.88);
    expect(born("1970-01-02", "1970-02-01").score).toBe(0.96);
    expect(born("1970", "1970-01-02").score).toBe(1);
    expect(codes(born("1970-01-02", "1988"))).toContain("birth-date-differs");
  });
  it("drops a near name below the threshold when the year of birth differs", () => {
    const props = { queryProps: { birthDate: "1950" }, candidateProps: { birthDate: "1988" } };
    expect(matchNames({ query: "Jon Exampleton", candidate: "John Exampleton", type: "person" }, tongue).match).toBe(
      true,
    );
    expect(
      matchNames({ query: "Jon Exampleton", candidate: "John Exampleton", type: "person", ...props }, tongue).match,
    ).toBe(false);
  });
  it("finds a party by its number alone", () => {
    const match = matchNames(
      {
        query: "Northern Light",
        candidate: "Southern Cross",
        type: "vessel",
        queryProps: { imoNumber: "IMO 9109550" },
        candidateProps: { imoNumber: "9109550" },
      },
      tongue,
    );
    expect(match).toMatchObject({ score: 0.98, match: true });
    expect(codes(match)).toContain("identifier-agrees");
  });
  it("ignores a property it does not know, and values too short to say anything", () => {
    const match = matchNames(
      {
        query: "Northern Light",
        candidate: "Southern Cross",
        queryProps: { idNumber: "12", shoeSize: "44" },
        candidateProps: { idNumber: "12", shoeSize: "44" },
      },
      tongue,
    );
    expect(match.match).toBe(false);
  });
  it("counts a weak alias less than a strong one", () => {
    const weak = matchNames(
      { query: "The Fox", candidate: "Jane Exampleton", candidateProps: { weakAlias: "The Fox" } },
      tongue,
    );
    const strong = matchNames(
      { query: "The Fox", candidate: "Jane Exampleton", candidateProps: { alias: "The Fox" } },
      tongue,
    );
    expect(strong.score).toBe(1);
    expect(weak.score).toBe(0.87);
    expect(codes(weak)).toContain("weak-alias");
  });
  it("takes Hong Kong and China for one place, and Germany and China for two", () => {
    const at = (query: string, candidate: string) =>
      codes(
        matchNames(
          {
            query: "Example Works",
            candidate: "Example Works",
            queryProps: { country: query },
            candidateProps: { country: candidate },
          },
          tongue,
        ),
      );
    expect(at("Hong Kong", "China")).toContain("country-agrees");
    expect(at("Germany", "China")).toContain("country-differs");
  });
  it("keeps an exact name at or above the threshold whatever else differs", () => {
    const value = fc.constantFrom("1950", "1988-03-04", "1999-12");
    fc.assert(
      fc.property(
        value,
        value,
        fc.constantFrom("DE", "CN", "RU"),
        fc.constantFrom("DE", "CN", "RU"),
        (born, listed, country, nationality) => {
          const match = matchNames(
            {
              query: "Jane Exampleton",
              candidate: "Jane Exampleton",
              queryProps: { birthDate: born, country, passportNumber: "A1234567" },
              candidateProps: { birthDate: listed, country: nationality, passportNumber: "B7654321" },
            },
            tongue,
          );
          expect(match.score).toBeGreaterThanOrEqual(REVIEW_THRESHOLD);
        },
      ),
    );
  });
  it("matches at the threshold and not below it", () => {
    const exact = { query: "Example Works", candidate: "Example Works" };
    const weak = { query: "The Fox", candidate: "X", candidateProps: { weakAlias: "The Fox" } };
    expect(matchNames(exact, tongue, 1).match).toBe(true);
    expect(matchNames(weak, tongue, 0.87).match).toBe(true);
    expect(matchNames(weak, tongue, 0.871).match).toBe(false);
  });
});
