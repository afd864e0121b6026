import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openActor } from "./web-desk/act.ts";
import { startRealDesk, textOf } from "./web-desk/real-desk.ts";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";

let desk: Awaited<ReturnType<typeof startRealDesk>>;
let actor: Awaited<ReturnType<typeof openActor>>;
beforeAll(async () => {
  desk = await startRealDesk();
  actor = await openActor(desk);
});
afterAll(() => desk?.stop());

describe("an item that another agency licenses (LAW §5, first step)", () => {
  it("is confirmed as theirs: no button and no decision speaks of a classification that does not exist", async () => {
    const asked = await actor.ask("Yellowcake, 200 kg in drums, to Germany");
    if (asked.kind === "question")
      await actor.press(asked, "answer", { as: "sales-engineer", values: { "fact:end-use-any": "none" } });
    const ofCase = ({ caseNumber, card }: DeskMessage) => caseNumber === asked.caseNumber && card !== null;
    const review = await actor.until((message) => ofCase(message) && message.kind === "review");
    expect(JSON.stringify(review.card)).toContain("Confirm that the NRC decides; nothing is released");
    await actor.press(review, "approve-classification", { as: "trade-compliance-reviewer", tickAll: true });
    const told = await actor.until((message) => ofCase(message) && message.kind === "decision");
    expect(textOf(told.card)).toContain("Confirmed: on the list of the NRC. Nothing is released.");
  });
});
