import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { signToken, APP_ID, OTHER_TENANT, TENANT } from "../adapters/teams/fake-microsoft.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { LEGAL_AAD, LEGAL_CHANNEL, settled, TRADE_AAD, TRADE_CHANNEL } from "./composed-desk.ts";
import {
  GUEST_AAD,
  NO_ROLE_AAD,
  SALES_AAD,
  SECOND_LEGAL_AAD,
  startBadInputDesk,
  UNLINKED_AAD,
  type BadInputDesk,
} from "./bad-input-desk.ts";

let desk: BadInputDesk;
beforeAll(async () => {
  desk = await startBadInputDesk();
});
afterAll(() => desk?.stop());
afterEach(() => desk.sound());

const PLAIN =
  "Can I send samples of a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example Ltd. in Israel? The end use is civil test equipment.";

const activity = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: "message",
  id: `m:${randomBytes(6).toString("hex")}`,
  channelId: "msteams",
  serviceUrl: desk.microsoft.serviceUrl,
  timestamp: new Date().toISOString(),
  from: { id: `29:${SALES_AAD}`, name: "Sales", aadObjectId: SALES_AAD },
  recipient: { id: `28:${APP_ID}`, name: "Export Desk" },
  conversation: { id: "a:sales-and-desk", conversationType: "personal", tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  text: PLAIN,
  ...changes,
});
const inTenant = (tenant: string): Record<string, unknown> => ({
  conversation: { id: "a:sales-and-desk", conversationType: "personal", tenantId: tenant },
  channelData: { tenant: { id: tenant } },
});
const post = (body: string, authorization: string | null = desk.microsoft.bearer()): Promise<Response> =>
  Promise.resolve(
    desk.desk.app.fetch(
      new Request("http://127.0.0.1/api/messages", {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
        body,
      }),
    ),
  );

describe("an activity that is not from Teams, or not for us", () => {
  const good = (): string => JSON.stringify(activity());
  const cases: readonly (readonly [string, () => Promise<Response>, number])[] = [
    ["no token", () => post(good(), null), 401],
    ["a token that is none", () => post(good(), "Bearer ignore.the.signature"), 401],
    ["a token without a signature", () => post(good(), `Bearer ${signToken(desk.microsoft.claims(), null)}`), 401],
    [
      "a token signed by another key",
      () => post(good(), `Bearer ${signToken(desk.microsoft.claims(), desk.microsoft.keys.other)}`),
      401,
    ],
    ["a token for another bot", () => post(good(), desk.microsoft.bearer({ aud: "someone-else" })), 401],
    ["an expired token", () => post(good(), desk.microsoft.bearer({ nbf: 1, exp: 1_000_000 })), 401],
    ["a tenant that nobody installed", () => post(JSON.stringify(activity(inTenant(crypto.randomUUID())))), 403],
    [
      "another service address than the token names",
      () => post(JSON.stringify(activity({ serviceUrl: "https://evil.example/" }))),
      401,
    ],
    ["no activity id", () => post(JSON.stringify(activity({ id: undefined }))), 400],
    ["another channel", () => post(JSON.stringify(activity({ channelId: "webchat" }))), 400],
    ["not JSON", () => post("approve everything"), 400],
    ["JSON cut in two", () => post(good().slice(0, 100)), 400],
    ["two megabytes", () => post(JSON.stringify(activity({ text: "x".repeat(2 * 1024 * 1024) }))), 413],
    [
      "an invoke of no known name",
      () => post(JSON.stringify(activity({ type: "invoke", name: "task/unheard-of" }))),
      501,
    ],
  ];

  it.each(cases)("%s is refused and makes no work", async (_, send, status) => {
    const before = [await desk.cases(), await desk.work()];
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
    await settled(desk.desk);
    expect([await desk.cases(), await desk.work()]).toEqual(before);
  });

  it.each(["event", "typing", "endOfConversation", "no-such-type"])(
    "a %s is received and does nothing",
    async (type) => {
      const before = await desk.cases();
      expect((await post(JSON.stringify(activity({ type })))).status).toBe(200);
      await settled(desk.desk);
      expect(await desk.cases()).toBe(before);
    },
  );

  it("the same activity fifty times at once is one case", async () => {
    const [body, token, before] = [JSON.stringify(activity()), desk.microsoft.bearer(), await desk.cases()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, token)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await settled(desk.desk);
    expect(await desk.cases()).toBe(before + 1);
  });

  it("a person of the other organisation asks there: nothing of it reaches this one", async () => {
    const before = await desk.cases();
    await post(JSON.stringify(activity({ ...inTenant(OTHER_TENANT), text: PLAIN })));
    await settled(desk.desk);
    expect(await desk.cases()).toBe(before);
  });

  it.each([
    ["an empty message", ""],
    ["help", "help"],
  ])("%s is answered with help", async (_, text) => {
    const [before, calls] = [await desk.cases(), desk.microsoft.calls.length];
    expect((await post(JSON.stringify(activity({ text })))).status).toBe(200);
    await settled(desk.desk);
    expect(JSON.stringify(desk.microsoft.calls.slice(calls).map((call) => call.body))).toContain(
      "Ask in your own words",
    );
    expect(await desk.cases()).toBe(before);
  });

  it("a text of 20,001 characters is told its length", async () => {
    const [before, calls] = [await desk.cases(), desk.microsoft.calls.length];
    expect((await post(JSON.stringify(activity({ text: "x".repeat(20_001) })))).status).toBe(200);
    await settled(desk.desk);
    expect(JSON.stringify(desk.microsoft.calls.slice(calls).map((call) => call.body))).toContain("20001 characters");
    expect(await desk.cases()).toBe(before);
  });
});

describe("a request in Teams", () => {
  const said = (since: number): string => JSON.stringify(desk.microsoft.calls.slice(since).map((call) => call.body));

  it("in a channel with a guest is answered without a word of it; no case", async () => {
    const [before, calls] = [await desk.cases(), desk.microsoft.calls.length];
    const channel = "19:00sales@thread.tacv2";
    const at = "<at>Export Desk</at>";
    const answer = await post(
      JSON.stringify(
        activity({
          text: `${at} ${PLAIN}`,
          entities: [{ type: "mention", mentioned: { id: `28:${APP_ID}`, name: "Export Desk" }, text: at }],
          conversation: { id: `${channel};messageid=1`, conversationType: "channel", isGroup: true, tenantId: TENANT },
          channelData: {
            tenant: { id: TENANT },
            team: { id: "19:00team@thread.tacv2" },
            channel: { id: channel, type: "standard" },
          },
        }),
      ),
    );
    expect(answer.status).toBe(200);
    await settled(desk.desk);
    expect(said(calls)).toContain("This channel has people from outside the company, so I keep details out of it.");
    expect(said(calls)).not.toMatch(/GSPS|Israel|3A001|Acme Example/);
    expect(await desk.cases()).toBe(before);
  });

  it("with a file of which only a link came: said on the card, the case stands", async () => {
    const calls = desk.microsoft.calls.length;
    const attachments = [{ contentType: "reference", name: "ad-7.pdf", contentUrl: "https://evil.example/ad-7.pdf" }];
    await post(JSON.stringify(activity({ attachments })));
    await settled(desk.desk);
    expect(said(calls)).toContain("ad-7.pdf: Teams gave me only a link to it.");
    const [row] = await desk.stores.cases.list({ limit: 1 });
    expect(row && toCaseState(row.json).sources).toMatchObject([{ name: "ad-7.pdf", fault: "channel-file" }]);
  });

  it("with a file on a host that is not Teams: not fetched, said, the case stands", async () => {
    const calls = desk.microsoft.calls.length;
    const attachments = [
      {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name: "ad-7.pdf",
        content: { downloadUrl: "https://169.254.169.254/latest/meta-data", fileType: "pdf" },
      },
    ];
    await post(JSON.stringify(activity({ attachments })));
    await settled(desk.desk);
    expect(said(calls)).toContain("ad-7.pdf: The file could not be fetched from the chat.");
  });
});

/** A case in review by legal and trade compliance, asked in Slack. */
async function inReview() {
  const { ts } = await desk.ask(PLAIN);
  const state = await desk.answerNo(ts);
  expect(state.stage).toBe("in-review");
  return { ts, state, number: state.number };
}
const card = (number: number, channel = LEGAL_CHANNEL) => desk.teamsCard(channel, number);
const ticked = (number: number, channel = LEGAL_CHANNEL, verb = "approve"): Record<string, unknown> => {
  const shown = card(number, channel);
  return { ...shown.actions[verb], ...Object.fromEntries(shown.toggles.map((id) => [id, "true"])) };
};
const approve = (number: number, aad: string, channel = LEGAL_CHANNEL) =>
  desk.clickTeams({ verb: "approve", data: ticked(number, channel), aad, channel });
async function events(ts: string, type: string) {
  const state = await desk.caseAt(ts);
  return state ? (await desk.entriesOf(state)).filter((entry) => entry.type === type) : [];
}
const refusals = async (ts: string): Promise<readonly unknown[]> =>
  (await events(ts, "click-refused")).map((entry) => (entry.payload as { code?: string } | null)?.code);

describe("a click by someone who may not", () => {
  it.each([
    [
      "the requester, though legal as well",
      SALES_AAD,
      "You asked for this case, so someone else has to decide it. The reviewers were asked.",
      "own-request",
    ],
    [
      "someone without a role",
      NO_ROLE_AAD,
      "This needs legal or trade compliance. Your roles do not include it.",
      "wrong-role",
    ],
    [
      "someone nobody linked",
      UNLINKED_AAD,
      "I don't know you yet. Ask the administrator to link this account to your name; then ask again.",
      "unlinked",
    ],
    [
      "a guest, though linked and legal",
      GUEST_AAD,
      "I don't find that case for you. Check the number, or ask whoever sent it.",
      "not-found",
    ],
  ])("%s is told why, and it is on record", async (_, aad, words, code) => {
    const { ts, number } = await inReview();
    const { status, said } = await approve(number, aad);
    expect(status).toBe(200);
    expect(JSON.parse(said)).toMatchObject({ type: "application/vnd.microsoft.activity.message", value: words });
    await settled(desk.desk);
    expect(await refusals(ts)).toEqual([code]);
    expect(await desk.caseAt(ts)).toMatchObject({ approvals: [], decided: null, stage: "in-review" });
  });

  it("the other organisation's reviewer of the same account is not told that there is a case", async () => {
    const { ts, number } = await inReview();
    const { status, said } = await desk.clickTeams({
      verb: "approve",
      data: ticked(number),
      aad: LEGAL_AAD,
      tenant: OTHER_TENANT,
    });
    expect([status, said]).toEqual([200, expect.stringContaining("I don't find that case for you.")]);
    expect(await desk.caseAt(ts)).toMatchObject({ approvals: [], decided: null });
  });
});

describe("a button that is not the one that was shown", () => {
  const bend = (token: string, change: (body: Record<string, unknown>) => Record<string, unknown>): string => {
    const [body = "", mac = ""] = token.split(".");
    const text = JSON.stringify(
      change(JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Record<string, unknown>),
    );
    return `${Buffer.from(text).toString("base64url")}.${mac}`;
  };
  const bends: readonly (readonly [string, (token: string, foreign: string) => string])[] = [
    ["one bit flipped", (token) => `${token.slice(0, -2)}${token.at(-2) === "A" ? "B" : "A"}${token.at(-1)}`],
    ["cut short", (token) => token.slice(0, 40)],
    ["without its seal", (token) => `${token.split(".")[0]}.`],
    ["of another tenant", (token) => bend(token, (body) => ({ ...body, t: "other" }))],
    ["of another revision", (token) => bend(token, (body) => ({ ...body, r: 99 }))],
    ["of another verb", (token) => bend(token, (body) => ({ ...body, v: "approve-classification" }))],
    ["another case's body under this seal", (token, foreign) => `${foreign.split(".")[0]}.${token.split(".")[1]}`],
    ["that is words", () => "approve this now, it is pre-approved"],
    ["of a hundred thousand characters", (token) => token.padEnd(100_000, "A")],
  ];
  it.each(bends)("%s opens nothing and says nothing of the case", async (_, make) => {
    const [{ ts, number }, foreign] = [await inReview(), await inReview()];
    const data = ticked(number);
    const token = make(String(data["token"]), String(ticked(foreign.number)["token"]));
    const { status, said } = await desk.clickTeams({ verb: "approve", data: { ...data, token }, aad: LEGAL_AAD });
    expect(status).toBe(200);
    expect(said).toContain("I don't find that case for you.");
    expect(said).not.toContain(String(number));
    for (const one of [ts, foreign.ts])
      expect(await desk.caseAt(one)).toMatchObject({ approvals: [], decided: null, stage: "in-review" });
  });

  it("the verb beside the token does not count, the token's does", async () => {
    const { ts, number } = await inReview();
    const data = { ...ticked(number, LEGAL_CHANNEL, "reject"), text: "not what was asked for, too risky for us" };
    await desk.clickTeams({ verb: "approve", data, aad: LEGAL_AAD });
    await settled(desk.desk);
    expect((await desk.caseAt(ts))?.decided).toMatchObject({ decision: "rejected", released: false });
  });

  it("a token of another case of the same tenant acts on that case alone", async () => {
    const [first, second] = [await inReview(), await inReview()];
    const ticks = Object.fromEntries(card(first.number).toggles.map((id) => [id, "true"]));
    await desk.clickTeams({
      verb: "approve",
      data: { ...ticks, token: ticked(second.number)["token"] },
      aad: LEGAL_AAD,
    });
    await settled(desk.desk);
    expect((await desk.caseAt(first.ts))?.approvals).toEqual([]);
    expect((await desk.caseAt(second.ts))?.approvals).toHaveLength(1);
  });
});

describe("two clicks on one card", () => {
  it("two legal reviewers at once: one approval counts, the other is told", async () => {
    const { ts, number } = await inReview();
    const answers = await Promise.all([approve(number, LEGAL_AAD), approve(number, SECOND_LEGAL_AAD)]);
    await settled(desk.desk);
    const state = await desk.caseAt(ts);
    expect(state?.approvals).toHaveLength(1);
    expect(state?.stage).toBe("in-review");
    const refused = answers.filter(({ said }) => said.includes("activity.message"));
    expect(refused).toHaveLength(1);
    expect(refused[0]?.said).toMatch(/Your role has approved this already; trade compliance is still missing/);
    expect(await refusals(ts)).toEqual(["invalid"]);
  });

  it("legal and trade compliance at once: both count, one decision", async () => {
    const { ts, number } = await inReview();
    const answers = await Promise.all([approve(number, LEGAL_AAD), approve(number, TRADE_AAD, TRADE_CHANNEL)]);
    await settled(desk.desk);
    for (const { said } of answers) expect(said).toContain("vnd.microsoft.card.adaptive");
    expect((await desk.caseAt(ts))?.decided).toMatchObject({ decision: "approved", released: true });
    expect(await events(ts, "decided")).toHaveLength(1);
    expect(await events(ts, "approval-given")).toHaveLength(2);
  });

  it("approve and reject at once: one decision, the loser is told which", async () => {
    const { ts, number } = await inReview();
    await approve(number, LEGAL_AAD);
    await settled(desk.desk);
    const reject = { ...ticked(number, LEGAL_CHANNEL, "reject"), text: "the customer is not who they say they are" };
    const answers = await Promise.all([
      approve(number, TRADE_AAD, TRADE_CHANNEL),
      desk.submitTeams({ data: reject, aad: SECOND_LEGAL_AAD }),
    ]);
    await settled(desk.desk);
    expect(await events(ts, "decided")).toHaveLength(1);
    const refused = answers.filter(({ said }) => /This case was decided meanwhile/.test(said));
    expect(refused).toHaveLength(1);
  });

  it("the same click twice: one approval, told that it was given; the same activity twice: the same answer", async () => {
    const { ts, number } = await inReview();
    const data = ticked(number);
    const once = { verb: "approve", data, aad: LEGAL_AAD, id: `f:${randomBytes(8).toString("hex")}` };
    const first = await desk.clickTeams(once);
    await settled(desk.desk);
    expect(await desk.clickTeams(once)).toEqual(first);
    const again = await desk.clickTeams({ verb: "approve", data, aad: LEGAL_AAD });
    expect(again.said).toMatch(/You have approved this already/);
    await settled(desk.desk);
    expect(await events(ts, "approval-given")).toHaveLength(1);
  });
});

describe("a click too late", () => {
  it("on the older revision, after a number was changed: look again, and the new card is right", async () => {
    const { ts, number } = await inReview();
    const old = ticked(number);
    await desk.reply(ts, "The sample rate is 2 GSPS.");
    await desk.answerNo(ts);
    const { said } = await desk.clickTeams({ verb: "approve", data: old, aad: LEGAL_AAD });
    expect(said).toContain("The evidence changed since this card was shown.");
    expect(await refusals(ts)).toContain("stale");
    expect(await desk.caseAt(ts)).toMatchObject({ approvals: [], decided: null });
  });

  it("after the case closed: what happened, on record, nothing changed", async () => {
    const { ts, number } = await inReview();
    const old = ticked(number);
    await desk.press(ts, /^Withdraw/);
    const closed = await desk.caseAt(ts);
    expect(closed?.decided?.decision).toBe("withdrawn");
    for (const [verb, aad] of [
      ["approve", LEGAL_AAD],
      ["approve", TRADE_AAD],
    ] as const) {
      const { said } = await desk.clickTeams({ verb, data: old, aad });
      expect(said).toContain("This case was decided meanwhile. The card shows by whom.");
    }
    await settled(desk.desk);
    expect(await desk.caseAt(ts)).toEqual(closed);
    expect(await refusals(ts)).toEqual(["already-decided", "already-decided"]);
    expect(await events(ts, "decided")).toHaveLength(1);
  });

  it("without the ticks, or with ticks of no point: nothing is released", async () => {
    const { ts, number } = await inReview();
    const { token } = ticked(number) as { token: string };
    const { said } = await desk.clickTeams({
      verb: "approve",
      data: { token, "tick:everything": "true", "tick:": "true" },
      aad: LEGAL_AAD,
    });
    expect(said).toContain("Confirm each point on the card before you approve");
    expect(await desk.caseAt(ts)).toMatchObject({ approvals: [], decided: null });
  });

  it("with a reason of three words or of 100,000 characters: said beside it, nothing is decided", async () => {
    const { ts, number } = await inReview();
    const reject = ticked(number, LEGAL_CHANNEL, "reject");
    const short = await desk.submitTeams({ data: { ...reject, text: "no" }, aad: LEGAL_AAD });
    expect(short.said).toContain("Write at least 20 characters");
    const long = await desk.submitTeams({
      data: { ...reject, text: "n".repeat(50_000) },
      aad: LEGAL_AAD,
    });
    expect(long.said).toContain("Keep it under 4000 characters.");
    expect((await desk.caseAt(ts))?.decided).toBeNull();
  });

  it("with half a letter in the reason: the decision is written all the same", async () => {
    const { ts, number } = await inReview();
    const reject = { ...ticked(number, LEGAL_CHANNEL, "reject"), text: "too risky for this customer \ud83d" };
    await desk.submitTeams({ data: reject, aad: LEGAL_AAD });
    await settled(desk.desk);
    expect((await desk.caseAt(ts))?.decided).toMatchObject({
      decision: "rejected",
      reason: "too risky for this customer \ufffd",
    });
  });

  it("with answers of 50,000 characters: said, and nothing of it is stored", async () => {
    const { ts, number } = await inReview();
    const withdraw = { ...ticked(number, LEGAL_CHANNEL, "escalate"), text: "n".repeat(50_000) };
    const { said } = await desk.submitTeams({ data: withdraw, aad: LEGAL_AAD });
    expect(said).toContain("Keep it under 4000 characters.");
    expect(await events(ts, "rerouted")).toEqual([]);
  });
});
