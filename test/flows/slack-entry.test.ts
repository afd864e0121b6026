import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { listAt, textAt } from "../../adapters/slack/payload.ts";
import { viewFaults } from "../adapters/slack/limit-checker.ts";
import { startBadInputDesk, type BadInputDesk } from "./bad-input-desk.ts";
import { settled } from "./composed-desk.ts";

let desk: BadInputDesk;
beforeAll(async () => {
  desk = await startBadInputDesk();
});
afterAll(() => desk?.stop());
afterEach(() => desk.sound());

const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";

type View = { readonly id: string; readonly view: Record<string, unknown> };
type Command = { readonly name?: string; readonly user?: string; readonly channel?: string; readonly trigger?: string };

const latestCase = async (): Promise<CaseState> => {
  const [row] = await desk.stores.cases.list({ limit: 1 });
  if (!row) throw new Error("no case");
  return toCaseState(row.json);
};

async function command(text: string, more: Command = {}): Promise<Response> {
  return desk.send(
    "commands",
    new URLSearchParams({
      team_id: desk.slack.team,
      channel_id: more.channel ?? desk.slack.channel,
      user_id: more.user ?? desk.slack.userId("sales"),
      command: more.name ?? "/classify",
      text,
      response_url: desk.slack.hook(`c${randomBytes(4).toString("hex")}`),
      trigger_id: more.trigger ?? (await desk.slack.trigger()),
    }).toString(),
  );
}

/** The view that stands in the workspace after the last `views.update`. */
function shownView(since: number): View {
  const update = desk.slack.calls.slice(since).findLast((call) => call.method === "views.update");
  if (!update) throw new Error("no view was filled");
  const view = JSON.parse(update.args["view"] ?? "{}") as Record<string, unknown>;
  expect(viewFaults(view)).toEqual([]);
  return { id: update.args["view_id"] ?? "", view };
}

async function openForm(text = "", more: Command = {}): Promise<View> {
  const mark = desk.mark();
  const answer = await command(text, more);
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  return shownView(mark);
}

type Filled = Readonly<Record<string, string>> & { readonly files?: never };

/** The form sent back as Slack sends it: its own blocks, and what stands in each input. */
function submission(
  form: View,
  values: Filled,
  more: { readonly files?: readonly object[]; readonly hash?: string; readonly user?: string } = {},
): string {
  const state = Object.fromEntries(
    listAt(form.view, "blocks").flatMap((block): [string, object][] => {
      const id = textAt(block, "block_id") ?? "";
      const type = textAt(block, "element", "type") ?? "";
      const name = textAt(block, "element", "action_id") ?? "";
      if (type === "") return [];
      if (type === "file_input") return [[id, { [name]: { type, files: more.files ?? [] } }]];
      const initial =
        textAt(block, "element", "initial_value") ?? textAt(block, "element", "initial_option", "value") ?? null;
      const value = values[id.slice("in:".length)] ?? initial;
      const said =
        type === "plain_text_input"
          ? { type, value }
          : type === "datepicker"
            ? { type, selected_date: value }
            : { type, selected_option: value === null ? null : { text: { type: "plain_text", text: value }, value } };
      return [[id, { [name]: said }]];
    }),
  );
  const user = more.user ?? desk.slack.userId("sales");
  return new URLSearchParams({
    payload: JSON.stringify({
      type: "view_submission",
      team: { id: desk.slack.team },
      user: { id: user, team_id: desk.slack.team },
      api_app_id: "A00FAKE",
      trigger_id: `s.${randomBytes(6).toString("hex")}`,
      view: { ...form.view, id: form.id, hash: more.hash ?? "h1", state: { values: state } },
    }),
  }).toString();
}

async function submit(
  form: View,
  values: Filled,
  more: Parameters<typeof submission>[2] = {},
): Promise<Record<string, unknown>> {
  const answer = await desk.send("actions", submission(form, values, more));
  expect(answer.status).toBe(200);
  await settled(desk.desk);
  const text = await answer.text();
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

const DEAL = {
  item: `AD-7 converter: ${CHIP}`,
  act: "sample",
  destination: "IL",
  party: "Acme Example Ltd.",
  role: "end-user",
  "end-use": "civil test equipment",
};

describe("/classify alone", () => {
  it("opens the form before anything else; sent, it is one case whose stated parts are not read from words", async () => {
    const mark = desk.mark();
    const form = await openForm();
    // `auth.test` once per process: whose token this is.
    const methods = desk.slack.calls.slice(mark).map((call) => call.method);
    expect(methods.filter((method) => method !== "auth.test")[0]).toBe("views.open");
    const before = await desk.cases();
    expect(await submit(form, DEAL)).toEqual({ response_action: "clear" });
    expect(await desk.cases()).toBe(before + 1);
    const state = await latestCase();
    expect(state.transaction).toMatchObject({
      act: "sample",
      destination: "Israel",
      parties: [{ role: "end-user", name: "Acme Example Ltd." }],
      endUse: { statement: "civil test equipment" },
    });
    expect(state.determination?.summary).toMatchObject({ paragraph: "3A001.a.5.a.4", destination: "Israel" });
    expect(state.place).toMatchObject({ channel: desk.slack.channel, thread: null });
  });

  it("sent twice with the same values is one case; with others it adds to that case", async () => {
    const form = await openForm();
    const before = await desk.cases();
    const first = submission(form, DEAL);
    const answers = await Promise.all([desk.send("actions", first), desk.send("actions", first)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    await settled(desk.desk);
    const { revision } = await latestCase();
    await submit(form, { ...DEAL, destination: "DE" }, { hash: "h2" });
    expect(await desk.cases()).toBe(before + 1);
    const after = await latestCase();
    expect(after.revision).toBeGreaterThan(revision);
    expect(after.determination?.summary.destination).toBe("Germany");
  });

  it("a party that only the description names is screened beside the one of the form", async () => {
    await submit(await openForm(), { ...DEAL, item: `${CHIP}, by way of Example Trading LLC in Jordan` });
    const names = (await latestCase()).transaction.parties?.map((party) => party.name);
    expect(names).toEqual(["Acme Example Ltd.", "Example Trading LLC"]);
  });

  it("a file put into the form is read like one of a message", async () => {
    const bytes = readFileSync(new URL("../../bot/samples/ad-7-converter.pdf", import.meta.url));
    const file = { name: "ad-7-converter.pdf", mimetype: "application/pdf", bytes };
    const shared = desk.slack.share(file, { channel: desk.slack.channel, ts: desk.nextTs() });
    await submit(await openForm(), { item: "AD-7", destination: "IL" }, { files: [shared] });
    const state = await latestCase();
    expect(state.sources).toMatchObject([{ kind: "file", name: "ad-7-converter.pdf", fault: null }]);
    expect(state.determination?.summary.eccn).toBe("3A001");
  });

  it.each([
    ["nothing at all", {}, "in:item", /Still needed: What is it/],
    ["an item of spaces", { ...DEAL, item: " \n " }, "in:item", /Still needed/],
    ["a place the rulebook does not know", { ...DEAL, destination: "XX" }, "in:destination", /which country/],
    ["a part without its party", { ...DEAL, party: "  " }, "in:party", /Name the party/],
    ["a day that is over", { ...DEAL, "needed-by": "2020-02-29" }, "in:needed-by", /is past/],
    ["a day that never was", { ...DEAL, "needed-by": "2027-02-30" }, "in:needed-by", /could not read/],
    ["a party of 3,001 characters", { ...DEAL, party: "x".repeat(3001) }, "in:party", /under 3000/],
    ["an item of 3,001 characters", { ...DEAL, item: "x".repeat(3001) }, "in:item", /under 3000/],
  ])("%s is said beside its field, and opens nothing", async (_, values, block, words) => {
    const before = await desk.cases();
    const answer = await submit(await openForm(), values as Filled);
    expect(answer["response_action"]).toBe("errors");
    expect(answer["errors"]).toEqual({ [block]: expect.stringMatching(words) });
    expect(await desk.cases()).toBe(before);
  });

  it("a corrected form is one case", async () => {
    const form = await openForm();
    const before = await desk.cases();
    await submit(form, { ...DEAL, destination: "XX" });
    expect(await submit(form, DEAL)).toEqual({ response_action: "clear" });
    expect(await desk.cases()).toBe(before + 1);
  });

  it("an item of 3,000 characters and a file of a kind that is not read: the one is taken, the other said", async () => {
    const form = await openForm();
    const program = { id: "F0PROGRAM", name: "driver.exe", mimetype: "application/octet-stream", size: 10 };
    const answer = await submit(form, DEAL, { files: [program] });
    expect(answer["errors"]).toEqual({ "in:files": expect.stringContaining("driver.exe") });
    expect(await submit(form, { ...DEAL, item: CHIP.padEnd(3000, " x") })).toEqual({ response_action: "clear" });
  });

  it.each(["stranger", "guest"])(
    "by a %s opens a view that says who may ask, and nothing can be typed",
    async (name) => {
      const { view } = await openForm("", { user: desk.slack.userId(name) });
      expect(JSON.stringify(view)).toContain("I don't know you yet.");
      expect(view["submit"]).toBeUndefined();
    },
  );

  it("with a trigger that was used already opens nothing and says to type it again", async () => {
    const trigger = await desk.slack.trigger();
    await command("", { trigger });
    const [mark, told] = [desk.mark(), desk.slack.answers.length];
    // Another delivery with a spent trigger: the row has its own key, the workspace knows better.
    await desk.slack.call("views.open", { trigger_id: trigger, view: "{}" });
    const answer = await command("", { trigger: "17955.0.spent" });
    expect(answer.status).toBe(200);
    expect(desk.slack.calls.slice(mark).map((call) => call.method)).not.toContain("views.update");
    expect(desk.slack.answers.slice(told).map(({ said }) => said["text"])).toEqual([
      expect.stringContaining("once more"),
    ]);
  });
});

describe("/license and /licence", () => {
  it.each(["/license", "/licence"])(
    "%s with words opens the form, the destination first and filled in",
    async (name) => {
      const { view } = await openForm("40 AD-7 converters to Israel", { name });
      const [first, item] = listAt(view, "blocks");
      expect(textAt(first, "block_id")).toBe("in:destination");
      expect(textAt(first, "element", "initial_option", "value")).toBe("IL");
      expect(textAt(item, "element", "initial_value")).toBe("40 AD-7 converters to Israel");
    },
  );
});

describe("a command in a place its card cannot go to", () => {
  it.each([
    ["the desk is not in", "absent", /I am not in that channel, so ED-\d+ is in your direct messages/],
    ["that another organisation shares", "outsiders", /people from outside the company.*ED-\d+ is in your direct/],
  ] as const)(
    "a channel %s: the card goes to the person's own conversation, and the answer says so",
    async (_, how, words) => {
      const made = await desk.slack.call("conversations.create", { name: `away-${how}` });
      const away = textAt(made, "channel", "id") ?? "";
      expect(away).not.toBe("");
      desk.slack[how].add(away);
      const told = desk.slack.answers.length;
      const answer = await command(`Can I send ${CHIP} to Acme Example Ltd. in Israel?`, { channel: away });
      expect(await answer.text()).toBe("");
      await settled(desk.desk);
      const state = await latestCase();
      expect(state.place).toMatchObject({ kind: "direct", boundary: "internal" });
      expect(state.place.channel).not.toBe(away);
      expect(desk.slack.answers.slice(told).map(({ said }) => said)).toEqual([
        { response_type: "ephemeral", replace_original: false, text: expect.stringMatching(words) },
      ]);
      const posted = desk.slack.calls.filter(
        (call) => call.method === "chat.postMessage" && call.args["channel"] === away,
      );
      expect(posted).toEqual([]);
    },
  );
});

describe("a shortcut on a message", () => {
  const shortcut = async (
    text: string,
    more: { readonly ts?: string; readonly files?: readonly object[]; readonly user?: string } = {},
  ): Promise<string> =>
    new URLSearchParams({
      payload: JSON.stringify({
        type: "message_action",
        callback_id: "classify_message",
        action_ts: desk.nextTs(),
        team: { id: desk.slack.team, domain: "acme-example" },
        user: { id: more.user ?? desk.slack.userId("sales"), team_id: desk.slack.team },
        channel: { id: desk.slack.channel, name: "general" },
        trigger_id: await desk.slack.trigger(),
        response_url: desk.slack.hook("shortcut"),
        message_ts: more.ts ?? desk.nextTs(),
        message: { type: "message", user: desk.slack.userId("colleague"), ts: more.ts, text, files: more.files ?? [] },
      }),
    }).toString();
  const press = async (...asked: Parameters<typeof shortcut>): Promise<View> => {
    const mark = desk.mark();
    const answer = await desk.send("actions", await shortcut(...asked));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    return shownView(mark);
  };
  const WORDS = `The customer Acme Example Ltd. wants ${CHIP}, in Israel`;

  it("opens the form with its words and the place they name; the case stands below the message, with its files", async () => {
    const ts = desk.nextTs();
    const bytes = readFileSync(new URL("../../bot/samples/ad-7-converter.pdf", import.meta.url));
    const file = desk.slack.share(
      { name: "ad-7-converter.pdf", mimetype: "application/pdf", bytes },
      { channel: desk.slack.channel, ts },
    );
    const form = await press(WORDS, { ts, files: [file] });
    await submit(form, {});
    const state = await desk.caseAt(ts);
    expect(state?.place).toMatchObject({ channel: desk.slack.channel, thread: ts });
    expect(state?.sources).toMatchObject([{ kind: "file", name: "ad-7-converter.pdf", fault: null }]);
    expect(state?.transaction.destination).toBe("Israel");
    const link = `https://acme-example.slack.com/archives/${desk.slack.channel}/p${ts.replace(".", "")}`;
    expect(state?.messageUrl).toBe(link);
    expect(desk.slackCard(ts).text).toContain(`<${link}|The message this is about>`);
    expect(state?.determination?.summary).toMatchObject({ paragraph: "3A001.a.5.a.4", destination: "Israel" });
  });

  it("a mention of the same message is the same case, whichever comes first", async () => {
    for (const mentionFirst of [true, false]) {
      const ts = desk.nextTs();
      const before = await desk.cases();
      const form = await press(WORDS, { ts });
      if (mentionFirst) await desk.say(WORDS, { ts });
      await submit(form, { "end-use": "civil test equipment" });
      if (!mentionFirst) await desk.say(WORDS, { ts });
      expect(await desk.cases()).toBe(before + 1);
      expect((await desk.caseAt(ts))?.transaction.endUse?.statement).toBe("civil test equipment");
    }
  });

  it("on a message that is a case already says which, and opens nothing", async () => {
    const { ts, state } = await desk.ask(WORDS);
    const { view } = await press(WORDS, { ts });
    expect(JSON.stringify(view)).toContain(`This message is ED-${state.number} already`);
    expect(view["submit"]).toBeUndefined();
  });

  it("of words longer than a field is taken whole", async () => {
    const ts = desk.nextTs();
    const { view } = await press(`${WORDS}. `.padEnd(3500, "x"), { ts });
    expect(JSON.stringify(view)).toContain("longer than a form holds");
    await settled(desk.desk);
    expect((await desk.caseAt(ts))?.determination?.summary.paragraph).toBe("3A001.a.5.a.4");
  });

  it("by a stranger opens a view that says who may ask", async () => {
    const { view } = await press(WORDS, { user: desk.slack.userId("stranger") });
    expect(JSON.stringify(view)).toContain("I don't know you yet.");
    const before = await desk.cases();
    await press("y".repeat(3500), { user: desk.slack.userId("stranger") });
    await settled(desk.desk);
    expect(await desk.cases()).toBe(before);
  });
});

describe("a direct message to the desk", () => {
  const direct = async (change: Record<string, unknown>): Promise<void> => {
    const body = JSON.parse(desk.event(desk.nextTs(), "", { id: `Ev${randomBytes(6).toString("hex")}` })) as {
      event: unknown;
    };
    body.event = { type: "message", channel_type: "im", user: desk.slack.userId("sales"), ...change };
    expect((await desk.send("events", JSON.stringify(body))).status).toBe(200);
    await settled(desk.desk);
  };
  const opened = async (): Promise<string> => {
    const made = await desk.slack.call("conversations.open", { users: desk.slack.userId("sales") });
    return textAt(made, "channel", "id") ?? "";
  };

  it("is a request without a mention; its card and its replies are in its thread, and the caller alone is in it", async () => {
    const [channel, ts] = [await opened(), desk.nextTs()];
    const before = await desk.cases();
    await direct({ channel, ts, text: `Can I send ${CHIP} to Acme Example Ltd. in Israel?` });
    expect(await desk.cases()).toBe(before + 1);
    const state = await latestCase();
    expect(state.place).toMatchObject({ kind: "direct", channel, thread: ts, boundary: "internal" });
    const posted = desk.slack.calls.filter(
      (call) => call.method === "chat.postMessage" && call.args["thread_ts"] === ts,
    );
    expect(posted[0]?.args).toMatchObject({ channel });
    await direct({ channel, ts: desk.nextTs(), thread_ts: ts, text: "The end use is civil test equipment." });
    expect(await desk.cases()).toBe(before + 1);
    const after = await latestCase();
    expect(after.number).toBe(state.number);
    expect(after.revision).toBeGreaterThan(state.revision);
  });

  it("a reply below the card that a command sent there is a reply to that case", async () => {
    const made = await desk.slack.call("conversations.create", { name: "not-invited" });
    const away = textAt(made, "channel", "id") ?? "";
    desk.slack.absent.add(away);
    await command(`Can I send ${CHIP} to Acme Example Ltd. in Israel?`, { channel: away });
    await settled(desk.desk);
    const state = await latestCase();
    const card = desk.slack.calls.findLast(
      (call) =>
        call.method === "chat.postMessage" && call.args["channel"] === state.place.channel && call.args["blocks"],
    );
    const before = await desk.cases();
    await direct({
      channel: state.place.channel,
      ts: desk.nextTs(),
      thread_ts: card?.ts ?? "",
      text: "The end use is civil test equipment.",
    });
    expect(await desk.cases()).toBe(before);
    expect((await latestCase()).revision).toBeGreaterThan(state.revision);
  });
});
