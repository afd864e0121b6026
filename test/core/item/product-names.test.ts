import { describe, expect, it } from "vitest";
import { withoutProductNames } from "../../../core/item/product-names.ts";

const isHead = (word: string): boolean => word === "case";
const said = (behind: string, head: string): string => withoutProductNames(behind, head, isHead).trim();

describe("what a maker calls a thing", () => {
  it("is no word of what it is", () => {
    expect(said(" RadCam 3", "CCTV camera")).toBe("3");
    expect(said(" Gavialis", "survey vehicle")).toBe("");
  });
  it("is not told by a capital in a title or in German", () => {
    expect(said(" Schutzbrille", "Laser")).toBe("Schutzbrille");
    expect(said(" Cutting Table", "Fiber Laser")).toBe("Cutting Table");
  });
  it("is no word that ends like the name of a thing or makes another of it", () => {
    expect(said(" Engraver", "laser")).toBe("Engraver");
    expect(said(" Case", "camera")).toBe("Case");
  });
  it("keeps every offset", () => {
    expect(withoutProductNames(" TiScope 192 x", "imager", isHead)).toHaveLength(" TiScope 192 x".length);
  });
});
