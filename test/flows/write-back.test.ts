import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { caseStream } from "../../core/ids.ts";
import { runDesk } from "../bot/cli/run-desk.ts";
import { startWriteBackDesk, type WriteBackDesk } from "../fakes/write-back-desk.ts";
import { foldsAgain } from "./composed-desk.ts";
import { textOf } from "./web-desk/real-desk.ts";

const TRADE = "trade-compliance-reviewer";
const DROP = { id: "drop", kind: "file", name: "the item master", owner: "administrator", folder: "drop" };

const start = async (...args: Parameters<typeof startWriteBackDesk>): Promise<WriteBackDesk> => {
  const flow = await startWriteBackDesk(...args);
  onTestFinished(() => flow.stop());
  return flow;
};
const stepsOf = async (flow: WriteBackDesk, number: string): Promise<readonly string[]> => {
  const { id } = await flow.state(number);
  const entries = await flow.stores.ledger.read(caseStream(id));
  return entries.flatMap(({ type, payload }) =>
    type === "write-back" ? [`${JSON.stringify(payload?.["target"])} ${JSON.stringify(payload?.["step"])}`] : [],
  );
};
const stands = (flow: WriteBackDesk, number: string, step: string) =>
  flow.until(async () => (await flow.state(number)).writeBacks?.find((item) => item.step === step), step);

describe("an outcome, from the preview to the record", () => {
  let flow: WriteBackDesk;
  beforeAll(async () => {
    flow = await startWriteBackDesk([{ ...DROP, training: true }]);
  });
  afterAll(() => flow?.stop());

  it("is previewed before review, approved by hash, written after the decision and shown as written", async () => {
    const number = await flow.ask();
    const before = await flow.card(number);
    const item = await stands(flow, number, "previewed");
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval"));
    expect(textOf(card.card)).toContain("On approval: writes ECCN and 5 more to the item master (now: blank)");
    expect(textOf(card.card)).toContain(item.diff?.slice(0, 12));
    expect(existsSync(join(flow.home, "drop"))).toBe(false);
    // The card before the preview came: whoever clicks it has not seen what would be written.
    if (!textOf(before.card).includes("On approval"))
      expect(await flow.press(before, "approve", TRADE)).toContain("Look at the card again");

    expect(await flow.press(card, "approve", TRADE)).toBe("card");
    const done = await stands(flow, number, "confirmed");
    const steps = ["previewed", "approved", "sent", "confirmed"];
    expect(await stepsOf(flow, number)).toEqual(steps.map((step) => `"drop" "${step}"`));
    const state = await flow.state(number);
    expect(state.approvals[0]?.writeBacks).toEqual([item.diff]);
    const files = readdirSync(join(flow.home, "drop"));
    expect(files).toEqual([`${done.key}.json`]);
    expect(JSON.parse(readFileSync(join(flow.home, "drop", files[0] ?? ""), "utf8"))).toMatchObject({
      record: "AD-7",
      purpose: "outcome",
      environment: "training",
      fields: { eccn: "3A001", jurisdiction: "EAR", paragraph: "3A001.a.5.a.4", caseNumber: number },
    });
    const decided = await flow.card(number, (one) => textOf(one.card).includes("✓"));
    expect(textOf(decided.card)).toMatch(/the item master AD-7 written \d\d:\d\d UTC ✓/);
    expect(await foldsAgain(flow.desk, "local")).toBe(1);
  });

  it("is not written when the case is rejected", async () => {
    const number = await flow.ask();
    await stands(flow, number, "previewed");
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval"));
    await flow.press(card, "reject", TRADE, { text: "the end user could not be established" });
    await flow.until(async () => (await flow.state(number)).decided, "a decision");
    expect((await flow.state(number)).writeBacks).toEqual([]);
    expect(readdirSync(join(flow.home, "drop"))).toHaveLength(1);
  });
});

describe("what keeps a system of record as it is", () => {
  it("mode shadow: nothing is previewed, nothing is written", async () => {
    const flow = await start([{ ...DROP, training: true }], { mode: "shadow" });
    const number = await flow.ask();
    expect(await flow.press(await flow.card(number), "approve", TRADE)).toBe("card");
    await flow.until(async () => (await flow.desk.home.stores.work.counts()).ready === 0, "rest");
    expect((await flow.state(number)).writeBacks).toBeUndefined();
    expect(existsSync(join(flow.home, "drop"))).toBe(false);
  });

  it("a training desk and a target that is no test system: dry run, a dead letter that the command line names", async () => {
    const flow = await start([DROP]);
    const number = await flow.ask();
    await stands(flow, number, "previewed");
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval"));
    await flow.press(card, "approve", TRADE);
    expect(await stands(flow, number, "failed")).toMatchObject({ code: "dry-run" });
    expect(existsSync(join(flow.home, "drop"))).toBe(false);
    const cli = (argv: readonly string[]) =>
      runDesk(argv, { home: flow.home, cwd: flow.home, env: { DESK_CONFIG: flow.configFile } });
    expect((await cli(["writeback", "list", "--json"])).lines).toEqual([
      expect.objectContaining({
        case: number,
        target: "drop",
        record: "AD-7",
        step: "failed",
        deadLetter: true,
        reason: "this target is on dry run: nothing is ever sent",
        owner: "administrator",
      }),
    ]);
    expect((await cli(["writeback", "show", number])).out).toContain("eccn: blank -> 3A001");
    expect((await cli(["writeback", "replay", number])).out).toBe(`${number}  drop/AD-7: goes again\n`);
    await flow.until(
      async () => (await stepsOf(flow, number)).filter((step) => step.endsWith('"failed"')).length === 2,
      "again",
    );
    expect(await cli(["writeback", "replay", "ED-99"])).toMatchObject({ exit: 1 });
    expect((await cli(["writeback", "list", "--step", "sideways"])).exit).toBe(2);
  });
});
