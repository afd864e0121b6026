import { describe, expect, it } from "vitest";
import { readSame } from "../../../core/releases/read-same.ts";
import { rulebook } from "../../rulebook.ts";

describe("what a request refers back to", () => {
  it.each([
    ["Same as last time please", "last-time", null],
    ["Same as last time, but to Mexico", "last-time", null],
    ["the same as AD-7 last time, to Japan", "last-time", "AD-7"],
    ["Same as our AQ-70 board before?", "last-time", "AQ-70 board"],
    ["same for AD-8", "deal", "AD-8"],
    ["And the same for the AD-8 converter, please", "deal", "AD-8 converter"],
    ["The same again for AD-8 to Japan", "deal", "AD-8"],
  ])("%s", (text, takes, item) => expect(readSame(text, rulebook)).toEqual({ takes, item }));

  it.each([
    "same for Germany",
    "Same for the customer",
    "same for ED-1042",
    "The same converter for Acme Example GmbH",
    "Can I send the AD-7 to Israel?",
    "Is the same license needed?",
  ])("refers to nothing earlier: %s", (text) => expect(readSame(text, rulebook)).toBeNull());
});
