import { describe, expect, it } from "vitest";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import { classifiedLooser } from "../labelled/score.ts";
import { openHalf } from "../labelled/set.ts";
import { rulebook } from "../rulebook.ts";

describe("an item whose deciding fact is not said", () => {
  it.each(openHalf("tuned"))("is never classified looser than with it: category $category", ({ items, twins }) => {
    const looser = twins.filter((twin) => {
      const whole = items.find(({ name }) => name === twin["twin-of"]);
      return whole && classifiedLooser(whole, classify(twin.item, rulebook, toLawDate(twin.as_of)));
    });
    expect(looser.map(({ name }) => name)).toEqual([]);
  });
});
