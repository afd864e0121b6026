import { createHmac, randomBytes } from "node:crypto";
import { expect } from "vitest";
import { openDetermination } from "../../bot/conversation/determination.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toBase64 } from "../../core/evidence/base64.ts";
import { hashLeaf } from "../../core/evidence/merkle.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { caseStream, toTenantId } from "../../core/ids.ts";
import type { OpenedEntry } from "../../core/ports/ledger.ts";
import type { Fact } from "../../core/item/fact.ts";
import { stepOf } from "../../core/licensing/precedence.ts";
import type { SharedFile } from "../fakes/slack-workspace.ts";
import {
  foldsAgain,
  LEGAL_CHANNEL,
  mentionEvent,
  SECRET,
  settled,
  slackRequest,
  startComposedDesk,
  teamsClick,
  teamsInstalled,
  TRADE_CHANNEL,
} from "./composed-desk.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const ACME = toTenantId("acme");
const OTHER = toTenantId("other");
export const SALES_AAD = "00000000-0000-4000-8000-0000000000b1";
export const SECOND_LEGAL_AAD = "00000000-0000-4000-8000-0000000000b2";
export const NO_ROLE_AAD = "00000000-0000-4000-8000-0000000000b3";
export const UNLINKED_AAD = "00000000-0000-4000-8000-0000000000b4";
export const GUEST_AAD = "00000000-0000-4000-8000-0000000000b5";

type SlackBlock = {
  readonly type: string;
  readonly block_id?: string;
  readonly element?: {
    readonly action_id: string;
    readonly type: string;
    readonly options?: readonly { readonly value: string; readonly text: { readonly text: string } }[];
  };
  readonly elements?: readonly {
    readonly value?: string;
    readonly action_id: string;
    readonly text?: { text: string };
  }[];
};
type Asked = { readonly ts: string; readonly state: CaseState; readonly card: string };

/** Where the signed bytes of a request are bent: each is a request that Slack never sends. */
export function signedAt(
  surface: "events" | "commands" | "actions",
  body: string,
  sign: { readonly at?: number; readonly secret?: string; readonly sent?: string } = {},
): Request {
  const at = String(sign.at ?? Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", sign.secret ?? SECRET)
    .update(`v0:${at}:${body}`)
    .digest("hex");
  return new Request(`http://127.0.0.1/slack/${surface}`, {
    method: "POST",
    headers: {
      "content-type": surface === "events" ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": at,
      "x-slack-signature": `v0=${mac}`,
    },
    body: sign.sent ?? body,
  });
}

/** The composed desk with everyone a click can come from, and the ways to ask, answer and look. */
export async function startBadInputDesk() {
  const flow = await startComposedDesk({
    salesTeams: SALES_AAD,
    people: [
      { id: "second-legal", name: "second legal reviewer", teams: SECOND_LEGAL_AAD, roles: ["legal"] },
      { id: "warehouse", name: "warehouse", teams: NO_ROLE_AAD },
      { id: "visitor", name: "visitor", teams: GUEST_AAD, slack: "U0GUEST00", roles: ["legal"] },
    ],
    accounts: [
      { aad: SALES_AAD },
      { aad: SECOND_LEGAL_AAD },
      { aad: NO_ROLE_AAD },
      { aad: UNLINKED_AAD },
      { aad: GUEST_AAD, userRole: "guest" },
    ],
  });
  const { desk, slack, microsoft } = flow;
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL])
    expect((await desk.app.fetch(teamsInstalled(flow, channel))).status).toBe(200);
  await settled(desk);
  const stores = desk.home.stores.for(ACME);
  const otherAtStart = (await desk.home.stores.for(OTHER).evidence.checkpoint()).size;
  /** Cases whose leaves were compared, by the version they had then. */
  const proven = new Map<string, number>();
  let count = 0;
  const nextTs = (): string => `17955${String(50_000 + (count += 1)).padStart(5, "0")}.000100`;
  const keyOf = (ts: string): string => `slack:${slack.team}:${slack.channel}:${ts}`;

  async function caseAt(ts: string): Promise<CaseState | null> {
    const row = await stores.cases.byRequestKey(keyOf(ts));
    return row ? toCaseState(row.json) : null;
  }
  const entriesOf = (state: CaseState): Promise<readonly OpenedEntry[]> => stores.ledger.read(caseStream(state.id));

  /** Every fact the present determination rests on, with where it was read. */
  async function factsOf(state: CaseState): Promise<readonly Fact[]> {
    const opened = await openDetermination(stores, state);
    return (opened?.result.lines ?? []).flatMap((line) => line.classification?.facts ?? []);
  }

  /** What Slack was last told to show in the thread of a message. */
  function slackCard(ts: string): {
    readonly text: string;
    readonly blocks: readonly SlackBlock[];
    readonly ts: string;
  } {
    const thread = slack.calls.filter(
      (call) =>
        call.method === "chat.postMessage" && call.args["thread_ts"] === ts && call.args["blocks"] !== undefined,
    );
    const first = thread[0];
    const remote = first?.ts ?? "";
    const update = slack.calls.filter((call) => call.method === "chat.update" && call.args["ts"] === remote).at(-1);
    const blocks = update?.args["blocks"] ?? first?.args["blocks"] ?? "[]";
    return {
      text: `${update?.args["text"] ?? first?.args["text"] ?? ""}\n${blocks}`,
      blocks: JSON.parse(blocks) as readonly SlackBlock[],
      ts: remote,
    };
  }

  const event = (ts: string, text: string, more: { readonly user?: string; readonly id?: string } = {}): string =>
    mentionEvent({
      team: slack.team,
      channel: slack.channel,
      user: more.user ?? slack.userId("sales"),
      ts,
      text,
      id: more.id ?? `Ev${ts}${more.user ?? ""}`,
    });
  const send = (surface: "events" | "commands" | "actions", body: string): Promise<Response> =>
    Promise.resolve(desk.app.fetch(slackRequest(surface, body)));

  /** A message in the channel, with files when given; waits until the desk has done everything about it. */
  async function say(
    text: string,
    more: {
      readonly files?: readonly SharedFile[];
      readonly user?: string;
      readonly ts?: string;
      readonly id?: string;
    } = {},
  ): Promise<string> {
    const ts = more.ts ?? nextTs();
    const files = (more.files ?? []).map((file) => slack.share(file, { channel: slack.channel, ts }));
    const body = JSON.parse(event(ts, text, more)) as {
      event: Record<string, unknown>;
    };
    if (files.length > 0) {
      body.event["files"] = files;
      body.event["type"] = "message";
      body.event["subtype"] = "file_share";
      body.event["channel_type"] = "channel";
    }
    expect((await send("events", JSON.stringify(body))).status).toBe(200);
    await settled(desk);
    return ts;
  }

  async function ask(text: string, more: Parameters<typeof say>[1] = {}): Promise<Asked> {
    const ts = await say(text, more);
    const state = await caseAt(ts);
    if (!state) throw new Error(`no case for: ${text.slice(0, 80)}`);
    return { ts, state, card: slackCard(ts).text };
  }

  /** A message event about an earlier message: a reply in its thread, an edit, a deletion. */
  async function about(ts: string, change: Record<string, unknown>): Promise<void> {
    const body = JSON.parse(event(ts, "", { id: `Ev${randomBytes(6).toString("hex")}` })) as Record<string, unknown>;
    body["event"] = { type: "message", channel: slack.channel, channel_type: "channel", event_ts: nextTs(), ...change };
    expect((await send("events", JSON.stringify(body))).status).toBe(200);
    await settled(desk);
  }
  const reply = (ts: string, text: string, user = slack.userId("sales")): Promise<void> =>
    about(ts, { user, text, ts: nextTs(), thread_ts: ts });
  const edit = (ts: string, before: string, after: string): Promise<void> =>
    about(ts, {
      subtype: "message_changed",
      message: { type: "message", user: slack.userId("sales"), text: after, ts },
      previous_message: { type: "message", user: slack.userId("sales"), text: before, ts },
    });
  const remove = (ts: string, before: string): Promise<void> =>
    about(ts, {
      subtype: "message_deleted",
      deleted_ts: ts,
      previous_message: { type: "message", user: slack.userId("sales"), text: before, ts },
    });

  /** Presses a button of the requester's card; `pick` chooses or types for each input. */
  async function press(
    ts: string,
    label: RegExp,
    pick: (block: SlackBlock) => string | null = () => null,
    user = slack.userId("sales"),
  ): Promise<Response> {
    const card = slackCard(ts);
    const button = card.blocks.flatMap((block) => block.elements ?? []).find((one) => label.test(one.text?.text ?? ""));
    if (!button) throw new Error(`no button ${label} on ${card.text.slice(0, 300)}`);
    return pressValue(ts, { action: button.action_id, value: button.value ?? "", user, values: valuesOf(card, pick) });
  }
  async function pressValue(
    ts: string,
    what: { readonly action: string; readonly value: string; readonly user: string; readonly values?: object },
  ): Promise<Response> {
    const card = slackCard(ts);
    const payload = {
      type: "block_actions",
      team: { id: slack.team },
      user: { id: what.user, team_id: slack.team },
      api_app_id: "A00FAKE",
      trigger_id: `t.${randomBytes(6).toString("hex")}`,
      container: { type: "message", channel_id: slack.channel, message_ts: card.ts, thread_ts: ts },
      channel: { id: slack.channel },
      message: { ts: card.ts, thread_ts: ts },
      state: { values: what.values ?? {} },
      actions: [{ type: "button", action_id: what.action, block_id: "b", value: what.value, action_ts: nextTs() }],
    };
    const response = await send("actions", new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    await settled(desk);
    return response;
  }

  /** Answers every question of the card with "no" until a person has the case. */
  async function answerNo(ts: string): Promise<CaseState> {
    for (let round = 0; round < 4; round += 1) {
      const state = await caseAt(ts);
      if (state?.stage !== "asking") break;
      await press(ts, /^Answer$/, (block) => {
        const options = block.element?.options;
        return options
          ? ((options.find((one) => /^no\b|none/i.test(one.text.text)) ?? options[0])?.value ?? null)
          : /unknown/.test(block.block_id ?? "")
            ? null
            : "no";
      });
    }
    const state = await caseAt(ts);
    if (!state) throw new Error("no case");
    return state;
  }

  /** The latest review card of one case in a Teams channel. */
  function teamsCard(channel: string, number: number) {
    const posts = microsoft.calls.filter((call) => {
      const text = JSON.stringify(call.body);
      return (
        text.includes("AdaptiveCard") &&
        new RegExp(`ED-${number}\\b`).test(text) &&
        (call.path.includes(channel) || JSON.stringify(call.body["channelData"] ?? {}).includes(channel))
      );
    });
    const actions: Record<string, Record<string, unknown>> = {};
    const toggles: string[] = [];
    const walk = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(walk);
      if (typeof node !== "object" || node === null) return;
      const one = node as Record<string, unknown>;
      if (one["type"] === "Action.Execute") actions[String(one["verb"])] = one["data"] as Record<string, unknown>;
      // A form opens as a dialog: its button carries the same token and what makes Teams ask for it.
      if (one["type"] === "Action.Submit") {
        const { msteams: _, verb, ...data } = one["data"] as Record<string, unknown>;
        actions[String(verb)] = data;
      }
      if (one["type"] === "Input.Toggle") toggles.push(String(one["id"]));
      Object.values(one).forEach(walk);
    };
    const body = posts.at(-1)?.body ?? {};
    walk(body);
    return { text: JSON.stringify(body), actions, toggles, count: posts.length };
  }
  async function clickTeams(
    click: Omit<Parameters<typeof teamsClick>[1], "channel"> & { readonly channel?: string },
  ): Promise<{ readonly status: number; readonly said: string }> {
    const answer = await desk.app.fetch(teamsClick(flow, { channel: LEGAL_CHANNEL, ...click }));
    return { status: answer.status, said: await answer.text() };
  }

  /** A dialog sent back, as Teams sends it. */
  async function submitTeams(sent: {
    readonly data: Record<string, unknown>;
    readonly aad: string;
  }): Promise<{ readonly status: number; readonly said: string }> {
    const answer = await desk.app.fetch(teamsClick(flow, { channel: LEGAL_CHANNEL, verb: "", ...sent, dialog: true }));
    return { status: answer.status, said: await answer.text() };
  }

  /** What was said to people in private since a mark. */
  const mark = (): number => slack.calls.length;
  const told = (since: number): readonly string[] =>
    slack.calls
      .slice(since)
      .filter((call) => call.method === "chat.postEphemeral")
      .map((call) => call.args["text"] ?? "");

  /** The invariant after every flow: projections fold again, the signed head is the root over the leaves, `other` is untouched. */
  async function sound(): Promise<void> {
    await settled(desk);
    await foldsAgain(desk, "acme");
    expect(await foldsAgain(desk, "other")).toBe(0);
    for (const tenant of [ACME, OTHER]) {
      const { evidence } = desk.home.stores.for(tenant);
      const { size, note } = await evidence.checkpoint();
      const kept = await evidence.leafHashes(size);
      const root = createMerkleTree(kept).root(size);
      expect(note.split("\n").slice(1, 3)).toEqual([String(size), toBase64(root)]);
    }
    const { size } = await stores.evidence.checkpoint();
    const kept = await stores.evidence.leafHashes(size);
    for (const row of await stores.cases.list({ limit: 500 })) {
      if (proven.get(row.caseId) === row.version) continue;
      for (const sealed of await stores.evidence.entries(caseStream(row.caseId)))
        expect(toBase64(kept[sealed.seq] ?? new Uint8Array())).toBe(toBase64(hashLeaf(utf8(sealed.leaf))));
      proven.set(row.caseId, row.version);
    }
    expect((await desk.home.stores.for(OTHER).evidence.checkpoint()).size).toBe(otherAtStart);
  }

  return {
    ...flow,
    stores,
    nextTs,
    event,
    send,
    say,
    ask,
    about,
    reply,
    edit,
    remove,
    press,
    pressValue,
    answerNo,
    caseAt,
    entriesOf,
    factsOf,
    slackCard,
    wordsOf,
    teamsCard,
    clickTeams,
    submitTeams,
    mark,
    told,
    /** Rows of work ever made: a refused request makes none. */
    work: async () => Object.values(await desk.home.stores.work.counts()).reduce((sum, one) => sum + one, 0),
    sound,
    cases: async () => (await stores.cases.list({ limit: 500 })).length,
  };
}
/** The words of a card as a person reads them: no ids, no tokens. */
const wordsOf = (card: string): string =>
  [...card.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join("\n");

export type BadInputDesk = Awaited<ReturnType<typeof startBadInputDesk>>;

function valuesOf(
  card: { readonly blocks: readonly SlackBlock[] },
  pick: (block: SlackBlock) => string | null,
): object {
  return Object.fromEntries(
    card.blocks
      .filter((block) => block.type === "input")
      .flatMap((block) => {
        const picked = pick(block);
        const element = block.element;
        if (picked === null || !element) return [];
        const option = element.options?.find((one) => one.value === picked);
        const value = option
          ? { type: element.type, selected_option: option }
          : { type: "plain_text_input", value: picked };
        return [[block.block_id ?? "", { [element.action_id]: value }]];
      }),
  );
}

/** Steps of LAW §3: an answer is looser when it stands on a freer step. */
const STEPS = ["held", "conditional", "free"] as const;
export const stepsOf = (state: CaseState): number => {
  const outcome = state.determination?.summary.outcome;
  return outcome ? STEPS.indexOf(stepOf(outcome)) : 0;
};
