import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buttons, startDeskClient, type DeskClient } from "./web-desk/desk-client.ts";
import { textOf } from "./web-desk/real-desk.ts";

const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";
const ASK = `Can I send samples of the AD-7, ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`;

let desk: DeskClient;
beforeAll(async () => {
  desk = await startDeskClient();
});
afterAll(() => desk?.stop());

const told = (thread: string, words: string) =>
  desk.until((message) => message.thread === thread && message.only !== null && (message.text ?? "").includes(words));
const typesOf = async (number: string) => (await desk.entries(number)).map((entry) => entry["type"]);

describe("replies in the thread of a case", () => {
  it("thanks change nothing: no entry, no new look, the review stays", async () => {
    const { thread, card } = await desk.asked(ASK);
    const number = card.caseNumber ?? "";
    const before = await typesOf(number);
    await desk.reply(thread, "thanks a lot!");
    await desk.reply(thread, "who has it?");
    await told(thread, "trade compliance");
    expect((await typesOf(number)).filter((type) => type !== "shown")).toEqual(
      before.filter((type) => type !== "shown"),
    );
  });

  it("who has it: a status with role and number of people, and no content", async () => {
    const { thread } = await desk.asked(ASK);
    await desk.reply(thread, "who has it?");
    const said = (await told(thread, "is with")).text ?? "";
    expect(said).toMatch(/^Not released\. ED-\d+ is with trade compliance \(1 person\) since .+, due /);
    expect(said).not.toMatch(/3A001|Acme/);
  });

  it("another destination is a case of its own from the same facts, linked both ways", async () => {
    const { thread, card } = await desk.asked(ASK);
    const first = card.caseNumber ?? "";
    await desk.reply(thread, "and to Israel?");
    const other = await desk.answered(
      (message) => message.thread === thread && message.card !== null && (message.caseNumber ?? first) !== first,
    );
    expect(textOf(other.card)).toContain("Israel");
    expect(textOf(other.card)).toContain("3A001.a.5.a.4");
    expect(textOf(other.card)).toContain(`linked to ${first} (same item)`);
    expect(await typesOf(first)).toContain("linked");
    const sales = (await desk.messages()).findLast(
      (message) => message.caseNumber === first && message.pane === "sales",
    );
    expect(textOf(sales?.card)).toContain("Germany");
  });

  it("another item is a case for the same deal", async () => {
    const { thread, card } = await desk.asked(ASK);
    const first = card.caseNumber ?? "";
    await desk.reply(thread, "same for a kitchen scale");
    const other = await desk.answered(
      (message) => message.thread === thread && message.card !== null && (message.caseNumber ?? first) !== first,
    );
    expect(textOf(other.card)).toContain(`linked to ${first} (same deal)`);
    expect(textOf(other.card)).toContain("Acme Example GmbH");
    expect(textOf(other.card)).not.toContain("3A001.a.5.a.4");
  });

  it("a figure against what was read is asked about, both stand on record, and the looser one goes to engineering", async () => {
    const { thread, card } = await desk.asked(ASK);
    const number = card.caseNumber ?? "";
    await desk.reply(thread, "the sample rate is 200 MSPS");
    const question = await desk.until(
      (message) => message.thread === thread && message.kind === "question" && message.changed > card.changed,
    );
    expect(textOf(question.card)).toMatch(/3 GSPS .*200 MSPS .*Which is right\?|says .*3 GSPS.*200 MSPS.*which\?/i);
    expect(await typesOf(number)).toContain("facts-found");
    await desk.reply(thread, "200 MSPS");
    const review = await desk.until(
      (message) =>
        message.pane === "reviewers-engineering" && message.caseNumber === number && message.kind === "review",
    );
    expect(textOf(review.card)).toContain("Not released");
  });

  it("a question on the law is answered with the trace in plain words, opens nothing, and is logged once", async () => {
    const { thread, card } = await desk.asked(ASK);
    const number = card.caseNumber ?? "";
    await desk.reply(thread, "why?");
    expect((await told(thread, "Why")).text).toMatch(
      /^Not released\.[\s\S]*3A001\.a\.5\.a\.4[\s\S]*limit more than 250 MSPS/,
    );
    const cases = new Set((await desk.messages()).map((message) => message.caseNumber)).size;
    await desk.reply(thread, "what if it went to Israel?");
    expect((await told(thread, "As it would be")).text).toMatch(
      /^Not released\. As it would be for Israel[\s\S]*exception/,
    );
    await desk.reply(thread, "why?");
    await desk.reply(thread, "who has it?");
    await told(thread, "is with");
    expect(new Set((await desk.messages()).map((message) => message.caseNumber)).size).toBe(cases);
    const shown = (await desk.entries(number)).filter((entry) => String(entry["line"]).includes("(why)"));
    expect(shown).toHaveLength(1);
  });

  it("what is not understood is asked about with three buttons, once", async () => {
    const { thread, card } = await desk.asked(ASK);
    await desk.reply(thread, "hm, the blue one I guess");
    const note = await desk.until(
      (message) => message.thread === thread && message.kind === "notice" && !!message.card,
    );
    expect(buttons(note.card)).toEqual(["reply-fact", "reply-request", "reply-nothing"]);
    expect(await desk.press(note, "reply-nothing", "legal-reviewer")).toBe("card");
    const settled = await desk.until((message) => message.id === note.id && message.changed > note.changed);
    expect(textOf(settled.card)).toContain("nothing was done");
    expect(buttons(settled.card)).toEqual([]);
    expect(await desk.press(note, "reply-fact", "sales-engineer")).toContain("You have said already");
    expect((await desk.until((message) => message.id === card.id)).kind).toBe("answer");
  });

  it("a reviewer's words under the review card are a comment on record; they change no fact", async () => {
    const { card } = await desk.asked(ASK);
    const number = card.caseNumber ?? "";
    const review = await desk.until(
      (message) =>
        message.pane === "reviewers-trade-compliance" && message.caseNumber === number && message.kind === "review",
    );
    await desk.reply(review.id, "the sample rate is 200 MSPS", {
      as: "trade-compliance-reviewer",
      pane: "reviewers-trade-compliance",
    });
    const commented = await desk.cardOf(number, "reviewers-trade-compliance", "the sample rate is 200 MSPS");
    expect(commented.kind).toBe("review");
    expect(await typesOf(number)).toContain("commented");
    expect(await typesOf(number)).not.toContain("facts-found");
  });
});
