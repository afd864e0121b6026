import { describe, expect, it } from "vitest";
import { resolveCountry } from "../../../core/licensing/countries.ts";
import { rulebook } from "../../rulebook.ts";

const code = (text: string): string => {
  const place = resolveCountry(text, rulebook);
  if (place.state === "resolved") return place.code;
  return place.state === "ambiguous" ? place.choices.map((choice) => choice.code).join("|") : "?";
};

describe("names of destinations", () => {
  it.each([
    ["Germany", "DE"],
    ["germany", "DE"],
    ["DE", "DE"],
    ["DEU", "DE"],
    ["Türkiye", "TR"],
    ["Turkey", "TR"],
    ["Cote d'Ivoire", "CI"],
    ["Côte d’Ivoire", "CI"],
    ["UK", "GB"],
    ["U.K.", "GB"],
    ["Northern Ireland", "GB"],
    ["The Netherlands", "NL"],
    ["Hong Kong", "HK"],
    ["Macao", "MO"],
    ["PRC", "CN"],
    ["Republic of Korea", "KR"],
    ["DPRK", "KP"],
    ["Congo (Democratic Republic of the)", "CD"],
    ["Republic of the Congo", "CG"],
    ["Guinea", "GN"],
    ["Guinea-Bissau", "GW"],
    ["Seycheles", "SC"],
    ["Dubai", "AE"],
    ["Sevastopol", "UA-CRIMEA"],
    ["NO", "NO"],
  ])("%s is %s", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it.each([
    ["Georgia", "GE|US"],
    ["Congo", "CD|CG"],
    ["Korea", "KR|KP"],
    ["Virgin Islands", "VG|VI"],
    ["Seoul, Japan", "KR|JP"],
  ])("%s is asked: %s", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it.each([
    ["Munich, Germany", "DE"],
    ["Tbilisi, Georgia", "GE"],
    ["Dallas, Georgia, USA", "US"],
    ["Kyiv, Ukraine", "UA-OTHER"],
    ["Donetsk, Ukraine", "UA-DONETSK"],
    ["Kowloon, Hong Kong, China", "HK"],
  ])("an address is read to its narrowest place: %s is %s", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it("takes no two letters of an address for a country: Chicago, IL is not Israel", () => {
    expect(code("Chicago, IL")).toBe("?");
  });

  it("does not guess a misspelling and offers what is near", () => {
    const place = resolveCountry("Germny", rulebook);
    expect(place.state).toBe("unknown");
    expect(place.state === "unknown" && place.nearest[0]).toEqual({ code: "DE", name: "Germany" });
  });

  it.each(["", "   ", "x".repeat(5000), "💥", "constructor", "__proto__"])("knows no place in %j", (text) => {
    expect(resolveCountry(text, rulebook).state).toBe("unknown");
  });

  it("resolves every name, code and spelling of the table to one place, or asks where the table says so", () => {
    const { destinations, ambiguous } = rulebook.sections.countries[0]!.data;
    const asked = new Set(ambiguous.map(({ text }) => text.toLowerCase()));
    const wrong = destinations.flatMap((place) =>
      [place.code, place.iso3, place.name, ...(place.also ?? [])].filter(
        (text) => !asked.has(text.toLowerCase()) && code(text) !== place.code,
      ),
    );
    expect(wrong).toEqual([]);
  });
});
