import { describe, expect, it } from "vitest";
import { screeningPointWords, screeningWords } from "../../../bot/words/screening.ts";
import { finding } from "../../../core/screening/findings.ts";
import { screen } from "../../../core/screening/screen.ts";
import { anEntry, fullIndex, TODAY } from "../../core/screening/factories.ts";

describe("the words of screening", () => {
  it("say what was compared, with the score and the limit of it", () => {
    expect(
      screeningWords(finding("name-matches", { query: "Exmaple", candidate: "Example", how: "spelling", score: 0.86 })),
    ).toBe("“Exmaple” is spelled nearly like “Example” (0.86 of 1).");
  });
  it("leave the codes of other domains to others", () => {
    expect(screeningWords({ code: "above-limit", params: {} })).toBeNull();
    expect(screeningWords({ code: "toString", params: {} })).toBeNull();
  });
  it("have a sentence for every finding of a screening, and half a sentence for every open point", () => {
    const index = fullIndex([
      anEntry({
        name: "Exampleton",
        list: "dpl",
        nonStandard: true,
        to: "2020-01-01",
        countries: ["CN"],
        aliases: [{ name: "EXT", strength: "weak" }],
      }),
    ]);
    const screening = screen({ name: "EXT", country: "Germany", owners: [{ name: "Somebody Else" }] }, index, TODAY);
    const findings = [...screening.hits.flatMap((hit) => hit.because), ...(screening.ownership.because ?? [])];
    expect(findings.length).toBeGreaterThan(6);
    expect(findings.map(screeningWords).filter((text) => text === null || /undefined|\$\{/.test(text))).toEqual([]);
    expect(screening.notChecked.map((point) => screeningPointWords(point.why ?? ""))).toEqual([
      "owners of too large a part are not known",
    ]);
  });
});
