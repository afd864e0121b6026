import { describe, expect, it } from "vitest";
import { answerOf } from "../../../adapters/slack/answer-of.ts";
import { createSlackReplay, type SlackReplayDeps } from "../../../adapters/slack/inbound.ts";
import { textAt } from "../../../adapters/slack/payload.ts";
import { createSlackPeople } from "../../../adapters/slack/people.ts";
import { createSlackPlaces } from "../../../adapters/slack/places.ts";
import { createSlackRoutes } from "../../../adapters/slack/routes.ts";
import type { Delivery } from "../../../core/ports/inbox.ts";
import { AdapterFault } from "../../../core/ports/messenger.ts";
import { reviewCard } from "./cards.ts";
import { createFakeSlack, silent } from "./fake-slack-api.ts";
import { createMemoryInbox, TENANT } from "./memory-inbox.ts";
import { actionBody, commandBody, fixture, NOW, put, SECRET, signed } from "./signed.ts";

const TS = "1795251600.000100";
const KEY = `slack:T00FAKE:C00FAKE:${TS}`;

/** Stores a payload through the real routes and hands out the stored row. */
async function store(surface: "events" | "commands" | "actions", body: string): Promise<Delivery> {
  const inbox = createMemoryInbox();
  const routes = createSlackRoutes({
    signingSecrets: [SECRET],
    inbox,
    tenantOf: async () => TENANT,
    runNow: async () => ({ type: "", body: "" }),
    kick: () => undefined,
    now: () => NOW,
    log: silent,
  });
  const response = await routes.request(signed(surface, body));
  const [row] = [...inbox.rows.values()];
  if (response.status !== 200 || !row) throw new Error(`not stored: ${response.status}`);
  return row.delivery;
}
const storeEvent = (name: string, event: Record<string, unknown> = {}): Promise<Delivery> => {
  const body = fixture(name);
  return store("events", JSON.stringify({ ...body, event: { ...(body["event"] as object), ...event } }));
};

function setUp(
  options: {
    slack?: Parameters<typeof createFakeSlack>[0];
    cases?: readonly string[];
    forms?: Partial<SlackReplayDeps["forms"]>;
  } = {},
) {
  const slack = createFakeSlack(options.slack);
  const cases = new Set(options.cases ?? []);
  const clock = { now: NOW };
  const now = () => clock.now;
  const told: { readonly address: string; readonly said: unknown }[] = [];
  const over: object[] = [];
  const people = createSlackPeople({ access: slack.access, now });
  const places = createSlackPlaces({ access: slack.access, people, now });
  const replay = createSlackReplay({
    access: slack.access,
    people,
    places,
    caseOn: async (_, { key }) => (cases.has(key) ? key : null),
    forms: {
      action: async () => ({ action: reviewCard.actions[1]! }),
      folded: async () => ({ title: "Trace", blocks: [{ block: "text", text: "step by step" }] }),
      request: async () => ({ form: { title: "New", submit: "Ask", inputs: [] } }),
      ...options.forms,
    },
    apiUrl: "https://slack.example/api/",
    ended: async (one) => void over.push(one),
    respond: async (address, said) => void told.push({ address, said }),
    log: silent,
  });
  return { slack, cases, clock, told, over, read: (delivery: Delivery) => replay.read(delivery, "inbox-1") };
}

describe("one message, told by three events", () => {
  const names = ["app-mention", "message-file-share", "file-shared"] as const;
  const orders = names.flatMap((a) =>
    names.filter((b) => b !== a).map((b) => [a, b, names.find((c) => c !== a && c !== b)!] as const),
  );
  const words = { text: textAt(fixture("message-file-share"), "event", "text") ?? "", ts: TS };

  it.each(orders)("has one request key, its words and its file: %s, %s, %s", async (...order) => {
    const { read, cases } = setUp({ slack: { "conversations.history": { messages: [words] } } });
    const keys: string[] = [];
    let text = "";
    const files = new Set<string>();
    for (const name of order) {
      const inbound = await read(await storeEvent(name));
      if (inbound.kind !== "request") throw new Error(inbound.kind);
      keys.push(inbound.requestKey);
      text ||= inbound.text;
      for (const file of inbound.files) files.add(file.id);
      cases.add(inbound.requestKey);
    }
    expect(new Set(keys)).toEqual(new Set([KEY]));
    expect(text).toBe("Can we send samples of the AD-7 converter to Acme Example GmbH & Co in Germany?");
    expect([...files]).toEqual(["F00FAKE"]);
  });

  it("names who asked, where, and that content is safe there", async () => {
    const { read } = setUp();
    const inbound = await read(await storeEvent("app-mention"));
    expect(inbound).toMatchObject({ tenant: TENANT, inboxId: "inbox-1", kind: "request", source: "mention" });
    expect(inbound.from).toEqual({
      platform: "slack",
      installation: "T00FAKE",
      user: "U00FAKE",
      person: null,
      standing: "member",
      via: "slack",
    });
    expect(inbound.place).toEqual({
      platform: "slack",
      installation: "T00FAKE",
      channel: "C00FAKE",
      thread: TS,
      kind: "channel",
      boundary: "internal",
      reference: null,
    });
  });

  it("is nothing when the shared file's message does not address the desk", async () => {
    const { read } = setUp({ slack: { "conversations.history": { messages: [{ ts: TS, text: "for the archive" }] } } });
    expect((await read(await storeEvent("file-shared"))).kind).toBe("nothing");
  });

  it("leaves a file to its message's own events when the history cannot be read", async () => {
    const { read } = setUp({ slack: { "conversations.history": { ok: false, error: "missing_scope" } } });
    expect((await read(await storeEvent("file-shared"))).kind).toBe("nothing");
  });

  it("leaves a file of a thread to the reply that brings it", async () => {
    const file = { id: "F00FAKE", shares: { public: { C00FAKE: [{ ts: "1795251900.000100", thread_ts: TS }] } } };
    const beside = { ts: "1795251900.000100", text: "<@U00BOT> and this" };
    const { read } = setUp({
      cases: [KEY],
      slack: { "files.info": { file }, "conversations.history": { messages: [beside] } },
    });
    expect((await read(await storeEvent("file-shared"))).kind).toBe("nothing");
  });
});

describe("a message", () => {
  it("that addresses nobody is nothing, and Slack is not asked about it", async () => {
    const { read, slack } = setUp();
    expect((await read(await storeEvent("message-channel-chatter"))).kind).toBe("nothing");
    expect(slack.calls).toEqual([]);
  });

  it.each(["message-own", "message-other-bot"])("of a bot is nothing: %s", async (name) => {
    const { read, slack } = setUp({ cases: [KEY] });
    expect((await read(await storeEvent(name))).kind).toBe("nothing");
    expect(slack.calls).toEqual([]);
  });

  it("of another app that speaks as a user is nothing", async () => {
    const { read } = setUp({ cases: [KEY] });
    expect((await read(await storeEvent("app-mention", { bot_id: "B00OTHER" }))).kind).toBe("nothing");
  });

  it("of a bot that hides behind a user id is nothing", async () => {
    const { read } = setUp({ slack: { "users.info": { user: { id: "U00FAKE", is_bot: true } } } });
    expect((await read(await storeEvent("app-mention"))).kind).toBe("nothing");
  });

  it("in a direct conversation is a request without a mention", async () => {
    const { read } = setUp();
    const inbound = await read(await storeEvent("message-direct"));
    expect(inbound).toMatchObject({
      kind: "request",
      source: "message",
      requestKey: "slack:T00FAKE:D00FAKE:1795251800.000100",
      text: "AD-7 converter, 14 bit, 3 GSPS, to Israel <sample>",
      place: { kind: "direct", boundary: "internal" },
    });
  });

  it("below a case is a reply to it; below anything else it is nothing", async () => {
    const known = setUp({ cases: [KEY] });
    const reply = await known.read(await storeEvent("message-thread-reply"));
    expect(reply).toMatchObject({
      kind: "reply",
      requestKey: KEY,
      messageKey: "slack:T00FAKE:C00FAKE:1795251900.000100",
      text: "it is 14 bit",
    });
    const unknown = setUp();
    expect((await unknown.read(await storeEvent("message-thread-reply"))).kind).toBe("nothing");
  });

  it("that names the desk in a foreign thread is a request of its own", async () => {
    const { read } = setUp();
    const inbound = await read(await storeEvent("message-thread-reply", { text: "<@U00BOT> and this one to France?" }));
    expect(inbound).toMatchObject({
      kind: "request",
      requestKey: "slack:T00FAKE:C00FAKE:1795251900.000100",
      place: { thread: TS },
    });
  });

  it("with nothing but a mention asks for help", async () => {
    const { read } = setUp();
    for (const text of ["<@U00BOT>", "<@U00BOT> help", "<@U00BOT|desk> ?"])
      expect((await read(await storeEvent("app-mention", { text, files: [] }))).kind, text).toBe("help");
  });

  it("that was edited is an edit of its case, and nothing when only a link was unfurled", async () => {
    const { read } = setUp({ cases: [KEY] });
    expect(await read(await storeEvent("message-changed"))).toMatchObject({
      kind: "edit",
      requestKey: KEY,
      text: "The same to France",
    });
    const same = { text: "same", ts: TS, user: "U00FAKE" };
    expect((await read(await storeEvent("message-changed", { message: same, previous_message: same }))).kind).toBe(
      "nothing",
    );
    expect((await setUp().read(await storeEvent("message-changed"))).kind).toBe("nothing");
  });

  it("that first addresses the desk by an edit is a request", async () => {
    const { read } = setUp();
    const said = { ts: TS, user: "U00FAKE" };
    const event = {
      message: { ...said, text: "<@U00BOT> AD-7 to Israel?" },
      previous_message: { ...said, text: "AD-7?" },
    };
    expect(await read(await storeEvent("message-changed", event))).toMatchObject({
      kind: "request",
      requestKey: KEY,
      text: "AD-7 to Israel?",
      source: "mention",
    });
    const unasked = { ...event, message: { ...said, text: "AD-7 to Israel?" } };
    expect((await read(await storeEvent("message-changed", unasked))).kind).toBe("nothing");
    const direct = await read(await storeEvent("message-changed", { ...unasked, channel: "D00FAKE" }));
    expect(direct).toMatchObject({ kind: "request", place: { kind: "direct" }, text: "AD-7 to Israel?" });
  });

  it("that was deleted is a removal; a deleted reply is not taken for its case", async () => {
    const { read } = setUp({ cases: [KEY] });
    expect(await read(await storeEvent("message-deleted"))).toMatchObject({ kind: "removal", requestKey: KEY });
    const reply = { type: "message", user: "U00FAKE", ts: "1795251900.000100", thread_ts: TS, text: "x" };
    expect((await read(await storeEvent("message-deleted", { previous_message: reply }))).kind).toBe("nothing");
  });

  it("stored a day ago means the same: nothing of the request is needed", async () => {
    const { read, clock } = setUp();
    const delivery = await storeEvent("app-mention");
    const first = await read(delivery);
    clock.now += 86_400_000;
    expect(await read(delivery)).toEqual(first);
  });

  it("cannot be worked while Slack is silent, and says when to try again", async () => {
    const limited = new Response("", { status: 429, headers: { "retry-after": "7" } });
    const { read } = setUp({ slack: { "users.info": () => limited } });
    await expect(read(await storeEvent("app-mention"))).rejects.toMatchObject({
      code: "ratelimited",
      retryAfterMs: 7000,
    });
  });

  it("of a workspace whose installation is gone fails with our own fault, not with Bolt's", async () => {
    const slack = createFakeSlack();
    const access = {
      ...slack.access,
      installation: () => Promise.reject(new AdapterFault("not-installed", false, 60_000)),
    };
    const people = createSlackPeople({ access, now: () => NOW });
    const places = createSlackPlaces({ access, people, now: () => NOW });
    const say = async () => ({ say: "" });
    const forms = { action: say, folded: say, request: say };
    const caseOn = async () => null;
    const none = { apiUrl: "https://slack.example/api/", respond: async () => {}, ended: async () => {} };
    const replay = createSlackReplay({ access, people, places, caseOn, forms, ...none, log: silent });
    await expect(replay.read(await storeEvent("app-mention"), "i")).rejects.toBeInstanceOf(AdapterFault);
  });
});

describe("a command", () => {
  it("with words is a request under a key of its own; its card goes to the channel the desk is in", async () => {
    const { read } = setUp();
    const inbound = await read(await store("commands", commandBody()));
    expect(inbound).toMatchObject({
      kind: "request",
      source: "command",
      text: "AD-7 converter to Israel",
      requestKey: "slack:T00FAKE:C00FAKE:1.2.commandfake",
    });
    expect(inbound.place).toMatchObject({ channel: "C00FAKE", thread: null });
  });

  it("in a channel the desk is not in goes to the person's own conversation", async () => {
    const info = ({ channel }: Record<string, string>) => ({
      channel: { id: channel, is_im: channel === "D00FAKE", user: "U00FAKE", is_member: false, is_ext_shared: false },
    });
    const { read } = setUp({ slack: { "conversations.info": info } });
    expect((await read(await store("commands", commandBody()))).place).toMatchObject({
      channel: "D00FAKE",
      kind: "direct",
    });
  });

  it("in a channel with people from outside goes to the person's own conversation too, and says why", async () => {
    const info = ({ channel }: Record<string, string>) => ({
      channel: { id: channel, is_im: channel === "D00FAKE", user: "U00FAKE", is_member: true, is_ext_shared: true },
    });
    const { read } = setUp({ slack: { "conversations.info": info } });
    expect(await read(await store("commands", commandBody()))).toMatchObject({
      place: { channel: "D00FAKE", boundary: "internal" },
      elsewhere: "not-safe",
      answerAt: "https://hooks.slack.com/commands/T00FAKE/1/fake",
    });
  });

  it("alone opens the form at once: the trigger is spent before Slack is asked anything else", async () => {
    const asked: unknown[] = [];
    const form = { title: "New", submit: "Ask", inputs: [] };
    const { read, slack } = setUp({ forms: { request: async (draft) => (asked.push(draft), { form }) } });
    const delivery = await store("commands", commandBody({ text: "" }));
    expect(delivery.mode).toBe("now");
    expect((await read(delivery)).kind).toBe("nothing");
    expect(slack.calls[0]).toMatchObject({ method: "views.open", args: { trigger_id: "1.2.commandfake" } });
    expect(JSON.parse(slack.of("views.update")[0]?.args["view"] ?? "")).toMatchObject({ callback_id: "request" });
    expect(asked).toMatchObject([{ about: "item", words: "", belongs: null, place: { channel: "C00FAKE" } }]);
  });

  it("whose trigger is too old says so instead of opening nothing", async () => {
    const { read, told } = setUp({ slack: { "views.open": { ok: false, error: "expired_trigger_id" } } });
    expect((await read(await store("commands", commandBody({ text: "" })))).kind).toBe("nothing");
    expect(told).toEqual([
      { address: "https://hooks.slack.com/commands/T00FAKE/1/fake", said: expect.stringContaining("once more") },
    ]);
  });

  it("of a license question opens the form with its words", async () => {
    const asked: unknown[] = [];
    const { read } = setUp({ forms: { request: async (draft) => (asked.push(draft), { say: "no" }) } });
    await read(await store("commands", commandBody({ command: "/license", text: "AD-7 to Israel" })));
    expect(asked).toMatchObject([{ about: "licence", words: "AD-7 to Israel" }]);
  });

  it.each([
    ["status", { kind: "status", words: "" }],
    ["find acme", { kind: "find", words: "acme" }],
  ])("%j is answered in the reply, knowing who reads it and where", async (text, meant) => {
    const { read } = setUp();
    const delivery = await store("commands", commandBody({ text }));
    expect(delivery.mode).toBe("now");
    expect(await read(delivery)).toMatchObject({
      ...meant,
      from: { standing: "member" },
      place: { channel: "C00FAKE", boundary: "internal" },
    });
  });

  it.each([{ text: "help" }, { text: "find" }, { command: "/other" }])(
    "%o is answered with help to the one who typed it, without asking Slack",
    async (changes) => {
      const { read, slack } = setUp();
      const delivery = await store("commands", commandBody(changes));
      expect((await read(delivery)).kind).toBe("help");
      expect(slack.calls).toEqual([]);
      const answer = JSON.parse(answerOf(delivery, { kind: "card", card: reviewCard }).body) as Record<string, unknown>;
      expect(answer["response_type"]).toBe("ephemeral");
      expect((answer["blocks"] as unknown[]).length).toBeGreaterThan(1);
    },
  );
});

describe("a shortcut", () => {
  it("on a message opens the form with its words, and names its files", async () => {
    const asked: unknown[] = [];
    const form = { title: "New", submit: "Ask", inputs: [] };
    const { read, slack } = setUp({ forms: { request: async (draft) => (asked.push(draft), { form }) } });
    const delivery = await store("actions", actionBody(fixture("message-action")));
    expect((await read(delivery)).kind).toBe("nothing");
    expect(slack.calls[0]?.method).toBe("views.open");
    expect(asked).toMatchObject([
      { words: "The customer wants 40 AD-7 converters in Israel (https://maps.example.com) & a datasheet" },
    ]);
    const view = JSON.parse(slack.of("views.update")[0]?.args["view"] ?? "") as { private_metadata: string };
    expect(JSON.parse(view.private_metadata)).toEqual({
      channel: "C00FAKE",
      message: "1795251600.000100",
      thread: null,
      files: ["F00FAKE"],
    });
  });

  it("on a message that asked already names its case to the desk", async () => {
    const asked: unknown[] = [];
    const key = "slack:T00FAKE:C00FAKE:1795251600.000100";
    const { read } = setUp({ cases: [key], forms: { request: async (draft) => (asked.push(draft), { say: "" }) } });
    await read(await store("actions", actionBody(fixture("message-action"))));
    expect(asked).toMatchObject([{ belongs: key }]);
  });

  it("on a message longer than a field takes it whole, when the person may ask", async () => {
    const long = put(fixture("message-action"), ["message", "text"], "x".repeat(3001));
    const { read } = setUp();
    expect(await read(await store("actions", actionBody(long)))).toMatchObject({
      kind: "request",
      requestKey: "slack:T00FAKE:C00FAKE:1795251600.000100",
      text: "x".repeat(3001),
      files: [{ id: "F00FAKE" }],
    });
    const refused = setUp({ forms: { request: async () => ({ say: "I don't know you yet." }) } });
    expect((await refused.read(await store("actions", actionBody(long)))).kind).toBe("nothing");
    expect(refused.slack.of("views.update")[0]?.args["view"]).toContain("I don't know you yet.");
  });

  it("from anywhere opens the form for the person's own conversation", async () => {
    const { read, slack } = setUp();
    expect((await read(await store("actions", actionBody(fixture("shortcut"))))).kind).toBe("nothing");
    expect(slack.of("conversations.open")[0]?.args).toMatchObject({ users: "U00FAKE" });
  });

  it.each(["message-action", "shortcut"])("%s of another name opens nothing", async (name) => {
    const { read, slack } = setUp();
    const other = put(fixture(name), ["callback_id"], "someone_elses");
    expect((await read(await store("actions", actionBody(other)))).kind).toBe("nothing");
    expect(slack.calls).toEqual([]);
  });
});

describe("a sent request form", () => {
  it("is a form with its inputs and files, under the key of its view", async () => {
    const { read } = setUp();
    expect(await read(await store("actions", actionBody(fixture("view-submission-request"))))).toMatchObject({
      kind: "request",
      source: "form",
      requestKey: "slack:T00FAKE:C00FAKE:view-V00REQUEST",
      form: { item: "AD-7 converter", destination: "IL", "needed-by": "2026-12-31" },
      files: [{ id: "F00FORM", name: "ad-7-converter.pdf", size: 2048, mediaType: "application/pdf" }],
      place: { channel: "C00FAKE", thread: null },
    });
  });

  it("that was opened on a message has the message's key, its thread and its files", async () => {
    const origin = { channel: "C00FAKE", message: "1795251600.000100", thread: null, files: ["F00FAKE"] };
    const sent = put(fixture("view-submission-request"), ["view", "private_metadata"], JSON.stringify(origin));
    const permalink = "https://acme-example.slack.com/archives/C00FAKE/p1795251600000100";
    const { read } = setUp({ slack: { "chat.getPermalink": { permalink } } });
    expect(await read(await store("actions", actionBody(sent)))).toMatchObject({
      requestKey: "slack:T00FAKE:C00FAKE:1795251600.000100",
      place: { thread: "1795251600.000100" },
      messageUrl: permalink,
      files: [{ id: "F00FAKE", name: "ad-7-converter.pdf" }, { id: "F00FORM" }],
    });
  });
});

describe("the address of a message", () => {
  it.each([
    "https://evil.example/archives/C1/p1",
    "http://acme-example.slack.com/archives/C1/p1",
    "javascript:alert(1)",
    "",
  ])("%j is not taken for one of Slack's", async (permalink) => {
    const origin = { channel: "C00FAKE", message: "1795251600.000100", thread: null, files: [] };
    const sent = put(fixture("view-submission-request"), ["view", "private_metadata"], JSON.stringify(origin));
    const { read } = setUp({ slack: { "chat.getPermalink": { permalink } } });
    expect(await read(await store("actions", actionBody(sent)))).not.toHaveProperty("messageUrl");
  });
});

describe("a pressed button", () => {
  it("is a click with its token and the inputs beside it", async () => {
    const { read } = setUp();
    const inbound = await read(await store("actions", actionBody(fixture("block-actions-approve"))));
    expect(inbound).toMatchObject({
      kind: "click",
      token: "eyJ0IjoiYWNtZSJ9.bWFj",
      inputs: { "tick:end-use": "true", "tick:party": "false", "fact:rate": "3 GSPS", "fact:end": "civil" },
      remote: { id: "1795251605.000100", channel: "C00FAKE" },
      trigger: "1.2.approvefake",
      place: { channel: "C00FAKE", thread: TS },
    });
  });

  it.each([
    ["guest", { is_restricted: true }],
    ["guest", { is_ultra_restricted: true }],
    ["external", { team_id: "T00ELSE" }],
    ["external", { is_stranger: true }],
    ["deactivated", { deleted: true }],
    ["unknown", { is_restricted: undefined }],
  ])("names a clicker who is %s", async (standing, changes) => {
    const user = {
      id: "U00FAKE",
      team_id: "T00FAKE",
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: false,
      deleted: false,
      ...changes,
    };
    const { read } = setUp({ slack: { "users.info": { user } } });
    expect((await read(await store("actions", actionBody(fixture("block-actions-approve"))))).from.standing).toBe(
      standing,
    );
  });

  it("that is not ours means nothing", async () => {
    const { read } = setUp();
    const body = fixture("block-actions-approve");
    put(body, ["actions", 0, "action_id"], "other:approve");
    expect((await read(await store("actions", actionBody(body)))).kind).toBe("nothing");
  });

  it("that opens a form spends its trigger before anything else is asked, then fills the view", async () => {
    const { read, slack } = setUp();
    const inbound = await read(await store("actions", actionBody(fixture("block-actions-form"))));
    expect(inbound.kind).toBe("nothing");
    expect([slack.calls[0]?.method, slack.calls.at(-1)?.method]).toEqual(["views.open", "views.update"]);
    const view = JSON.parse(slack.of("views.update")[0]?.args["view"] ?? "{}") as Record<string, unknown>;
    expect(view).toMatchObject({ type: "modal", callback_id: "form", submit: { text: "Propose override" } });
    expect(JSON.parse(view["private_metadata"] as string)).toMatchObject({
      channel: "C00FAKE",
      thread: TS,
      message: "1795251605.000100",
    });
  });

  it("says in the view why a form is not shown", async () => {
    const { read, slack } = setUp({ forms: { action: async () => ({ say: "The evidence changed: look again." }) } });
    await read(await store("actions", actionBody(fixture("block-actions-form"))));
    expect(slack.of("views.update")[0]?.args["view"]).toContain("The evidence changed: look again.");
  });

  it("says in the view that a form could not be opened, without the reason's words", async () => {
    const { read, slack } = setUp({ forms: { action: () => Promise.reject(new Error("secret words")) } });
    await read(await store("actions", actionBody(fixture("block-actions-form"))));
    expect(slack.of("views.update")[0]?.args["view"]).toContain("could not be opened");
    expect(JSON.stringify(slack.calls)).not.toContain("secret words");
  });

  it("whose trigger has died opens nothing and is done", async () => {
    const { read, slack } = setUp({ slack: { "views.open": { ok: false, error: "expired_trigger_id" } } });
    expect((await read(await store("actions", actionBody(fixture("block-actions-form"))))).kind).toBe("nothing");
    expect(slack.of("views.update")).toEqual([]);
  });

  it("fails when Slack fails, so that the row is not taken for done", async () => {
    const { read } = setUp({ slack: { "views.open": { ok: false, error: "internal_error" } } });
    await expect(read(await store("actions", actionBody(fixture("block-actions-form"))))).rejects.toMatchObject({
      code: "internal_error",
    });
  });

  it("opens a folded part for the one who asks, by the copy it stands on", async () => {
    let asked: unknown = null;
    const { read, slack } = setUp({
      forms: {
        folded: async (what) => {
          asked = { key: what.key, index: what.index, user: what.from.user, standing: what.from.standing };
          return { title: "Trace", blocks: [{ block: "text", text: "step by step" }] };
        },
      },
    });
    const body = fixture("block-actions-form");
    put(body, ["actions", 0, "action_id"], "more:2");
    put(body, ["actions", 0, "value"], '["copy-1",2,0]');
    await read(await store("actions", actionBody(body)));
    expect(asked).toEqual({ key: "copy-1", index: 2, user: "U00FAKE", standing: "member" });
    expect(slack.of("views.update")[0]?.args["view"]).toContain("step by step");
  });
});

describe("a sent form", () => {
  const TEXT = ["state", "values", "in:text", "text", "value"];
  const send = async (change: (view: object) => void = () => undefined) => {
    const body = fixture("view-submission");
    change(body["view"] as object);
    const delivery = await store("actions", actionBody(body));
    return { delivery, inbound: await setUp().read(delivery) };
  };
  const errorsOf = (delivery: Delivery): unknown =>
    (JSON.parse(answerOf(delivery, { kind: "none" }).body) as Record<string, unknown>)["errors"];

  it("is the click of the button that opened it, and closes when it was taken", async () => {
    const { delivery, inbound } = await send();
    expect(inbound).toMatchObject({
      kind: "click",
      token: "eyJ0IjoiYWNtZSJ9.bWFj",
      inputs: { reading: "3A001.a.14", text: "the part stores the digitised data" },
      remote: { id: "1795251605.000100", channel: "C00FAKE" },
      place: { channel: "C00FAKE", thread: TS },
    });
    expect(answerOf(delivery, { kind: "card", card: reviewCard }).body).toBe('{"response_action":"clear"}');
  });

  it.each([
    [19, { "in:text": "At least 20 characters (19 so far)" }],
    [20, undefined],
  ])("with a reason of %i characters", async (length, errors) => {
    const { delivery } = await send((view) => void put(view, TEXT, "x".repeat(length)));
    expect(errorsOf(delivery)).toEqual(errors);
  });

  it("with a field left empty stays open, each fault beside its field, and nothing is done", async () => {
    const { delivery, inbound } = await send((view) => {
      put(view, ["state", "values", "in:reading", "choice", "selected_option"], null);
      put(view, TEXT, null);
    });
    expect(inbound.kind).toBe("nothing");
    expect(errorsOf(delivery)).toEqual({
      "in:reading": "Still needed: Reading",
      "in:text": "Still needed: What the auditor will read",
    });
  });

  it("shows the desk's words beside the field they are about, else in the form's place", async () => {
    const { delivery } = await send();
    const beside = answerOf(delivery, { kind: "tell", text: "Choose one of the readings.", input: "reading" });
    expect(JSON.parse(beside.body)).toEqual({
      response_action: "errors",
      errors: { "in:reading": "Choose one of the readings." },
    });
    const instead = JSON.parse(
      answerOf(delivery, { kind: "tell", text: "This case was decided meanwhile." }).body,
    ) as Record<string, unknown>;
    expect(instead["response_action"]).toBe("update");
    expect(JSON.stringify(instead["view"])).toContain("This case was decided meanwhile.");
  });

  it("that is no form of ours means nothing", async () => {
    expect((await send((view) => void put(view, ["private_metadata"], "{}"))).inbound.kind).toBe("nothing");
    expect((await send((view) => void put(view, ["private_metadata"], "not json"))).inbound.kind).toBe("nothing");
  });
});
