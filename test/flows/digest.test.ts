import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sentTo } from "../../bot/digest/kept.ts";
import { sendDigest } from "../../bot/digest/send.ts";
import { digestNow, setDigestTimers } from "../../bot/digest/timer.ts";
import type { Desk } from "../../bot/conversation/deps.ts";
import { toPersonId, toTenantId } from "../../core/ids.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { WorkItem } from "../../core/ports/work.ts";
import { faultsOf } from "../adapters/slack/limit-checker.ts";
import { elementsOf } from "../adapters/teams/official-renderer.ts";
import {
  LEGAL_AAD,
  LEGAL_CHANNEL,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  teamsClick,
  teamsInstalled,
  type ComposedDesk,
} from "./composed-desk.ts";

const ACME = toTenantId("acme");
const MANAGER = toPersonId("sales-manager");
const LEGAL = toPersonId("legal-reviewer");
const TRADE = toPersonId("trade-reviewer");
/** Names that stand in the request and must stand in no digest. */
const SECRETS = ["Canary Example GmbH", "converter", "3A001"];

let flow: ComposedDesk;
let stamp = 0;
const mention = (who: string, text: string): Promise<Response> => {
  stamp += 1;
  const ts = `17955600${String(stamp).padStart(2, "0")}.000100`;
  const body = {
    team: flow.slack.team,
    channel: flow.slack.channel,
    user: flow.slack.userId(who),
    ts,
    text,
    id: `EvDigest${stamp}`,
  };
  return Promise.resolve(flow.desk.app.fetch(slackRequest("events", mentionEvent(body))));
};
const posts = () => flow.slack.calls.filter(({ method }) => method === "chat.postMessage");
const digests = () => posts().filter(({ args }) => args["text"]?.startsWith("Weekly digest"));
const blocksOf = (call: { readonly args: Readonly<Record<string, string>> }) =>
  JSON.parse(call.args["blocks"] ?? "[]") as Record<string, unknown>[];

beforeAll(async () => {
  flow = await startComposedDesk({
    digest: {
      day: "monday",
      hour: 8,
      managers: [
        { person: "sales-manager", divisions: ["emea"] },
        { person: "legal-reviewer", place: "reviewers-legal" },
        { person: "trade-reviewer" },
      ],
    },
  });
  await mention("sales", "Can I send samples of a 14-bit 3 GSPS converter chip to Canary Example GmbH in Germany?");
  await settled(flow.desk);
}, 60_000);
afterAll(() => flow?.stop());

describe("a digest in Slack", () => {
  it("comes to the manager's own chat when asked for: charts of Slack's own, a button for every list, no names", async () => {
    await mention("manager", "digest");
    await settled(flow.desk);
    const [sent, ...more] = digests();
    expect(more).toEqual([]);
    expect(flow.slack.calls.find(({ method }) => method === "conversations.open")?.args["users"]).toBe(
      flow.slack.userId("manager"),
    );
    expect(sent!.args["channel"]).toMatch(/^D/);
    const blocks = blocksOf(sent!);
    expect(faultsOf(blocks)).toEqual([]);
    expect(blocks.some(({ type }) => type === "data_visualization")).toBe(true);
    for (const secret of SECRETS) expect(JSON.stringify(sent!.args)).not.toContain(secret);
    expect(sent!.args["text"]).toMatch(/^Weekly digest, week \d+$/);
  });

  const press = async (who: string) => {
    const [sent] = digests();
    const button = blocksOf(sent!)
      .flatMap((block) => (block["elements"] as Record<string, unknown>[] | undefined) ?? [])
      .find((element) => String(element["action_id"]).startsWith("more:"))!;
    stamp += 1;
    const payload = {
      type: "block_actions",
      team: { id: flow.slack.team },
      user: { id: flow.slack.userId(who), team_id: flow.slack.team },
      api_app_id: "A00FAKE",
      trigger_id: await flow.slack.trigger(),
      container: { type: "message", message_ts: sent!.ts, channel_id: sent!.args["channel"] },
      channel: { id: sent!.args["channel"] },
      actions: [{ type: "button", action_id: button["action_id"], value: button["value"] }],
    };
    await flow.desk.app.fetch(
      slackRequest("actions", new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    );
    await settled(flow.desk);
    return JSON.stringify(flow.slack.calls.findLast(({ method }) => method === "views.update")?.args ?? {});
  };

  it("opens the list behind a figure, case by case, and the opening is on record", async () => {
    const view = await press("manager");
    expect(view).toMatch(/ED-\d+ · /);
    expect(view).toContain("asked by sales engineer");
    for (const secret of SECRETS) expect(view).not.toContain(secret);
    const entries = await flow.desk.home.stores.for(ACME).ledger.read(`person:${MANAGER}`);
    expect(entries.map(({ type }) => type)).toEqual(["digest-sent", "digest-opened"]);
    expect(entries.map(({ version }) => version)).toEqual([0, 0]);
  });

  it("opens for nobody else", async () => {
    const view = await press("sales");
    expect(view).not.toMatch(/ED-\d+ · /);
    expect(view).toContain("I don't find");
  });

  it("is drawn with bars of text where Slack refuses the charts", async () => {
    const { messengers } = flow.desk.desk;
    flow.slack.refuse("chat.postMessage", (args) =>
      args["blocks"]?.includes("data_visualization") ? "invalid_blocks" : null,
    );
    await flow.desk.desk.setWork(ACME, digestNow({ person: MANAGER, scope: ["emea"], place: null }));
    await settled(flow.desk);
    flow.slack.refuse("chat.postMessage", () => null);
    const last = digests().at(-1)!;
    expect(messengers.slack).toBeDefined();
    expect(JSON.stringify(blocksOf(last))).toContain("█");
    expect(faultsOf(blocksOf(last))).toEqual([]);
  });
});

describe("a digest in Teams", () => {
  it("draws Teams' charts with text behind them; a list takes the card's place and gives it back; a forged page opens nothing", async () => {
    await flow.desk.app.fetch(teamsInstalled(flow, LEGAL_CHANNEL));
    await flow.desk.desk.setWork(ACME, digestNow({ person: LEGAL, scope: null, place: null }));
    await settled(flow.desk);
    const sent = flow.microsoft.calls.findLast(({ body }) => JSON.stringify(body).includes("Weekly digest"))!;
    const elements = elementsOf(sent.body);
    expect(elements.map((element) => element["type"])).toContain("Chart.VerticalBar");
    for (const secret of SECRETS) expect(JSON.stringify(sent.body)).not.toContain(secret);
    const list = elements.find((element) => element["verb"] === "open-list")!;
    const click = async (data: unknown, aad = LEGAL_AAD) => {
      const response = await flow.desk.app.fetch(
        teamsClick(flow, {
          verb: "open-list",
          data: data as Record<string, unknown>,
          aad,
          channel: LEGAL_CHANNEL,
        }),
      );
      return (await response.json()) as Record<string, unknown>;
    };
    const shown = await click(list["data"]);
    expect(JSON.stringify(shown)).toMatch(/ED-\d+ · /);
    const back = elementsOf(shown).findLast((element) => element["verb"] === "open-list")!;
    expect(JSON.stringify(await click(back["data"]))).toContain("Weekly digest");
    const forged = { token: String((list["data"] as { token: string }).token).replace(/\.0\./, ".1.") };
    expect(JSON.stringify(await click(forged))).toContain("I don't find");
  });
});

describe("the weekly timer", () => {
  const MONDAY = Date.UTC(2026, 10, 30, 8);
  const WEEK = 7 * 86_400_000;
  /** The desk at another time, its dispatcher's own work done by hand. */
  const at = (now: number, messenger?: Partial<NonNullable<Desk["messengers"]["slack"]>>): Desk => ({
    ...flow.desk.desk,
    clock: { ...flow.desk.desk.clock, now: () => now },
    ...(messenger ? { messengers: { slack: { ...flow.desk.desk.messengers.slack!, ...messenger } } } : {}),
  });
  const put: string[] = [];
  const work = {
    intend: async () => true,
    put: async (_: unknown, row: { dedup: string; runAt?: number }) => void put.push(`${row.dedup} ${row.runAt}`),
  } as never;
  const item = (more: Partial<WorkItem> = {}): WorkItem =>
    ({
      id: "w1",
      tenant: ACME,
      ref: { digest: MANAGER, schedule: "monday 8 UTC" },
      intentAt: null,
      remoteRef: null,
      ...more,
    }) as never;
  const weeks = async () =>
    (await sentTo(flow.desk.desk, ACME, MANAGER)).filter(({ asked }) => !asked).map(({ week }) => week);

  it("sends once a week and person, whoever runs twice, and sets the next", async () => {
    await sendDigest(at(MONDAY), work, item());
    await sendDigest(at(MONDAY + 60_000), work, item());
    expect(await weeks()).toEqual(["2026-W48"]);
    expect(new Set(put)).toEqual(new Set([`digest:${MANAGER}:monday 8 UTC ${MONDAY + WEEK}`]));
  });
  it("sends one after weeks without the desk: the newest", async () => {
    await sendDigest(at(MONDAY + 4 * WEEK + 3 * 86_400_000), work, item());
    expect(await weeks()).toEqual(["2026-W48", "2026-W52"]);
    expect(put.at(-1)).toBe(`digest:${MANAGER}:monday 8 UTC ${MONDAY + 5 * WEEK}`);
  });
  it("after a lost answer looks for the message before it sends again, and keeps what was counted first", async () => {
    let kept: unknown = null;
    const noting = {
      intend: async (_: unknown, ref: unknown) => ((kept = ref), true),
      put: async () => undefined,
    } as never;
    const lost = { post: async () => Promise.reject(new AdapterFault("lost-answer", false)) };
    const now = MONDAY + 6 * WEEK;
    await expect(sendDigest(at(now, lost), noting, item())).rejects.toThrow("lost-answer");
    expect(await weeks()).toHaveLength(2);
    const before = digests().length;
    const found = { find: async () => ({ id: "1" }) };
    await sendDigest(at(now + 1, found), noting, item({ intentAt: now, remoteRef: kept as never }));
    expect(digests()).toHaveLength(before);
    const sent = (await sentTo(flow.desk.desk, ACME, MANAGER)).at(-1);
    expect([sent?.week, sent?.digest]).toEqual(["2027-W01", (kept as { hash: string }).hash]);
  });
  it("sends nothing to who is no manager any more, nor at hours that were changed", async () => {
    const before = digests().length;
    await sendDigest(at(MONDAY + 9 * WEEK), work, item({ ref: { digest: "stranger", schedule: "monday 8 UTC" } }));
    await sendDigest(at(MONDAY + 9 * WEEK), work, item({ ref: { digest: MANAGER, schedule: "friday 16 UTC" } }));
    expect(digests()).toHaveLength(before);
  });
  it("stands once for each manager, however often it is set", async () => {
    const { desk, home } = flow.desk;
    await setDigestTimers(desk, home.stores.work, [ACME]);
    await setDigestTimers(desk, home.stores.work, [ACME]);
    const rows = await home.database.read.all<{ dedup: string }>(
      "select dedup from outbox where kind = 'timer' and state = 'ready' and dedup like 'digest:%' order by dedup",
    );
    expect(rows.map(({ dedup }) => dedup)).toEqual(
      [LEGAL, MANAGER, TRADE].map((person) => `digest:${person}:monday 8 UTC`),
    );
  });
});
