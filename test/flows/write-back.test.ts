import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openDetermination } from "../../bot/conversation/determination.ts";
import { caseStream } from "../../core/ids.ts";
import { hitId } from "../../core/screening/judged.ts";
import { runDesk } from "../bot/cli/run-desk.ts";
import { SAP_USER, startSapGateway, type SapGateway } from "../fakes/sap-gateway.ts";
import { startReceiver } from "../fakes/webhook-receiver.ts";
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
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval:"));
    expect(textOf(card.card)).toContain("On approval: writes ECCN and 5 more to the item master (now: blank)");
    expect(textOf(card.card)).toContain(item.diff?.slice(0, 12));
    expect(existsSync(join(flow.home, "drop"))).toBe(false);
    // The card before the preview came: whoever clicks it has not seen what would be written.
    if (!textOf(before.card).includes("On approval:"))
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
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval:"));
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
    const card = await flow.card(number, (one) => textOf(one.card).includes("On approval:"));
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

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

/** The item master over OData, with one product. */
async function startWithSap(product: Record<string, unknown>, more: object = {}) {
  const gateway = await startSapGateway([{ Product: "AD-7", ...product }]);
  onTestFinished(() => gateway.stop());
  const target = {
    id: "item-master",
    kind: "sap-product",
    name: "the item master",
    owner: "administrator",
    training: true,
    url: gateway.url,
    client: "100",
    user: "ITEM_MASTER_USER",
    password: "ITEM_MASTER_PASSWORD",
    fields: {
      eccn: "YY1_ECCN_PRD",
      caseNumber: "YY1_ExportCase_PRD",
      validUntil: "YY1_ValidUntil_PRD",
      hold: "YY1_Hold_PRD",
    },
    ...more,
  };
  const flow = await start([target], { env: SAP_USER });
  return { flow, gateway };
}
const writesTo = (gateway: SapGateway) => gateway.calls.filter(({ method }) => method !== "GET");
const reviewed = async (flow: WriteBackDesk, words = "On approval:") => {
  const number = await flow.ask();
  await stands(flow, number, "previewed");
  return { number, card: await flow.card(number, (one) => textOf(one.card).includes(words)) };
};

describe("the item master, over OData with a version", () => {
  it("shows what stands there now, writes under the version read, reads back, and can put it back", async () => {
    const { flow, gateway } = await startWithSap({ YY1_ECCN_PRD: "EAR99" });
    const { number, card } = await reviewed(flow);
    expect(textOf(card.card)).toContain("On approval: writes ECCN and 2 more to the item master (now: EAR99)");
    expect(writesTo(gateway)).toEqual([]);
    await flow.press(card, "approve", TRADE);
    await stands(flow, number, "confirmed");
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "3A001", YY1_ExportCase_PRD: number });
    expect(writesTo(gateway)).toHaveLength(1);
    expect(writesTo(gateway)[0]?.ifMatch).toMatch(/^W\//);

    const decided = await flow.card(number, (one) => textOf(one.card).includes("✓"));
    const why = "the part number was reused for another product";
    expect(await flow.press(decided, "restore-write-back", TRADE, { text: why })).toBe("card");
    await flow.until(
      async () => (await flow.state(number)).writeBacks?.find((i) => i.purpose === "restore" && i.step === "confirmed"),
      "the restore",
    );
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "EAR99", YY1_ExportCase_PRD: "" });
  });

  it("a value that changed after the approval is a conflict for a person, who looks again and approves that", async () => {
    const { flow, gateway } = await startWithSap({ YY1_ECCN_PRD: "EAR99" });
    const { number, card } = await reviewed(flow);
    await gateway.change("AD-7", { YY1_ECCN_PRD: "5A992" });
    await flow.press(card, "approve", TRADE);
    expect(await stands(flow, number, "conflicted")).toMatchObject({ code: "changed" });
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "5A992" });
    expect(writesTo(gateway)).toHaveLength(1);
    const stuck = await flow.card(number, (one) => textOf(one.card).includes("needs a person"));
    expect(textOf(stuck.card)).toContain("it changed there meanwhile, so nothing was written");
    await flow.press(stuck, "preview-again", TRADE);
    const again = await flow.card(number, (one) => textOf(one.card).includes("now: 5A992"));
    expect(textOf(again.card)).toContain("not approved yet, nothing was written");
    await flow.press(again, "approve-write-back", TRADE);
    await stands(flow, number, "confirmed");
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "3A001" });
    expect(await foldsAgain(flow.desk, "local")).toBe(1);
  });

  it("another field that changed there does not matter: the same diff goes on under the new version", async () => {
    const { flow, gateway } = await startWithSap({ YY1_ECCN_PRD: "EAR99", ProductGroup: "L001" });
    const { number, card } = await reviewed(flow);
    await gateway.change("AD-7", { ProductGroup: "L002" });
    await flow.press(card, "approve", TRADE);
    await stands(flow, number, "confirmed");
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "3A001", ProductGroup: "L002" });
  });

  it("an answer that was lost is found by reading, not sent twice", async () => {
    const { flow, gateway } = await startWithSap({});
    const { number, card } = await reviewed(flow);
    gateway.loseAnswers(({ method }) => method === "PATCH");
    await flow.press(card, "approve", TRADE);
    expect(await stands(flow, number, "confirmed")).toMatchObject({ code: "answer-lost" });
    expect(writesTo(gateway)).toHaveLength(1);
  });

  it("an item that is not there is said on the card, and nothing is written when the case is approved", async () => {
    const { flow, gateway } = await startWithSap({ Product: "OTHER-1" });
    const number = await flow.ask();
    expect(await stands(flow, number, "failed")).toMatchObject({ code: "record-not-there", diff: null });
    const card = await flow.card(number, (one) => textOf(one.card).includes("there is no such record"));
    expect(await flow.press(card, "approve", TRADE)).toBe("card");
    await flow.until(async () => (await flow.state(number)).decided, "the decision");
    expect(writesTo(gateway)).toEqual([]);
  });

  it("a field that is too short is found before anybody approves: never cut", async () => {
    const { flow } = await startWithSap({}, { fields: { eccn: "YY1_Short_PRD" } });
    const number = await flow.ask();
    expect(await stands(flow, number, "failed")).toMatchObject({ code: "field-too-short" });
  });
});

describe("a signed webhook", () => {
  const hook = (url: URL, more: object = {}) => ({
    id: "erp",
    kind: "webhook",
    name: "the ERP",
    owner: "administrator",
    training: true,
    url: url.href,
    secrets: ["ERP_SECRET"],
    ...more,
  });

  it("410 switches the receiver off for good; a person switches it on and the dead letter goes", async () => {
    const receiver = await startReceiver((response) => void response.writeHead(410).end());
    onTestFinished(() => receiver.stop());
    const flow = await start([hook(receiver.url)], { env: { ERP_SECRET: SECRET } });
    const one = await reviewed(flow);
    await flow.press(one.card, "approve", TRADE);
    expect(await stands(flow, one.number, "failed")).toMatchObject({ code: "gone" });
    const two = await reviewed(flow);
    await flow.press(two.card, "approve", TRADE);
    expect(await stands(flow, two.number, "failed")).toMatchObject({ code: "target-disabled" });
    expect(receiver.got).toHaveLength(1);

    receiver.answer((response) => void response.writeHead(204).end());
    const env = { DESK_CONFIG: flow.configFile, ERP_SECRET: SECRET };
    const cli = (argv: readonly string[]) => runDesk(argv, { home: flow.home, cwd: flow.home, env });
    expect(await cli(["writeback", "replay", two.number])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("--enable"),
    });
    expect((await cli(["writeback", "replay", two.number, "--enable"])).exit).toBe(0);
    expect(await stands(flow, two.number, "confirmed")).toMatchObject({ code: "acknowledged" });
    expect(receiver.got).toHaveLength(2);
    // Two operators at once: what has gone is no dead letter.
    expect((await cli(["writeback", "replay", two.number])).exit).toBe(1);
  });

  it("409 and 412 come to a person, 422 is a dead letter of its mapping, and no secret is anywhere in the record", async () => {
    const receiver = await startReceiver((response) => void response.writeHead(422).end());
    onTestFinished(() => receiver.stop());
    const flow = await start([hook(receiver.url)], { env: { ERP_SECRET: SECRET } });
    const one = await reviewed(flow);
    await flow.press(one.card, "approve", TRADE);
    expect(await stands(flow, one.number, "failed")).toMatchObject({ code: "mapping-refused" });
    receiver.answer((response) => void response.writeHead(409).end());
    const two = await reviewed(flow);
    await flow.press(two.card, "approve", TRADE);
    expect(await stands(flow, two.number, "conflicted")).toMatchObject({ code: "changed" });
    const { id } = await flow.state(two.number);
    const record = JSON.stringify([await flow.stores.ledger.read(caseStream(id)), await flow.state(two.number)]);
    expect(record).not.toContain(SECRET.slice(6));
  });
});

describe("a case that has to stop", () => {
  it("holds its item at once and without approval; the hold comes off by its id, with the release", async () => {
    const { flow, gateway } = await startWithSap({}, { holds: true });
    const number = await flow.ask(
      "Can I send 2 samples of the AD-7 converter chip, a 14-bit 3 GSPS analog-to-digital converter, to Beijing Example Institute in Germany? The end use is civil.",
    );
    const hold = await flow.until(
      async () => (await flow.state(number)).writeBacks?.find((i) => i.purpose === "hold" && i.step === "confirmed"),
      "the hold",
    );
    const { to: holdId } = hold.changes[0] ?? { to: null };
    expect(holdId).toMatch(new RegExp(`^${number}-[0-9a-f]{12}$`));
    // Nothing but the hold was written: there is no decision.
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_Hold_PRD: holdId, YY1_ECCN_PRD: "" });
    expect((await flow.state(number)).decided).toBeNull();

    for (;;) {
      const state = await flow.state(number);
      if ((state.determination?.summary.hits ?? 0) === 0 && state.stage === "in-review") break;
      const card = await flow.card(number, (one) => JSON.stringify(one.card).includes('"judge-different"'));
      const determination = await openDetermination(flow.stores, state);
      const [listed] = (determination?.result.screening ?? []).flatMap(({ result }) =>
        result.hits.filter(({ counted }) => counted !== false),
      );
      const hit = listed ? hitId(listed) : "";
      const text = "another town, another register number";
      await flow.press(card, "judge-different", TRADE, { hit, text });
      const isBack = async (): Promise<boolean> => (await flow.state(number)).stage !== "looking";
      await flow.until(isBack, "another look");
      if ((await flow.state(number)).stage === "asking") await flow.answer(number);
      await flow.until(async () => (await flow.state(number)).stage === "in-review", "the review");
    }
    const card = await flow.card(number, (one) => textOf(one.card).includes("takes hold"));
    expect(textOf(card.card)).toContain(`On approval: takes hold ${String(holdId)} of AD-7 off in the item master`);
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_Hold_PRD: holdId });
    await flow.press(card, "approve", TRADE);
    await flow.until(
      async () =>
        (await flow.state(number)).writeBacks?.find((i) => i.purpose === "hold-release" && i.step === "confirmed"),
      "the release",
    );
    await stands(flow, number, "confirmed");
    await flow.until(async () => (await gateway.product("AD-7"))["YY1_ECCN_PRD"] === "3A001", "the ECCN");
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_Hold_PRD: "" });
  });

  it("a hold that somebody else has placed is left to them, and said", async () => {
    const { flow, gateway } = await startWithSap({ YY1_Hold_PRD: "QUALITY-9" }, { holds: true });
    const number = await flow.ask(
      "Can I send 2 samples of the AD-7 converter chip, a 14-bit 3 GSPS analog-to-digital converter, to Beijing Example Institute in Germany? The end use is civil.",
    );
    expect(await stands(flow, number, "conflicted")).toMatchObject({ purpose: "hold", code: "held-by-another" });
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_Hold_PRD: "QUALITY-9" });
  });
});
