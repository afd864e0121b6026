import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply, type ReplyContext } from "../../../core/releases/read-reply.ts";
import { rulebook } from "../../rulebook.ts";

const CASE: ReplyContext = {
  item: "AD-7 converter",
  act: "sample",
  destination: "Germany",
  parties: [{ name: "Acme Example GmbH" }],
  open: [],
};
const read = (text: string, over: Partial<ReplyContext> = {}) => readReply(text, { ...CASE, ...over }, rulebook);

describe("replies in the thread", () => {
  it.each([
    "thanks!",
    "Thank you very much, all 🙏",
    "ok",
    "👍",
    ":+1: great",
    "Perfect, thanks for the quick answer",
    "   ",
  ])("thanks and talk mean nothing: %s", (text) => {
    expect(read(text)).toEqual({ code: "nothing" });
  });

  it.each(["who has it?", "Any news?", "what's the status", "how long will it take?", "Who is looking at it?"])(
    "asks who has it: %s",
    (text) => {
      expect(read(text)).toEqual({ code: "status" });
    },
  );

  it.each(["why?", "Why is that controlled?", "which paragraph is it", "Explain"])("asks for the law: %s", (text) => {
    expect(read(text)).toEqual({ code: "law", deal: null });
  });

  it.each([
    ["what if it went to Israel?", { destination: "Israel" }],
    ["Suppose we ship it to France?", { destination: "France" }],
    [
      "What would happen if it goes to Example Robotics Ltd?",
      { parties: [expect.objectContaining({ name: "Example Robotics Ltd" })] },
    ],
  ])("asks what would be: %s", (text, deal) => {
    expect(read(text)).toEqual({ code: "law", deal: expect.objectContaining(deal) });
  });

  it.each([
    ["and to Israel?", { destination: "Israel" }],
    ["same for France", { destination: "France" }],
    ["What about Japan?", { destination: "Japan" }],
    ["Can we also send it to South Korea?", { destination: expect.stringContaining("Korea") }],
    ["also for Example Robotics Ltd, Israel", { parties: [expect.objectContaining({ country: "Israel" })] }],
    ["could we also hand-carry it?", { act: "hand-carry" }],
  ])("another destination, party or act is a case of its own: %s", (text, deal) => {
    expect(read(text)).toEqual({ code: "other-deal", deal: expect.objectContaining(deal) });
  });

  it.each([
    ["same for the AD-9", "AD-9"],
    ["what about the WR-6 router?", "WR-6 router"],
    ["Can we also send the WR-6 router?", "WR-6 router"],
  ])("another item is a case for the same deal: %s", (text, item) => {
    expect(read(text)).toMatchObject({ code: "other-item", item });
  });

  it.each([
    ["it goes to Germany", { destination: null }, { code: "deal", deal: { destination: "Germany" } }],
    ["the customer is Acme Example GmbH", { parties: [] }, { code: "deal" }],
  ])("what was not known yet completes the case: %s", (text, over, meaning) => {
    expect(read(text, over)).toMatchObject(meaning);
  });

  it("says again what the case knows: nothing new is opened", () => {
    expect(["deal", "other-deal", "other-item"]).not.toContain(read("the AD-7 converter goes to Germany").code);
  });

  it("a figure is a fact, in the words of who said it", () => {
    const meaning = read("the sample rate is 2 GSPS");
    expect(meaning).toMatchObject({ code: "facts" });
    expect(meaning.code === "facts" && meaning.facts.map((fact) => [fact.name, fact.span?.quote])).toContainEqual([
      "sample-rate",
      expect.stringContaining("2 GSPS"),
    ]);
  });

  it.each([
    ["3 GSPS", [{ fact: "sample-rate", choices: [] }], { fact: "sample-rate", value: { value: "3", unit: "GSPS" } }],
    ["no idea", [{ fact: "sample-rate", choices: [] }], { fact: "sample-rate", value: null }],
    ["Germany", [{ fact: "destination", choices: [] }], { fact: "destination", value: "Germany" }],
    [
      "None of these",
      [{ fact: "end-use-any", choices: [{ value: "none", label: "None of these" }] }],
      { fact: "end-use-any", value: "none" },
    ],
  ])("answers the question that is open: %s", (text, open, answer) => {
    expect(read(text, { open, destination: null })).toEqual({ code: "answer", ...answer });
  });

  it.each([
    "thanks, by the way we shipped it last week",
    "They will use it in a test bench for car sensors.",
    "Thanks! They want a certificate that the goods are not of Israeli origin",
  ])("a sign or words about the deal are read with the rest, never taken for talk: %s", (text) => {
    expect(read(text)).toEqual({ code: "words" });
  });

  it.each(["hm, the blue one I guess", "tell Bob"])("what is not understood is said to be so: %s", (text) => {
    expect(read(text)).toEqual({ code: "unclear" });
  });

  it("gives one of the meanings for anything that is typed", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(read(text).code).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 60 },
    );
  });
});
