import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toCaseState } from "../../core/cases/project.ts";
import { openDetermination } from "../../bot/conversation/determination.ts";
import { toTenantId } from "../../core/ids.ts";
import { openActor } from "./web-desk/act.ts";
import { startRealDesk, textOf } from "./web-desk/real-desk.ts";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";

const CHIP = "14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";

let desk: Awaited<ReturnType<typeof startRealDesk>>;
let actor: Awaited<ReturnType<typeof openActor>>;
beforeAll(async () => {
  desk = await startRealDesk();
  actor = await openActor(desk);
});
afterAll(() => desk?.stop());

const TRADE = "reviewers-trade-compliance";
/** Says what it is for where that is asked, and gives the review card of trade compliance. */
async function reviewed(asked: DeskMessage): Promise<DeskMessage> {
  await actor.cardOf(asked.caseNumber, "sales", "Where one of these is involved");
  const card = await actor.until(
    ({ caseNumber, pane, kind }) => caseNumber === asked.caseNumber && pane === "sales" && kind === "question",
  );
  expect(await actor.press(card, "answer", { as: "sales-engineer", values: { "fact:end-use-any": "none" } })).toBe(
    "card",
  );
  return actor.until(
    ({ caseNumber, pane, kind }) => caseNumber === asked.caseNumber && pane === TRADE && kind === "review",
  );
}
async function decided(text: string): Promise<string> {
  const review = await reviewed(await actor.ask(text));
  expect(await actor.press(review, "approve", { as: "trade-compliance-reviewer", tickAll: true })).toBe("card");
  await actor.until(({ caseNumber, kind }) => caseNumber === review.caseNumber && kind === "decision");
  return review.caseNumber ?? "";
}
/** What the case was evaluated on. */
async function inputOf(number: string | null | undefined) {
  const stores = desk.desk.home.stores.for(toTenantId("local"));
  const row = await stores.cases.byNumber(Number(String(number).slice(3)));
  const determination = row && (await openDetermination(stores, toCaseState(row.json)));
  if (!determination) throw new Error("no determination");
  return determination.input;
}

describe("same as last time", () => {
  let chip: string;
  let other: string;

  it("refers to nothing where there is nothing, says so and asks as ever", async () => {
    const card = await actor.ask("Same as last time, but to Mexico");
    expect(card.kind).toBe("question");
    expect((await inputOf(card.caseNumber)).earlier).toEqual({ state: "none" });
  });

  it("takes item and customer from the latest decided case, and asks anew what it is for", async () => {
    chip = await decided(
      `Can I quote the NX-77 rev. B, a ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`,
    );
    const review = await reviewed(await actor.ask("Same as last time, but to Japan"));
    const text = textOf(review.card);
    expect(text).toContain(`${chip}, as you said: item, customer taken from there`);
    expect(text).toContain(`Same as ${chip}, decided by trade compliance`);
    const input = await inputOf(review.caseNumber);
    expect(input).toMatchObject({ destination: "Japan", parties: [{ name: "Acme Example GmbH" }] });
    expect(input.lines[0]?.item).toMatchObject({ partNumber: "NX-77", revision: "B" });
  });

  it("asks with choices where two decided items could be meant; the named item or customer settles it", async () => {
    other = await decided(`Can I quote the ZX-5, a ${CHIP}, to Beta Example Ltd. in Japan? The end use is civil.`);
    const unclear = await actor.ask("Same as last time please");
    expect(unclear.kind).toBe("question");
    expect(textOf(unclear.card)).toContain("2 of your earlier cases could be meant");
    expect(await actor.press(unclear, "answer", { as: "sales-engineer", values: { "fact:same-as": chip } })).toBe(
      "card",
    );
    const chosen = await reviewed(unclear);
    expect(textOf(chosen.card)).toContain(`${chip}, as you said: item, customer, destination taken from there`);

    const named = await reviewed(await actor.ask("Same as ZX-5 last time, to Germany"));
    expect(textOf(named.card)).toContain(`${other}, as you said`);
    const customer = await reviewed(await actor.ask("Same as last time for Acme Example GmbH in Germany"));
    expect(textOf(customer.card)).toContain(`${chip}, as you said`);
  });

  it("same for another item: the deal of an earlier case, and never the item's classification", async () => {
    const asked = await actor.ask("The same for NX-78 please");
    expect(textOf(asked.card)).toContain("of your earlier cases could be meant");
    expect(await actor.press(asked, "answer", { as: "sales-engineer", values: { "fact:same-as": other } })).toBe(
      "card",
    );
    await actor.until(
      (message) =>
        message.caseNumber === asked.caseNumber && message.changed > asked.changed && message.kind === "question",
    );
    const input = await inputOf(asked.caseNumber);
    expect(input).toMatchObject({ destination: "Japan", parties: [{ name: "Beta Example Ltd." }] });
    expect(input.lines[0]?.item).toMatchObject({ partNumber: "NX-78" });
  });

  it("means the requester's own cases only", async () => {
    const card = await actor.ask("Same as last time please", "legal-reviewer");
    expect((await inputOf(card.caseNumber)).earlier).toEqual({ state: "none" });
  });
});
