import { describe, expect, it } from "vitest";
import { checkFields, readEntity } from "../../../adapters/writeback/sap-metadata.ts";
import { edmxWithCustomFields, HAS_REAL_EDMX } from "../../fakes/sap-gateway.ts";

const from = HAS_REAL_EDMX ? "the vendor's description" : "our model of it";

describe(`what a service's description lets be written (${from})`, () => {
  const entity = readEntity(edmxWithCustomFields(), "A_Product");
  const check = (name: string, value: string | null) => () => checkFields(entity, { eccn: name }, { eccn: value });

  it("a field of the tenant's own takes what fits, and blank", () => {
    expect(check("YY1_ECCN_PRD", "3A001.a.5.a.4")()).toEqual([
      { field: "eccn", name: "YY1_ECCN_PRD", isDate: false, value: "3A001.a.5.a.4" },
    ]);
    expect(check("YY1_ECCN_PRD", null)()).toHaveLength(1);
    expect(check("YY1_Short_PRD", "3A0")()).toHaveLength(1);
  });

  it.each([
    ["a value one character too long: it is never cut", "YY1_Short_PRD", "3A00", "field-too-short"],
    ["a field that is not there", "YY1_Nowhere_PRD", "3A001", "field-not-there"],
    ["the standard API has no ECCN", "ECCN", "3A001", "field-not-there"],
    ["a field that may not be changed", "CreatedByUser", "x", "field-not-updatable"],
    ["one that says so without sap:creatable", "YY1_Fixed_PRD", "3A001", "field-not-updatable"],
    ["the key", "Product", "3A001", "field-not-updatable"],
    ["a field of another type", "IsMarkedForDeletion", "3A001", "field-type"],
  ] as const)("%s", (_what, name, value, code) => {
    expect(check(name, value)).toThrow(code);
  });

  it("an entity that is not there, and a description that is none", () => {
    expect(() => readEntity(edmxWithCustomFields(), "A_Nothing")).toThrow("entity-not-there");
    for (const text of ["", "<html><body>log in</body></html>", "{}", "<a>".repeat(5000)])
      expect(() => readEntity(text, "A_Product")).toThrow(/entity-not-there|metadata-unreadable/);
  });
});
