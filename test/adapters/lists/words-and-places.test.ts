import { describe, expect, it } from "vitest";
import { cleanName } from "../../../adapters/lists/clean-name.ts";
import { countryCode } from "../../../adapters/lists/country-code.ts";
import { dateOfName, monthOfName, readDate } from "../../../adapters/lists/read-date.ts";
import { romanise } from "../../../adapters/lists/romanise.ts";

describe("names as lists print them", () => {
  it.each([
    ["Example Works; and any successor, sub-unit, or subsidiary thereof", "Example Works", []],
    ["Example Works and any successor, sub-unit, or subsidiary thereof", "Example Works", []],
    ["Example Holding (EXH). Affiliated Entity: Example Works Ltd.", "Example Works Ltd.", []],
    ["Example Works, a.k.a. EXW; and Works of Example", "Example Works", ["EXW", "Works of Example"]],
    ["Example Works (f.k.a., Old Example)", "Example Works", ["Old Example"]],
    ["AKA EXAMPLE SERVICES", "AKA EXAMPLE SERVICES", []],
    ["“Example Works”", "Example Works", []],
    ["Sons and Successors Ltd", "Sons and Successors Ltd", []],
  ])("reads %s", (text, name, aliases) => {
    expect(cleanName(text)).toEqual({ name, aliases });
  });
});

describe("names of countries", () => {
  it.each([
    ["CHINA, PEOPLE'S REPUBLIC OF", "CN"],
    ["Germany", "DE"],
    ["de", "DE"],
    ["Iran, Islamic Republic of", "IR"],
    ["Korea, North", "KP"],
    ["Côte d'Ivoire", "CI"],
    ["U.A.E.", null],
    ["Korea", null],
    ["Atlantis", null],
    ["", null],
  ])("reads %s as %s", (text, code) => {
    expect(countryCode(text)).toBe(code);
  });
});

describe("dates of lists", () => {
  it.each([
    ["08/24/2022", "2022-08-24"],
    ["9/7/16", "2016-09-07"],
    ["16 Jun 1980", "1980-06-16"],
    ["June 21, 2022", "2022-06-21"],
    ["November, 1975", "1975-11"],
    ["circa 1961", "1961"],
    ["2026-11-23T10:00:00Z", "2026-11-23"],
    ["soon", null],
  ])("reads %s as %s", (text, date) => {
    expect(readDate(text)).toBe(date);
  });
  it("finds the day in a file's name, or the month", () => {
    expect(dateOfName("sdn_2026-08-02.csv")).toBe("2026-08-02");
    expect(dateOfName("dpl_04142026.csv")).toBe("2026-04-14");
    expect(dateOfName("entity_list_2026-07.json")).toBe(null);
    expect(monthOfName("entity_list_2026-07.json")).toBe("2026-07-01");
    expect(monthOfName("sdn.csv")).toBe(null);
  });
});

describe("scripts in Latin letters", () => {
  it.each([
    ["Щербаков", "Shcherbakov"],
    ["الدوري", "al dwry"],
    ["عبد الله", "abd allah"],
    ["Müller", "Muller"],
    ["plain", "plain"],
  ])("writes %s as %s", (text, latin) => {
    expect(romanise(text)).toBe(latin);
  });
  it("spaces Han by syllable and translates words of trade", () => {
    expect(romanise("华为技术有限公司").trim().split(/\s+/)).toEqual(["Hua", "Wei", "technology", "ltd"]);
  });
});
