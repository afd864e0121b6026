import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, toTenantId } from "../../core/ids.ts";
import { exportCasePackage } from "../../bot/evidence/package-case.ts";
import { runVerifier } from "../../bot/evidence/run-verifier.ts";
import {
  foldsAgain,
  LEGAL_AAD,
  LEGAL_CHANNEL,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  teamsClick,
  teamsInstalled,
  TRADE_AAD,
  TRADE_CHANNEL,
  type ComposedDesk,
} from "./composed-desk.ts";
import { OTHER_TENANT } from "../adapters/teams/fake-microsoft.ts";

const ACME = toTenantId("acme");
const TEXT =
  "Can I send samples of a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example Ltd. in Israel? The end use is civil test equipment.";

let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk();
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL])
    expect((await flow.desk.app.fetch(teamsInstalled(flow, channel))).status).toBe(200);
  await settled(flow.desk);
});
afterAll(() => flow?.stop());

/** The latest Adaptive Card that Teams was sent for a channel, posted or updated. */
function teamsCard(channel: string): {
  readonly text: string;
  readonly actions: Record<string, { verb: string; data: Record<string, unknown> }>;
  readonly toggles: readonly string[];
} {
  const calls = flow.microsoft.calls.filter(
    (call) =>
      JSON.stringify(call.body).includes("AdaptiveCard") &&
      (call.path.includes(channel) || JSON.stringify(call.body["channelData"] ?? {}).includes(channel)),
  );
  const card = JSON.stringify(calls.at(-1)?.body ?? {});
  const actions: Record<string, { verb: string; data: Record<string, unknown> }> = {};
  const toggles: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== "object" || node === null) return;
    const one = node as Record<string, unknown>;
    if (one["type"] === "Action.Execute")
      actions[String(one["verb"])] = { verb: String(one["verb"]), data: one["data"] as Record<string, unknown> };
    if (one["type"] === "Input.Toggle") toggles.push(String(one["id"]));
    Object.values(one).forEach(walk);
  };
  walk(JSON.parse(card));
  return { text: card, actions, toggles };
}

const theCase = async () => {
  const [row] = await flow.desk.home.stores.for(ACME).cases.list({});
  if (!row) throw new Error("no case");
  return { row, state: toCaseState(row.json) };
};

describe("asked in Slack, decided in Teams", () => {
  const ts = "1795550000.000100";

  it("one message over its three events becomes one case, with one card in its thread", async () => {
    const { slack, desk } = flow;
    const event = { team: slack.team, channel: slack.channel, user: slack.userId("sales"), ts, text: TEXT };
    const mention = mentionEvent({ ...event, id: "Ev001" });
    const message = mention.replace("app_mention", "message").replace("Ev001", "Ev002");
    for (const body of [mention, message, mention])
      expect((await desk.app.fetch(slackRequest("events", body))).status).toBe(200);
    await settled(desk);
    const rows = await desk.home.stores.for(ACME).cases.list({});
    expect(rows).toHaveLength(1);
    const posted = slack.calls.filter(
      (call) => call.method === "chat.postMessage" && call.args["blocks"] !== undefined,
    );
    expect(posted).toHaveLength(1);
    expect(posted[0]?.args["thread_ts"]).toBe(ts);
    expect(posted[0]?.args["text"]).toMatch(/^Not released/);
  });

  it("the question that decides is answered with a click, and the case goes to the reviewers the policy names", async () => {
    const { slack, desk } = flow;
    const before = await theCase();
    expect(before.state.stage).toBe("asking");
    const update = slack.calls.filter((call) => call.method === "chat.update").at(-1);
    const blocks = JSON.parse(update?.args["blocks"] ?? "[]") as {
      type: string;
      block_id?: string;
      element?: { action_id: string; type: string; options?: { value: string; text: { text: string } }[] };
      elements?: { value?: string; action_id: string; text?: { text: string } }[];
    }[];
    const answer = blocks.flatMap((block) => block.elements ?? []).find((element) => element.text?.text === "Answer");
    const inputs = blocks.filter((block) => block.type === "input");
    expect(answer?.value).toBeDefined();
    const values = Object.fromEntries(
      inputs.map((block) => {
        const option =
          block.element?.options?.find((one) => /^no\b|none/i.test(one.text.text)) ?? block.element?.options?.[0];
        return [
          block.block_id ?? "",
          {
            [block.element?.action_id ?? ""]: option
              ? { type: block.element?.type, selected_option: option }
              : { type: "plain_text_input", value: "no" },
          },
        ];
      }),
    );
    const payload = {
      type: "block_actions",
      team: { id: slack.team },
      user: { id: slack.userId("sales"), team_id: slack.team },
      api_app_id: "A00FAKE",
      trigger_id: "1.2.answer",
      container: { type: "message", channel_id: slack.channel, message_ts: update?.args["ts"], thread_ts: ts },
      channel: { id: slack.channel },
      message: { ts: update?.args["ts"], thread_ts: ts },
      state: { values },
      actions: [
        {
          type: "button",
          action_id: answer?.action_id,
          block_id: "b",
          value: answer?.value,
          action_ts: "1795550001.000000",
        },
      ],
    };
    const response = await desk.app.fetch(
      slackRequest("actions", new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    );
    expect(response.status).toBe(200);
    await settled(desk);
    const { state } = await theCase();
    expect(state.stage).toBe("in-review");
    expect(state.determination?.summary).toMatchObject({ outcome: "exception-available", paragraph: "3A001.a.5.a.4" });
    expect(state.review?.needs.map((need) => need.role).toSorted()).toEqual(["legal", "trade-compliance"]);
    for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL]) {
      expect(teamsCard(channel).text).toContain("Not released");
      expect(teamsCard(channel).actions["approve"]).toBeDefined();
    }
  });

  it("the click of another organisation, of a stranger and without the ticks counts for nothing", async () => {
    const { desk } = flow;
    const card = teamsCard(LEGAL_CHANNEL);
    const data = card.actions["approve"]?.data ?? {};
    const foreign = await desk.app.fetch(
      teamsClick(flow, { verb: "approve", data, aad: LEGAL_AAD, channel: LEGAL_CHANNEL, tenant: OTHER_TENANT }),
    );
    const stranger = await desk.app.fetch(
      teamsClick(flow, { verb: "approve", data, aad: "00000000-0000-4000-8000-0000000000ff", channel: LEGAL_CHANNEL }),
    );
    const unticked = await desk.app.fetch(
      teamsClick(flow, { verb: "approve", data, aad: LEGAL_AAD, channel: LEGAL_CHANNEL }),
    );
    for (const answer of [foreign, stranger, unticked]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("activity.message");
    }
    await settled(desk);
    expect((await theCase()).state.approvals).toEqual([]);
  });

  it("legal and trade compliance approve in Teams; both cards and the requester's change in place; one mention to the requester", async () => {
    const { desk, slack } = flow;
    const approve = async (channel: string, aad: string) => {
      const card = teamsCard(channel);
      const ticks = Object.fromEntries(card.toggles.map((id) => [id, "true"]));
      return desk.app.fetch(
        teamsClick(flow, { verb: "approve", data: { ...card.actions["approve"]?.data, ...ticks }, aad, channel }),
      );
    };
    const mentionsBefore = slack.calls.filter((call) => call.method === "chat.postMessage").length;
    const first = await approve(LEGAL_CHANNEL, LEGAL_AAD);
    expect(await first.text()).toContain("vnd.microsoft.card.adaptive");
    await settled(desk);
    expect((await theCase()).state.stage).toBe("in-review");
    await approve(TRADE_CHANNEL, TRADE_AAD);
    await settled(desk);
    const { state } = await theCase();
    expect(state.decided).toMatchObject({
      decision: "approved",
      released: true,
      by: ["legal-reviewer", "trade-reviewer"],
      via: "teams",
    });
    for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL]) {
      expect(teamsCard(channel).text).toContain("DECIDED");
      expect(Object.keys(teamsCard(channel).actions)).not.toContain("approve");
    }
    const last = slack.calls.filter((call) => call.method === "chat.update").at(-1);
    expect(last?.args["blocks"]).toContain("DECIDED");
    const said = slack.calls.filter((call) => call.method === "chat.postMessage").slice(mentionsBefore);
    expect(said).toHaveLength(1);
    expect(said[0]?.args["text"]).toContain(`<@${slack.userId("sales")}>`);
  });

  it("a click on the closed case is answered with what happened, and recorded", async () => {
    const { desk } = flow;
    const { state, row } = await theCase();
    const entries = await desk.home.stores.for(ACME).ledger.read(caseStream(row.caseId));
    const refused = entries.filter((entry) => entry.type === "click-refused").length;
    expect(refused).toBeGreaterThanOrEqual(2);
    expect(entries.filter((entry) => entry.type === "decided")).toHaveLength(1);
    expect(state.decided?.validUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("everything folds again to the same projection, and the package verifies", async () => {
    const { desk } = flow;
    expect(await foldsAgain(desk, "acme")).toBe(1);
    expect(await foldsAgain(desk, "other")).toBe(0);
    const bytes = await exportCasePackage(desk.desk, ACME, (await theCase()).row.caseId);
    const verified = await runVerifier(bytes);
    expect(verified).toMatchObject({ exit: 0 });
    expect(verified.lines[0]).toMatch(/^origin: not checked/);
  });
});
