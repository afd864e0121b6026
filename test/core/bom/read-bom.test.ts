import { describe, expect, it } from "vitest";
import { bomColumnsOf } from "../../../core/bom/columns.ts";
import { looksLikeBom, MOST_BOM_LINES, readBom } from "../../../core/bom/read-bom.ts";
import { bomOf, found, table } from "./tables.ts";

describe("the columns of a bill of material", () => {
  it.each([
    [
      ["Level", "Item", "Part Number", "Description", "Qty", "UoM", "Ref Des", "Manufacturer", "MPN", "ECCN"],
      ["level", "find", "part", "description", "quantity", "unit", "references", "maker", "makerPart", "code"],
    ],
    [
      [
        "Ebene",
        "Pos.",
        "Teilenummer",
        "Bezeichnung",
        "Menge",
        "Mengeneinheit",
        "Hersteller",
        "Hersteller-Teilenummer",
        "Einzelpreis [EUR]",
        "Ursprungsland",
        "Ersatzteil",
      ],
      [
        "level",
        "find",
        "part",
        "description",
        "quantity",
        "unit",
        "maker",
        "makerPart",
        "unitValue",
        "origin",
        "shipped",
      ],
    ],
    [
      [
        "Niveau",
        "Repère",
        "Référence",
        "Désignation",
        "Quantité",
        "Unité",
        "Fabricant",
        "Réf. fabricant",
        "Prix unitaire",
        "Devise",
        "Pays d’origine",
      ],
      [
        "level",
        "find",
        "part",
        "description",
        "quantity",
        "unit",
        "maker",
        "makerPart",
        "unitValue",
        "currency",
        "origin",
      ],
    ],
    [
      ["Reference", "Value", "Footprint", "Qty", "DNP"],
      ["references", "rating", "footprint", "quantity"],
    ],
    [
      ["Parent Part Number", "Child Part Number", "Quantity Per"],
      ["parent", "part", "quantity"],
    ],
    [
      ["#", "Comment", "Designator", "Quantity", "Manufacturer P/N"],
      ["rating", "references", "quantity", "makerPart"],
    ],
  ])("recognises %j", (header, roles) => {
    expect([...(bomColumnsOf(header)?.roles.keys() ?? [])].toSorted()).toEqual(roles.toSorted());
  });

  it("takes no table for one that says neither what a line is nor how it is built in", () => {
    expect(bomColumnsOf(["Parameter", "Value", "Unit"])).toBeNull();
    expect(bomColumnsOf(["Description", "Price"])).toBeNull();
    expect(bomColumnsOf(["Level", "Qty"])).toBeNull();
  });

  it("reads the currency that the header of the values names", () => {
    expect(bomColumnsOf(["Part", "Qty", "Unit price (EUR)"])?.currency).toBe("EUR");
    expect(bomColumnsOf(["Part", "Qty", "Price $"])?.currency).toBe("USD");
    expect(bomColumnsOf(["Part", "Qty", "Price"])?.currency).toBeNull();
  });

  it("names the columns it does not use", () => {
    expect(bomColumnsOf(["Part number", "Qty", "Storage bin", "Planner"])?.unused).toEqual(["Storage bin", "Planner"]);
  });
});

describe("a file that is no bill of material, or one that cannot be read", () => {
  it.each([
    [
      "no columns",
      table([
        ["Name", "Price"],
        ["x", "1"],
      ]),
      "no-columns",
    ],
    ["only a header", table([["Part number", "Qty"]]), "no-lines"],
    [
      "only blank lines",
      table([
        ["Part number", "Qty"],
        ["", ""],
        ["", ""],
      ]),
      "no-lines",
    ],
    [
      "one line too many",
      table([["Part number", "Qty"], ...Array.from({ length: MOST_BOM_LINES + 1 }, () => ["P-1", "1"])]),
      "too-many-lines",
    ],
  ])("%s", (_name, source, code) => {
    const read = readBom(source);
    expect(read.ok ? null : read.fault.code).toBe(code);
  });

  const lists = {
    name: "two.xlsx",
    kind: "xlsx" as const,
    pages: ["Rev A", "Rev B"].map((title, index) => ({
      page: index + 1,
      title,
      text: `Part number\tQty\nP-${index}\t1`,
    })),
  };

  it("two sheets that are both one: which of them is a person's to say", () => {
    expect(readBom(lists)).toEqual({
      ok: false,
      fault: { code: "several-sheets", params: { first: "Rev A", second: "Rev B" } },
    });
    const chosen = readBom(lists, "Rev B");
    expect(chosen.ok && chosen.bom.lines.map(({ part }) => part)).toEqual(["P-1"]);
  });

  it("a second sheet of another kind is left alone", () => {
    const [first] = lists.pages;
    const read = readBom({
      ...lists,
      pages: [
        { page: 1, title: "Notes", text: "Drawn by\tChecked by" },
        { ...first!, page: 2 },
      ],
    });
    expect(read.ok && read.bom.sheet).toBe("Rev A");
  });

  it("a formula without a stored result in a column that counts, and nowhere else", () => {
    const sheet = { page: 1, title: "BOM", text: "Part number\tQty\tBin\nP-1\t\tx\nP-2\t2\ty" };
    const with_ = (uncalculated: readonly string[]) =>
      readBom({ name: "f.xlsx", kind: "xlsx", pages: [{ ...sheet, uncalculated }] });
    expect(with_(["B2"])).toEqual({
      ok: false,
      fault: { code: "formula-without-value", params: { cell: "B2", sheet: "BOM" } },
    });
    expect(with_(["C2", "B1"]).ok).toBe(true);
  });
});

describe("the rows", () => {
  it("are read as they are written, figures exactly", () => {
    const bom = bomOf(
      [
        "Item",
        "P/N",
        "Rev",
        "Description",
        "Qty",
        "UoM",
        "Reference designators",
        "Manufacturer",
        "MPN",
        "ECCN",
        "Unit price (USD)",
        "Origin",
        "Spare/Kit",
      ],
      [
        "10",
        "100-1",
        "B",
        "Resistor 10 kohm",
        "4",
        "ea",
        "R1, R2",
        "Northwind Example",
        "RX10",
        "EAR99",
        "0.0120",
        "US",
        "spare",
      ],
    );
    expect(bom.lines).toEqual([
      {
        id: "2",
        find: "10",
        level: null,
        parent: null,
        part: "100-1",
        makerPart: "RX10",
        maker: "Northwind Example",
        revision: "B",
        description: "Resistor 10 kohm",
        quantity: "4",
        unit: "ea",
        references: "R1, R2",
        claim: "EAR99",
        unitValue: { amount: "0.0120", currency: "USD" },
        lineValue: null,
        origin: "US",
        shipped: "spare",
      },
    ]);
  });

  it("a figure that reads two ways, a value without currency and a level that is none are named, not guessed", () => {
    const bom = bomOf(
      ["Level", "Part number", "Description", "Qty", "Price"],
      ["1", "P-1", "eins, mit und ohne", "1.250", "3"],
      ["one", "P-2", "", "2", ""],
      ["1", "", "", "3", ""],
    );
    expect(bom.lines.map(({ quantity, unitValue }) => [quantity, unitValue])).toEqual([
      [null, null],
      ["2", null],
      ["3", null],
    ]);
    expect(found(bom)).toEqual([
      ["quantity-not-read", ["2"]],
      ["value-not-read", ["2"]],
      ["level-not-read", ["3"]],
      ["line-without-name", ["4"]],
    ]);
  });

  it("read a comma as the document does", () => {
    const bom = bomOf(["Teilenummer", "Bezeichnung", "Menge", "Einzelpreis EUR"], ["T-1", "Folie", "0,5", "1.234,50"]);
    expect(bom.lines[0]?.quantity).toBe("0.5");
    expect(bom.lines[0]?.unitValue).toEqual({ amount: "1234.50", currency: "EUR" });
  });

  it("stand under a title block, and under two header rows with merged cells", () => {
    const bom = bomOf(
      ["Acquisition unit AQ-9", "", "", "", ""],
      ["", "Manufacturer", "", "", ""],
      ["Item", "Name", "Part number", "Description", "Quantity"],
      ["1", "Northwind Example", "RX10", "Resistor", "2"],
    );
    expect(bom.lines[0]).toMatchObject({ id: "4", maker: "Northwind Example", makerPart: "RX10", quantity: "2" });
    expect(bom.words).toContain("Acquisition unit AQ-9");
  });

  it("empty ones in between are counted", () => {
    const bom = bomOf(["Part number", "Qty"], ["P-1", "1"], ["", ""], ["", ""], ["P-2", "1"], ["", ""]);
    expect(bom.findings).toEqual([{ code: "empty-lines", params: { count: 2 } }]);
    expect(bom.lines.map(({ id }) => id)).toEqual(["2", "5"]);
  });
});

describe("recognised in a request", () => {
  const read = (name: string, ...rows: readonly (readonly string[])[]) => looksLikeBom({ ...table(rows), name });
  it.each([
    ["list.csv", ["Level", "Part number", "Qty"], true],
    ["board.csv", ["Designator", "Comment", "Quantity"], true],
    ["AQ-9 BOM rev C.csv", ["Item", "Part number", "Description", "Qty"], true],
    ["Stückliste.csv", ["Pos", "Teilenummer", "Bezeichnung", "Menge"], true],
    ["order.csv", ["Item", "Part number", "Description", "Qty"], false],
    ["quotation-bom.csv", ["Item", "Part number", "Description", "Qty"], false],
    ["figures.csv", ["Parameter", "Value"], false],
  ])("%s with %j", (name, header, is) => {
    expect(
      read(
        name,
        header,
        header.map(() => "1"),
      ),
    ).toBe(is);
  });
});
