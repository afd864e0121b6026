import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { Refusal } from "../../../core/refusal.ts";
import { newRequestForm } from "../../../bot/cards/new-request-form.ts";
import { FORM_INPUTS, readForm } from "../../../core/releases/read-form.ts";
import { refusal } from "../../factories/refusal.ts";
import { rulebook } from "../../rulebook.ts";

const TODAY = toLawDate("2026-11-24");
const read = (inputs: Parameters<typeof readForm>[0]) => readForm(inputs, rulebook, TODAY);
const refused = (inputs: Parameters<typeof readForm>[0]) => refusal(() => read(inputs));

describe("a filled new-request form", () => {
  it("states the deal outright, and the words hold all of it for the record", () => {
    const form = read({
      item: "AD-7, 14-bit 3 GSPS converter chip",
      act: "sample",
      destination: "germany",
      party: "Acme Example GmbH\nend user: Example Robotics Ltd, Israel",
      "end-use": "test equipment",
      "needed-by": "2026-12-01",
    });
    expect(form.stated).toEqual({
      item: "AD-7, 14-bit 3 GSPS converter chip",
      act: "sample",
      destination: "Germany",
      parties: [
        { role: "ultimate-consignee", name: "Acme Example GmbH" },
        { role: "end-user", name: "Example Robotics Ltd", country: "Israel" },
      ],
      endUse: { statement: "test equipment" },
    });
    expect(form.neededBy).toBe("2026-12-01");
    for (const word of ["AD-7", "sample", "Germany", "Acme Example GmbH", "test equipment", "2026-12-01"])
      expect(form.text).toContain(word);
  });

  it("leaves unknown what was left empty", () => {
    expect(read({ item: "a kitchen scale" })).toEqual({
      text: "a kitchen scale",
      stated: { item: "a kitchen scale" },
      neededBy: null,
    });
  });

  it("keeps a party that only the item's words name beside those of the form; the chosen part is the first's", () => {
    const item = "AD-7 converters, sold by way of Example Trading LLC, Jordan";
    expect(read({ item, party: "Acme Example GmbH", role: "end-user" }).stated.parties).toEqual([
      { role: "end-user", name: "Acme Example GmbH" },
      expect.objectContaining({ name: "Example Trading LLC" }),
    ]);
    expect(read({ item }).stated.parties).toBeUndefined();
    expect(refused({ item, role: "end-user" }).params).toMatchObject({ what: "role-alone", input: "party" });
  });

  it("takes a name that looks like no firm as it stands", () => {
    expect(read({ item: "x1", party: "Zhong Example" }).stated.parties).toEqual([
      { role: "ultimate-consignee", name: "Zhong Example" },
    ]);
  });

  it.each([
    [{}, "item-empty", "item"],
    [{ item: " \n" }, "item-empty", "item"],
    [{ item: "x1", destination: "Atlantis" }, "country", "destination"],
    [{ item: "x1", destination: "Korea" }, "country", "destination"],
    [{ item: "x1", "needed-by": "next week" }, "date-unread", "needed-by"],
    [{ item: "x1", "needed-by": "2026-02-30" }, "date-unread", "needed-by"],
    [{ item: "x1", "needed-by": "2026-11-23" }, "date-past", "needed-by"],
  ])("says beside which field it cannot read: %o", (inputs, what, input) => {
    expect(refused(inputs).params).toMatchObject({ what, input });
  });

  it("asks for just what is read back, and only the item must be there", () => {
    const { inputs } = newRequestForm({ item: "AD-7" });
    expect(inputs.map(({ id }) => id)).toEqual([...FORM_INPUTS, "files"]);
    expect(inputs.filter(({ required }) => required).map(({ id }) => id)).toEqual(["item"]);
    expect(inputs[0]).toMatchObject({ value: "AD-7" });
  });

  it("takes the day itself as a need-by date", () => {
    expect(read({ item: "x1", "needed-by": TODAY }).neededBy).toBe(TODAY);
  });

  it("never throws anything but a refusal, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (item, destination, party) => {
        try {
          expect(read({ item, destination, party }).stated.item).not.toBe("");
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.code).toBe("invalid");
        }
      }),
    );
  });
});
