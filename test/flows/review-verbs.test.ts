import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buttons, startDeskClient, type DeskClient } from "./web-desk/desk-client.ts";
import { textOf } from "./web-desk/real-desk.ts";

const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";
const REASON = "the part stores the digitized data, see the N.B. to a.5.a";

let desk: DeskClient;
beforeAll(async () => {
  desk = await startDeskClient();
});
afterAll(() => desk?.stop());

const press: DeskClient["press"] = (...call) => desk.press(...call);
const until: DeskClient["until"] = (fits) => desk.until(fits);
const reviewed: DeskClient["reviewed"] = (...call) => desk.reviewed(...call);
const cardOf: DeskClient["cardOf"] = (...call) => desk.cardOf(...call);

describe("what a reviewer can do with a card", () => {
  it("override: among the open readings only, with a reason; nothing is released and both cards say so", async () => {
    const { number, review } = await reviewed(
      `Can I send ${CHIP} to Acme Example Ltd. in Israel? The end use is civil.`,
      "reviewers-legal",
    );
    const open = (await desk.open(review, "override", "legal-reviewer")).inputs.find((input) =>
      String(input["id"]).startsWith("reading"),
    );
    const reading = ((open?.["choices"] ?? []) as readonly { value: string }[])[0]?.value ?? "";
    expect(reading).not.toBe("");
    expect(
      await press(review, "override", "sales-engineer", {
        reading,
        reason: "design-intent",
        text: REASON,
      }),
    ).toContain("You asked for this case");
    expect(
      await press(review, "override", "legal-reviewer", { reading: "EAR99", reason: "design-intent", text: REASON }),
    ).toContain("one of the readings on the list");
    expect(
      await press(review, "override", "legal-reviewer", {
        reading,
        reason: "design-intent",
        text: "too short",
      }),
    ).toContain("at least 20 characters");
    expect(
      await press(review, "override", "legal-reviewer", {
        reading,
        reason: "design-intent",
        text: REASON,
      }),
    ).toBe("card");
    for (const pane of ["sales", "reviewers-legal", "reviewers-trade-compliance"])
      expect(textOf((await cardOf(number, pane, "overridden")).card)).toContain("Nothing is released");
  });

  it("ask: the question goes to the requester, the clock is paused, the answer comes back and the review is open again", async () => {
    const { number, review } = await reviewed(
      `Can I quote ${CHIP} to Acme Example GmbH in Germany? The end use is civil.`,
      "reviewers-trade-compliance",
    );
    expect(
      await press(review, "ask", "trade-compliance-reviewer", { text: "Which production line is it for, please?" }),
    ).toBe("card");
    const asked = await cardOf(number, "sales", "Which production line is it for");
    expect(textOf((await cardOf(number, "reviewers-trade-compliance", "paused")).card)).toContain(
      "waiting for the requester",
    );
    expect(
      await press(asked, "answer", "sales-engineer", {
        "fact:reviewer-question": "The bench of line 4, civil meters.",
      }),
    ).toBe("card");
    expect(textOf((await cardOf(number, "reviewers-trade-compliance", "REVIEW")).card)).toContain("Proposed");
  });

  it("a hit is judged different by the role for it; then the case is worked out again without it", async () => {
    const { number, review } = await reviewed(
      `Can I send ${CHIP} to Beijing Example Institute in Germany? The end use is civil.`,
      "reviewers-trade-compliance",
    );
    const form = await desk.open(review, "judge-different", "trade-compliance-reviewer");
    const choice = form.inputs.find((input) => String(input["id"]).startsWith("hit"));
    const hits = (choice?.["choices"] ?? []) as readonly { value: string }[];
    expect(hits.length).toBeGreaterThan(0);
    const before = review.changed;
    for (const { value } of hits) {
      const now = await until(
        (message) =>
          message.caseNumber === number &&
          message.pane === "reviewers-trade-compliance" &&
          message.kind === "review" &&
          buttons(message.card).includes("judge-different"),
      );
      expect(
        await press(now, "judge-different", "trade-compliance-reviewer", {
          hit: value,
          text: "another town, another register number",
        }),
      ).toBe("card");
    }
    const after = await until(
      (message) =>
        message.caseNumber === number &&
        message.pane === "reviewers-trade-compliance" &&
        message.kind === "review" &&
        message.changed > before &&
        !buttons(message.card).includes("judge-different"),
    );
    expect(textOf(after.card)).toContain("Not released");
  });

  it("escalate adds the officer and takes nobody away; reject ends it; withdraw is the requester's", async () => {
    const { number, review } = await reviewed(
      `Can I send ${CHIP} to Acme Example BV in Germany? The end use is civil.`,
      "reviewers-trade-compliance",
    );
    expect(await press(review, "escalate", "trade-compliance-reviewer")).toBe("card");
    const escalated = await cardOf(number, "reviewers-trade-compliance", "officer");
    expect(textOf(escalated.card)).toContain("trade compliance");
    expect(
      await press(escalated, "reject", "trade-compliance-reviewer", { text: "the customer withdrew the order today" }),
    ).toBe("card");
    expect(textOf((await cardOf(number, "sales", "Rejected")).card)).toContain("the customer withdrew the order today");
    const other = await reviewed(
      `Can I demo ${CHIP} to Acme Example SARL in France? The end use is civil.`,
      "reviewers-trade-compliance",
    );
    const mine = await until(
      (message) => message.caseNumber === other.number && message.pane === "sales" && message.kind === "answer",
    );
    expect(await press(mine, "withdraw", "sales-engineer")).toBe("card");
    expect(textOf((await cardOf(other.number, "reviewers-trade-compliance", "Withdrawn")).card)).toContain(
      "Not released",
    );
  });
});
