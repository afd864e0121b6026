import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differencesOf, isSameKey, keyOf, makerKey, partKey, revisionKey } from "../../../core/register/identity.ts";

const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9\-/.+#]{0,15}[A-Za-z0-9]$/);
const letterOrDigit = fc.stringMatching(/^[A-Za-z0-9]$/);

describe("a part number as it is compared", () => {
  it.each([
    ["AD-7", "ad7"],
    ["AD 7", "AD-7"],
    ["AD – 7", "AD-7"],
    [" AD-7BGA-T ", "AD7BGA-T"],
    ["ＡＤ-７", "AD-7"],
    ["LT 1234 #PBF", "LT1234-#PBF"],
  ])("%s and %s are one item", (a, b) => expect(partKey(a)).toBe(partKey(b)));

  it.each([
    ["AD-7", "AD-8"],
    ["AD-7BGA-T", "AD-7BGA-R"],
    ["AD-7BGA", "AD-7BGA-T"],
    ["12-3", "1-23"],
    ["AB-C", "A-BC"],
    ["LT1234#PBF", "LT1234"],
    ["АD-7", "AD-7"],
    ["AD-7O", "AD-70"],
    ["AD7/1", "AD7-1"],
  ])("%s and %s are two items", (a, b) => expect(partKey(a)).not.toBe(partKey(b)));

  it("one changed, added or missing letter or digit is another item, wherever it stands", () => {
    fc.assert(
      fc.property(code, fc.nat(), letterOrDigit, (text, at, other) => {
        const place = at % text.length;
        const was = text[place] ?? "";
        if (/[A-Za-z0-9]/.test(was) && was.toUpperCase() !== other.toUpperCase())
          expect(partKey(text.slice(0, place) + other + text.slice(place + 1))).not.toBe(partKey(text));
        expect(partKey(text.slice(0, place) + other + text.slice(place))).not.toBe(partKey(text));
        if (/[A-Za-z0-9]/.test(was))
          expect(partKey(text.slice(0, place) + text.slice(place + 1))).not.toBe(partKey(text));
      }),
    );
  });

  it("a key is the key of itself", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(partKey(partKey(text))).toBe(partKey(text));
      }),
    );
  });
});

describe("maker and revision", () => {
  it("the word for revision and the legal form go; nothing else does", () => {
    for (const text of ["B", "b", "Rev. B", "rev B", "Revision: B", "ver. b"]) expect(revisionKey(text)).toBe("B");
    for (const text of ["", "n/a", "None", null, undefined]) expect(revisionKey(text)).toBe("");
    expect(revisionKey("-")).toBe("-");
    expect(revisionKey("Revolver")).toBe("REVOLVER");
    expect(makerKey("Northwind Example, Inc.")).toBe(makerKey("NORTHWIND EXAMPLE"));
    expect(makerKey("Acme Example GmbH & Co. KG")).not.toBe(makerKey("Acme Sample"));
    expect(makerKey("Northwind Example Semiconductor")).not.toBe(makerKey("Northwind Example"));
  });

  it("what was not said is not what was said: such items differ, and the difference is named", () => {
    const filed = { maker: "Northwind Example", partNumber: "AD-7", revision: "B" };
    const asked = { maker: null, partNumber: "ad7", revision: "C" };
    expect(isSameKey(keyOf(asked), keyOf(filed))).toBe(false);
    expect(differencesOf(asked, filed)).toEqual([
      { what: "revision", asked: "C", filed: "B" },
      { what: "maker", asked: null, filed: "Northwind Example" },
    ]);
    expect(differencesOf(filed, { ...filed, maker: "northwind example ltd", revision: "rev b" })).toEqual([]);
  });
});
