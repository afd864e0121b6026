import { describe, expect, it } from "vitest";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import { readRequest } from "../../core/releases/read-request.ts";
import { openHalf } from "../labelled/set.ts";
import { rulebook } from "../rulebook.ts";

const AS_OF = toLawDate("2026-11-23");

describe("the name that is cut out of a request", () => {
  it.each([
    "Centrifuge for testing accelerometers, up to 130 g, radius 1 m",
    "Remotely operated vehicle for IED disposal, tracked, 6-axis manipulator",
    "High pressure pump for hydraulic fracturing, quintuplex",
  ])("does not hide what the request says behind it: %s", (description) => {
    const name = readRequest(description, rulebook).item ?? "";
    const kinds = (item: { readonly name?: string; readonly description: string }) =>
      classify({ ...item, sources: [] }, rulebook, AS_OF).facts.flatMap((fact) =>
        fact.name === "is" ? [fact.value] : [],
      );
    expect(name).not.toBe("");
    expect(kinds({ name, description })).toEqual(kinds({ description }));
  });

  it.each(openHalf("tuned"))("changes no answer, but to the right one: category $category", ({ items }) => {
    const moved = items.flatMap(({ name: called, as_of, item, label }) => {
      const name = item.description === undefined ? null : readRequest(item.description, rulebook).item;
      if (name === null) return [];
      const [named, unnamed] = [{ ...item, name }, item].map((one) => classify(one, rulebook, toLawDate(as_of)));
      const same = (["outcome", "eccn", "paragraph"] as const).every((key) => named?.[key] === unnamed?.[key]);
      return same || named?.eccn === label.eccn ? [] : [called];
    });
    expect(moved).toEqual([]);
  });
});
