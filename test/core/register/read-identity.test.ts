import { describe, expect, it } from "vitest";
import type { SourceText } from "../../../core/item/document.ts";
import { partNumbersIn, readIdentity } from "../../../core/register/read-identity.ts";
import { readRequest } from "../../../core/releases/read-request.ts";
import { rulebook } from "../../rulebook.ts";

const file = (text: string, name = "sheet.pdf"): SourceText => ({ name, kind: "pdf", pages: [{ page: 1, text }] });
const read = (text: string, ...files: readonly SourceText[]) => {
  const message: SourceText = { name: "message", kind: "message", pages: [{ page: 1, text }] };
  return readIdentity({ item: readRequest(text, rulebook).item, text }, [message, ...files], rulebook);
};
const standards = rulebook.sections.requestWords.flatMap(({ data }) => data["not-part-numbers"]);

describe("which thing a request is about", () => {
  it.each([
    ["Can I send 40 samples of the AD-7 converter chip to Acme Example Ltd. in Israel?", "AD-7", null, null],
    ["Can we ship the AD-7BGA-T rev. C2 to Acme Example GmbH in Germany?", "AD-7BGA-T", null, "C2"],
    ["Can I quote the AQ-70 (revision B) to Acme Example GmbH in Germany?", "AQ-70", null, "B"],
    [
      "Ship 2 WR-6 routers, made by Northwind Example Semiconductor, to Japan",
      "WR-6",
      "Northwind Example Semiconductor",
      null,
    ],
  ])("%s", (text, partNumber, maker, revision) => expect(read(text)).toEqual({ partNumber, maker, revision }));

  it.each([
    "Can I send a 14-bit 3 GSPS converter to Israel?",
    "Ship 10 USB3 hubs and an IP67 box to Japan",
    "Can we ship 802.11ac routers with AES-256 to Japan?",
    "Is 3A001.a.5 controlled?",
    "Same as ED-1042, please",
    "Can I quote the AD-7 converter or AQ-70 board to Germany?",
    "Can I send a thermal camera to Israel?",
  ])("names no item, or more than one: %s", (text) => expect(read(text)).toBeNull());

  it("reads labelled lines and table rows of a file; the revision of a data sheet is not the item's", () => {
    const sheet = file("Northwind\nPart number: NX-9\nManufacturer: Northwind Example\nDS-0007 Rev. B\nRevision: D");
    expect(read("Can I send this to Israel?", sheet)).toEqual({
      partNumber: "NX-9",
      maker: "Northwind Example",
      revision: null,
    });
    const table = file("Order code\tNX-9BGA\nHardware revision\tC\nMaker\tNorthwind Example");
    expect(read("Can I send this to Israel?", table)).toEqual({
      partNumber: "NX-9BGA",
      maker: "Northwind Example",
      revision: "C",
    });
  });

  it("takes maker and revision of a file only for the part that was asked about", () => {
    const sheet = file("Part number: NX-9\nManufacturer: Northwind Example");
    expect(read("Can I send the NX-9 to Israel?", sheet)?.maker).toBe("Northwind Example");
    expect(read("Can I send the NX-8 to Israel?", sheet)).toEqual({ partNumber: "NX-8", maker: null, revision: null });
  });

  it("two part numbers in the files are none", () => {
    expect(read("Can I send this to Israel?", file("Part number: NX-9"), file("Part number: NX-8"))).toBeNull();
  });

  it("codes of figures, dates and standards are no part numbers", () => {
    expect(partNumbersIn("14-bit 3.0GSPS 24-Nov-2026 USB3 MIL-STD-810 ED-1042 5A002.a H100 2N2222", standards)).toEqual(
      ["H100", "2N2222"],
    );
  });
});
