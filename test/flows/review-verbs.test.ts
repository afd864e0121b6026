import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRealDesk, textOf } from "./web-desk/real-desk.ts";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";

type Json = { readonly [key: string]: unknown };
const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";
const REASON = "the part stores the digitized data, see the N.B. to a.5.a";

let desk: Awaited<ReturnType<typeof startRealDesk>>;
let headers: Record<string, string>;
beforeAll(async () => {
  desk = await startRealDesk();
  const token = /name="desk-token" content="([^"]+)"/.exec(await (await fetch(desk.url)).text())?.[1] ?? "";
  headers = { "x-desk-token": token, "content-type": "application/json" };
});
afterAll(() => desk?.stop());

const post = async (path: string, body: object): Promise<Json> =>
  (
    await fetch(`${desk.url}desk/${path}`, { method: "POST", headers, body: JSON.stringify(body) })
  ).json() as Promise<Json>;
const messages = async (): Promise<readonly DeskMessage[]> =>
  ((await (await fetch(`${desk.url}desk/state`, { headers })).json()) as { messages: DeskMessage[] }).messages;

async function until(fits: (message: DeskMessage) => boolean): Promise<DeskMessage> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = (await messages()).findLast(fits);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `it never came: ${(await messages()).map((one) => `${one.pane} ${one.kind} ${textOf(one.card).slice(0, 80)}`).join("\n")}`,
  );
}

function elements(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Json, ...Object.values(node).flatMap(elements)];
}
/** The token of a verb's button, and the ids of the inputs in its form (a second input of one name is `name~2`). */
function button(card: unknown, verb: string): { readonly token: string; readonly inputs: readonly Json[] } {
  const form = elements(card).find(
    (one) => one["type"] === "Action.ShowCard" && elements(one["card"]).some((inner) => inner["verb"] === verb),
  );
  const scope = form ? elements(form["card"]) : elements(card);
  const execute = scope.find((one) => one["verb"] === verb);
  if (!execute) throw new Error(`no button ${verb}`);
  return {
    token: String((execute["data"] as Json)["token"]),
    inputs: scope.filter((one) => String(one["type"]).startsWith("Input.")),
  };
}

async function press(
  message: DeskMessage,
  verb: string,
  as: string,
  values: Record<string, string> = {},
): Promise<string> {
  const { token, inputs } = button(message.card, verb);
  const ids = inputs.map((input) => String(input["id"]));
  const idOf = (name: string): string => ids.find((id) => id.split("~")[0] === name) ?? name;
  const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(name), value]));
  const { answer } = await post("actions", {
    id: crypto.randomUUID(),
    as,
    pane: message.pane,
    message: message.id,
    token,
    inputs: named,
  });
  const said = answer as { kind: string; text?: string };
  return said.text ?? said.kind;
}

/** Asks, answers "none of these", and gives the number and the review card in a pane. */
async function reviewed(
  text: string,
  pane: string,
): Promise<{ readonly number: string; readonly review: DeskMessage }> {
  const id = crypto.randomUUID();
  await post("messages", { id, as: "sales-engineer", pane: "sales", text });
  const mine = (message: DeskMessage): boolean =>
    message.thread === id && message.card !== null && message.kind !== "ack";
  let card = await until(mine);
  for (let round = 0; round < 3 && card.kind === "question"; round += 1) {
    const { inputs } = button(card.card, "answer");
    const answers = Object.fromEntries(
      inputs.flatMap((input): readonly (readonly [string, string])[] => {
        const choices = (input["choices"] ?? []) as readonly { title: string; value: string }[];
        const none = choices.find((choice) => /^(none|no)\b/i.test(choice.title));
        return none ? [[String(input["id"]), none.value]] : [];
      }),
    );
    const before = card.changed;
    await press(card, "answer", "sales-engineer", answers);
    card = await until((message) => mine(message) && message.changed > before);
  }
  const number = card.caseNumber ?? "";
  return {
    number,
    review: await until(
      (message) => message.pane === pane && message.caseNumber === number && message.kind === "review",
    ),
  };
}
const cardOf = (number: string, pane: string, words: string): Promise<DeskMessage> =>
  until((message) => message.caseNumber === number && message.pane === pane && textOf(message.card).includes(words));

describe("what a reviewer can do with a card", () => {
  it("override: among the open readings only, with a reason; nothing is released and both cards say so", async () => {
    const { number, review } = await reviewed(
      `Can I send ${CHIP} to Acme Example Ltd. in Israel? The end use is civil.`,
      "reviewers-legal",
    );
    const open = button(review.card, "override").inputs.find((input) => String(input["id"]).startsWith("reading"));
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
    const choice = button(review.card, "judge-different").inputs.find((input) => String(input["id"]).startsWith("hit"));
    const hits = (choice?.["choices"] ?? []) as readonly { value: string }[];
    expect(hits.length).toBeGreaterThan(0);
    const before = review.changed;
    for (const { value } of hits) {
      const now = await until(
        (message) =>
          message.caseNumber === number &&
          message.pane === "reviewers-trade-compliance" &&
          message.kind === "review" &&
          elements(message.card).some((one) => one["verb"] === "judge-different"),
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
        !elements(message.card).some((one) => one["verb"] === "judge-different"),
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
