import { describe, expect, it } from "vitest";
import { importCcl } from "../../../adapters/ecfr/import-ccl.ts";
import { readItemTree } from "../../../adapters/ecfr/item-tree.ts";
import { madeUpList, toListXml, withEntry } from "../../factories/control-list-xml.ts";

describe("the paragraphs of an entry", () => {
  it("a letter that stands twice begins a list of its own in a note or table, and is no paragraph", () => {
    const lines = ["a. Helmets;", "b. Plates.", "a. Made before 1970; and", "b. Not modified.", "c. Suits."];
    expect(readItemTree("1A613", lines).map(({ path }) => path)).toEqual(["a", "b", null, null, "c"]);
  });

  it("lettered lines under the related controls are not the paragraphs; those under Items are", () => {
    const xml = toListXml(
      withEntry(madeUpList(), "1A008", (entry) => ({ ...entry, items: ["a. Charges;", "a.1. Large; or", "b. Cord."] })),
    ).replace(
      /(<B>1A008 [\s\S]*?<E T="04">List of Items Controlled<\/E><\/FP-1>)/,
      "$1<FP-1><I>Related Controls:</I> All of these are elsewhere:</FP-1><P>a. Other explosives;</P><P>b. Other cord.</P>",
    );
    const entry = importCcl(xml).find(({ eccn }) => eccn === "1A008");
    expect(entry?.items.map(({ path, text }) => [path, text])).toEqual([
      [null, "a. Other explosives;"],
      [null, "b. Other cord."],
      ["a", "Charges;"],
      ["a.1", "Large; or"],
      ["b", "Cord."],
    ]);
  });
});
