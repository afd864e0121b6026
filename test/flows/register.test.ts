import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Asks, says that none of the end uses is involved, and gives the review card of trade compliance. */
async function reviewed(text: string): Promise<DeskMessage> {
  const asked = await actor.ask(text);
  if (asked.kind === "question")
    expect(await actor.press(asked, "answer", { as: "sales-engineer", values: { "fact:end-use-any": "none" } })).toBe(
      "card",
    );
  return actor.until(
    (message) =>
      message.caseNumber === asked.caseNumber &&
      message.pane === "reviewers-trade-compliance" &&
      message.kind === "review",
  );
}
const approve = async (review: DeskMessage): Promise<void> => {
  expect(
    await actor
      .press(review, "approve-classification", { as: "trade-compliance-reviewer", tickAll: true })
      .catch(() => actor.press(review, "approve", { as: "trade-compliance-reviewer", tickAll: true })),
  ).toBe("card");
  await actor.until(
    ({ caseNumber, pane, kind }) => caseNumber === review.caseNumber && pane === review.pane && kind === "decision",
  );
};

describe("an item that was decided before", () => {
  it("is answered from the register without its figures, names the case, and still goes to a person", async () => {
    const first = await reviewed(
      `Can I quote the NX-77 rev. B, a ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`,
    );
    expect(textOf(first.card)).toContain("first classification of this item");
    await approve(first);

    const again = await reviewed("Can I quote the nx77 rev. B to Acme Example GmbH in Germany? The end use is civil.");
    expect(again.caseNumber).not.toBe(first.caseNumber);
    expect(textOf(again.card)).toContain(`Same as ${first.caseNumber}, decided by trade compliance on`);
    expect(textOf(again.card)).toContain("3A001.a.5.a.4");
    expect(textOf(again.card)).toContain("Not released");
    expect(textOf(again.card)).toContain("R-08");
    await approve(again);

    const third = await reviewed("Can I quote the NX-77 rev B to Acme Example Ltd. in the UK? The end use is civil.");
    expect(textOf(third.card)).toContain(`Same as ${first.caseNumber}`);
  });

  it("in another revision, or with one character changed, is only similar, with the difference", async () => {
    const revision = await actor.ask(
      "Can I quote the NX-77 rev. C to Acme Example GmbH in Germany? The end use is civil.",
    );
    expect(revision.kind).toBe("question");
    expect(textOf(revision.card)).not.toContain("Same as");
    const other = await reviewed(
      `Can I quote the NX-78 rev. B, a ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`,
    );
    expect(textOf(other.card)).toContain("Similar, not the same: NX-77 rev. B");
    expect(textOf(other.card)).toContain("The part number here is NX-78; on file it is NX-77");
    expect(textOf(other.card)).toContain("first classification of this item");
  });

  it("whose revision was not said is asked which it is; the answer spares every other question", async () => {
    const asked = await actor.ask("Can I quote the NX-77 to Acme Example GmbH in Germany? The end use is civil.");
    expect(textOf(asked.card)).toContain("maker or revision were not said");
  });

  it("goes to a person when the tests of the new request say something else", async () => {
    const review = await actor.ask(
      "Can I quote the NX-77 rev. B, a 14-bit 100 MSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example GmbH in Germany?",
    );
    const card = await actor.until(
      (message) =>
        message.caseNumber === review.caseNumber &&
        message.pane === "reviewers-engineering" &&
        message.kind === "review",
    );
    expect(textOf(card.card)).toContain("On file is 3A001.a.5.a.4; the tests say");
    expect(textOf(card.card)).toContain("Neither is taken until a person has looked");
  });
});
