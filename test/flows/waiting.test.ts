import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";
import { buttons, elements, startDeskClient, type DeskClient, type Json } from "./web-desk/desk-client.ts";
import { textOf } from "./web-desk/real-desk.ts";

const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";
const ask = (firm: string) => `Can I send samples of the AD-7, ${CHIP}, to ${firm} in Germany? The end use is civil.`;
const PANE = "reviewers-trade-compliance";
const TRADE = "trade-compliance-reviewer";

let desk: DeskClient;
beforeAll(async () => {
  desk = await startDeskClient();
});
afterAll(() => desk?.stop());

const mine = (number: string, words: string) => desk.cardOf(number, "sales", words);
const typesOf = async (number: string) => (await desk.entries(number)).map((entry) => entry["type"]);
const linksOf = (card: unknown): readonly Json[] =>
  elements(card).filter((one) => typeof (one["data"] as Json | undefined)?.["part"] === "number");

describe("the card of whoever waits", () => {
  it("says who has it by role and number, since when, until when, and what is usual", async () => {
    const { card } = await desk.asked(ask("Acme Example GmbH"));
    const text = textOf(card.card);
    expect(text).toMatch(/With {2}?trade compliance \(1 person\)|With\s+trade compliance \(1 person\)/);
    for (const word of ["Since", "Due", "Usual time", "no data yet"]) expect(text).toContain(word);
    expect(text).not.toContain(TRADE);
    expect(buttons(card.card)).toEqual(expect.arrayContaining(["remind", "need-by", "add", "withdraw"]));
  });

  it("reminds once, then says when it may be used again; each reminder is on record", async () => {
    const { number, review } = await desk.reviewed(ask("Acme Example AG"), PANE);
    const card = await mine(number, "Usual time");
    expect(await desk.press(card, "remind", "sales-engineer")).toMatch(/^I remind trade compliance .+ again after /);
    const reminder = await desk.until((message) => (message.text ?? "").startsWith(`Reminder: ${number}`));
    expect(reminder).toMatchObject({ pane: PANE, thread: review.id, mention: TRADE });
    expect(await desk.press(card, "remind", "sales-engineer")).toMatch(/You can remind them again after /);
    expect((await typesOf(number)).filter((type) => type === "reminded")).toHaveLength(1);
  });

  it("a day by which it is needed stands on both cards and takes no approval back", async () => {
    const { number } = await desk.reviewed(ask("Acme Example SA"), PANE);
    const card = await mine(number, "Usual time");
    expect(await desk.press(card, "need-by", "sales-engineer", { "needed-by": "2020-01-01" })).toContain("is past");
    expect(await desk.press(card, "need-by", "sales-engineer", { "needed-by": "2099-12-01" })).toBe("card");
    await mine(number, "2099-12-01");
    await desk.cardOf(number, PANE, "2099-12-01 (said by the requester)");
    expect(await typesOf(number)).toContain("needed-by");
  });

  it("add something means what it would mean in the thread", async () => {
    const { number } = await desk.reviewed(ask("Acme Example SpA"), PANE);
    const card = await mine(number, "Usual time");
    await desk.press(card, "add", "sales-engineer", { text: "the sample rate is 200 MSPS" });
    await desk.until(
      (message) => message.caseNumber === number && message.pane === "sales" && message.kind === "question",
    );
    expect(await typesOf(number)).toContain("facts-found");
  });

  it("only the requester withdraws, everywhere at once, and may open it again", async () => {
    const { number } = await desk.reviewed(ask("Acme Example BV"), PANE);
    const card = await mine(number, "Usual time");
    expect(await desk.press(card, "withdraw", TRADE)).toContain("Only the person who asked");
    expect(await desk.press(card, "withdraw", "sales-engineer")).toBe("card");
    const withdrawn = await mine(number, "Withdrawn");
    await desk.cardOf(number, PANE, "Withdrawn");
    expect(await desk.press(withdrawn, "reopen", "sales-engineer")).toBe("card");
    await desk.cardOf(number, PANE, "REVIEW");
  });
});

describe("what reviewers can do besides", () => {
  it("bring in another role: it gets the card and one mention, nobody's approval is taken away", async () => {
    const { number, review } = await desk.reviewed(ask("Acme Example NV"), PANE);
    const why = "engineering knows which converter core this part has";
    expect(await desk.press(review, "reassign", TRADE, { to: "trade-compliance", text: why })).toContain(
      "has it already",
    );
    expect(await desk.press(review, "reassign", TRADE, { to: "engineering", text: why })).toBe("card");
    const theirs = await desk.cardOf(number, "reviewers-engineering", "engineering");
    expect(textOf(theirs.card)).toContain("trade compliance");
    const isTold = (message: DeskMessage) => message.thread === theirs.id && message.mention !== null;
    await desk.until(isTold);
    expect((await desk.messages()).filter(isTold)).toHaveLength(1);
  });

  it("a comment is on record for the reviewers and decides nothing", async () => {
    const { number, review } = await desk.reviewed(ask("Acme Example AB"), PANE);
    expect(await desk.press(review, "comment", TRADE, { text: "seen" })).toBe("card");
    await desk.cardOf(number, PANE, "“seen”");
    expect(await typesOf(number)).not.toContain("decided");
  });

  it("the requester reads why not before typing a reason, and that is on record", async () => {
    const { number, review } = await desk.reviewed(ask("Acme Example Oy"), PANE);
    expect((await desk.open(review, "reject", "sales-engineer")).say).toContain("You asked for this case");
    expect((await desk.open(review, "reject", TRADE)).inputs.map((input) => input["id"])).toEqual(["text"]);
    expect(await typesOf(number)).toContain("click-refused");
  });

  it("every ▸ opens a page, for whoever may see it, and is logged once", async () => {
    const { number, review } = await desk.reviewed(ask("Acme Example KK"), PANE);
    const links = linksOf(review.card);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const { token, part } = link["data"] as { token: string; part: number };
      for (const _ of [1, 2]) {
        const page = await desk.opened(review, TRADE, { token, part });
        expect([page.say, textOf(page.card).length > 10]).toEqual([null, true]);
      }
    }
    const trace = links.at(-1)?.["data"] as { token: string; part: number };
    expect((await desk.opened(review, TRADE, { token: trace.token, part: 99 })).say).toContain("evidence changed");
    const shown = (await desk.entries(number)).filter(
      (entry) => entry["type"] === "shown" && entry["person"] === TRADE,
    );
    expect(shown).toHaveLength(links.length);
  });
});

describe("the form of a new request", () => {
  it("opens empty, says beside what it cannot read, and is a request like any other", async () => {
    const message = (await desk.messages())[0];
    if (!message) throw new Error("no message yet");
    const form = await desk.opened(message, "sales-engineer", { token: null });
    expect(form.inputs.map((input) => input["id"])).toEqual(
      expect.arrayContaining(["item", "act", "destination", "party", "end-use", "needed-by"]),
    );
    const id = crypto.randomUUID();
    const send = (values: Record<string, string>) =>
      desk.post("messages", { id: crypto.randomUUID(), as: "sales-engineer", pane: "sales", text: "", form: values });
    const filled = { item: `AD-7, ${CHIP}`, act: "sample", destination: "Atlantis", party: "Acme Example Inc" };
    expect(((await send(filled))["answer"] as Json)["text"]).toContain("Atlantis");
    await desk.post("messages", {
      id,
      as: "sales-engineer",
      pane: "sales",
      text: "",
      form: { ...filled, destination: "Germany", "needed-by": "2099-12-24" },
    });
    const card = await desk.answered((one) => one.thread === id && one.card !== null);
    expect(textOf(card.card)).toContain("3A001.a.5.a.4");
    expect(textOf(card.card)).toContain("2099-12-24");
  });
});
