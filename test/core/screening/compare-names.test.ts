import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "../../../core/screening/compare-names.ts";
import type { NameKind } from "../../../core/screening/compare-names.ts";
import { normaliseName } from "../../../core/screening/normalise-name.ts";
import { tongue } from "./factories.ts";

const view = (name: string) => normaliseName(name, tongue.romanise, { mend: true });
const score = (a: string, b: string, kind: NameKind = "organization"): number =>
  compareNames(view(a), view(b), kind).score;
const REVIEW = 0.8;

type Pair = readonly [what: string, a: string, b: string, kind?: NameKind];
const SAME: readonly Pair[] = [
  ["case and legal form", "example works gmbh", "EXAMPLE WORKS"],
  ["legal form in full and short", "Example Limited Liability Company", "Example LLC"],
  ["the dots of a legal form", "Example S.A.", "Example SA"],
  ["a mistyped legal form", "Exampel Liimted Liability Company", "Exampel Limited Liability Company"],
  ["word order of a person", "Doe, Jane Example", "Jane Example Doe", "person"],
  ["an initial for the given name", "J. Exampleton", "Exampleton, Jane", "person"],
  ["a middle name left out", "Jane Exampleton", "Jane Marie Exampleton", "person"],
  ["several middle names left out", "Jane Exampleton", "Jane Marie Anna Sophie Exampleton", "person"],
  ["an initial for a double given name", "J. Exampleton", "Jane-Marie Exampleton", "person"],
  ["glued words", "NorthernExample Instruments", "Northern Example Instruments"],
  ["split words", "Exam pleton Instruments", "Exampleton Instruments"],
  ["one typo", "Exmapleton Instruments", "Exampleton Instruments"],
  ["a variant of transliteration", "Yevgeny Shcherbakov", "Evgeniy Scherbakov", "person"],
  ["Cyrillic", "Щербаков Евгений", "Yevgeny Shcherbakov", "person"],
  ["Arabic, written without vowels", "يوسف القرضاوي", "Yusuf al-Qaradawi", "person"],
  ["Han with words of trade translated", "华为技术有限公司", "Huawei Technologies Co., Ltd."],
  ["a Russian legal form in full", "Общество с ограниченной ответственностью «Пример»", "OOO Primer"],
  ["an apostrophe in a place", "Xi'an Example Institute", "Xian Example Institute"],
  ["an abbreviated word of trade", "Example Intl Trdg", "Example International Trading"],
  ["a short form of four letters", "EMIC", "Example Manufacturing International Corporation"],
  ["an ampersand", "Example & Sons", "Example and Sons"],
];
const DIFFERENT: readonly Pair[] = [
  ["another patronymic", "Ivan Petrovich Sidorov", "Ivan Sergeevich Sidorov", "person"],
  ["another given name", "Peter Exampleton", "Jane Exampleton", "person"],
  ["the family name alone", "Exampleton", "Jane Exampleton", "person"],
  ["words of trade alone", "Global Trading Company", "Global Traders"],
  ["the same kind of house in the same town", "Beijing Example Institute", "Beijing Institute of Technology"],
  ["another number", "Plant No. 12", "Plant No. 21"],
  ["one name of its own against two", "Huawei", "Huawei Marine Cables"],
  ["short forms of three letters", "EMI", "Example Manufacturing International"],
  ["short names that sound alike", "Acme GmbH", "AKM LLC"],
];

describe("comparing names", () => {
  it.each(SAME.map((pair) => ({ what: pair[0], pair })))("takes $what for one name", ({ pair: [, a, b, kind] }) => {
    expect(score(a, b, kind)).toBeGreaterThanOrEqual(REVIEW);
  });
  it.each(DIFFERENT.map((pair) => ({ what: pair[0], pair })))("tells $what apart", ({ pair: [, a, b, kind] }) => {
    expect(score(a, b, kind)).toBeLessThan(REVIEW);
  });
  it("gives an exact name 1 and says how the others agree", () => {
    expect(compareNames(view("Example Works"), view("EXAMPLE WORKS"), "organization")).toMatchObject({
      score: 1,
      how: "exact",
    });
    expect(compareNames(view("Works Example"), view("Example Works"), "organization").how).toBe("order");
    expect(compareNames(view("J. Exampleton"), view("Jane Exampleton"), "person").how).toBe("initials");
  });
  it("scores nothing for a name without letters", () => {
    expect(score("---", "Example Works")).toBe(0);
  });
  it("does not look at case, order or legal form, and stays between 0 and 1", () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 4 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (a, b) => {
          const plain = score(a.join(" "), b.join(" "));
          expect(plain).toBeGreaterThanOrEqual(0);
          expect(plain).toBeLessThanOrEqual(1);
          expect(score(a.join(" ").toUpperCase(), b.join(" "))).toBeCloseTo(plain, 10);
          expect(score(`${a.join(" ")} GmbH`, b.join(" "))).toBeCloseTo(plain, 10);
          expect(score([...a].reverse().join(" "), a.join(" "))).toBeGreaterThanOrEqual(0.97);
        },
      ),
      { numRuns: 60 },
    );
  });
});
