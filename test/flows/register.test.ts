import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runDesk } from "../bot/cli/run-desk.ts";
import { hashBytes, parseEditionSet, setHash, toSetJson } from "../../bot/editions/edition-set.ts";
import { markDue } from "../../bot/register/mark-due.ts";
import { readBundle } from "../../bot/rulebook-source.ts";
import { toLawDate } from "../../core/dates.ts";
import { itemStream, toTenantId } from "../../core/ids.ts";
import { foldItem, toItemState } from "../../core/register/item-state.ts";
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

const LOCAL = toTenantId("local");
const stores = () => desk.desk.home.stores.for(LOCAL);

describe("an item that was decided before", () => {
  let first: DeskMessage;
  let again: DeskMessage;

  it("is answered from the register without its figures, names the case, and still goes to a person", async () => {
    first = await reviewed(
      `Can I quote the NX-77 rev. B, a ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`,
    );
    expect(textOf(first.card)).toContain("first classification of this item");
    expect(textOf(first.card)).toContain("puts 3A001.a.5.a.4 for NX-77 rev. B on file in the item register");
    await approve(first);

    again = await reviewed("Can I quote the nx77 rev. B to Acme Example GmbH in Germany? The end use is civil.");
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
    const [row] = await stores().items.find(["nx-77"], 9);
    expect(
      await actor.press(asked, "answer", { as: "sales-engineer", values: { "fact:same-item": row?.id ?? "" } }),
    ).toBe("card");
    const next = await actor.cardOf(asked.caseNumber, "sales", "Where one of these is involved");
    expect(await actor.press(next, "answer", { as: "sales-engineer", values: { "fact:end-use-any": "none" } })).toBe(
      "card",
    );
    await actor.cardOf(asked.caseNumber, "reviewers-trade-compliance", `Same as ${first.caseNumber}`);
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

  it("files once, with who decided, and the row is the fold of its entries", async () => {
    const rows = await stores().items.find(["nx-77"], 9);
    expect(rows).toHaveLength(1);
    for (const row of rows) {
      const state = toItemState(row.json);
      expect(state.determinations).toHaveLength(1);
      expect(state.determinations[0]).toMatchObject({
        kind: "own",
        eccn: "3A001",
        paragraph: "3A001.a.5.a.4",
        by: [{ person: "trade-compliance-reviewer", role: "trade-compliance" }],
        cites: [{ provision: "3A001.a.5.a.4" }],
      });
      expect(`ED-${state.determinations[0]?.case?.number}`).toBe(first.caseNumber);
      const entries = await stores().ledger.read(itemStream(row.id));
      expect(JSON.parse(JSON.stringify(foldItem(null, entries)))).toEqual(row.json);
    }
  });

  it("its package carries the entry it rests on, verifies, and replays to the same bytes", async () => {
    const number = again.caseNumber ?? "";
    const file = join(desk.home, "reused.zip");
    const cli = (...argv: readonly string[]) => runDesk(argv, { home: desk.home, cwd: desk.home });
    expect(await cli("evidence", "export", number, "--out", file)).toMatchObject({ exit: 0 });
    expect(await cli("evidence", "verify", file)).toMatchObject({ exit: 0 });
    const replay = await cli("evidence", "replay", file);
    expect(replay.out).toContain("identical");
    expect((await cli("case", "replay", number)).out).toContain("identical");
    const found = await cli("items", "find", "nx-77", "--json");
    expect(found.lines[0]).toMatchObject({ eccn: "3A001", source: first.caseNumber, due: null });
  });

  it("another edition that says something else of the cited paragraph makes it due, and it is not used", async () => {
    const { home } = desk.desk;
    const changed = readBundle().replaceAll('"exceeds":"250 MSPS"', '"exceeds":"240 MSPS"');
    expect(changed).not.toBe(readBundle());
    const bytes = Buffer.from(changed, "utf8");
    await home.stores.admin.putEdition("rulebook", hashBytes(bytes), bytes);
    const active = await stores().editions.active();
    if (!active) throw new Error("no set is active");
    const set = { ...parseEditionSet(active.json), rulebook: hashBytes(bytes) };
    await stores().editions.activate(setHash(set), toSetJson(set));
    const at = { asOf: toLawDate("2026-11-25"), actor: { system: "sync" } as const };
    expect(await markDue(home.stores, LOCAL, at)).toBe(1);
    expect(await markDue(home.stores, LOCAL, at)).toBe(0);
    expect(await stores().items.due("2026-11-25", 9)).toHaveLength(1);
    const asked = await reviewed(
      `Can I quote the NX-77 rev. B, a ${CHIP}, to Acme Example GmbH in Germany? The end use is civil.`,
    );
    expect(textOf(asked.card)).toContain("but 3A001.a.5.a.4 says something else now");
    expect(textOf(asked.card)).not.toContain("Same as");
    await approve(asked);
    expect(await stores().items.due("2026-11-25", 9)).toHaveLength(0);
  });
});
