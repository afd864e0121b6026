import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlackMessenger } from "../../../adapters/slack/messenger.ts";
import { at, listAt, textAt } from "../../../adapters/slack/payload.ts";
import { createSlackPeople } from "../../../adapters/slack/people.ts";
import { createSlackPlaces } from "../../../adapters/slack/places.ts";
import { parseRemote } from "../../../adapters/slack/remote.ts";
import { formView, loadingView } from "../../../adapters/slack/views.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import type { Messenger } from "../../../core/ports/messenger.ts";
import { aCard, reviewCard } from "./cards.ts";
import { shareFile, startEmulatedSlack } from "./emulated-slack.ts";
import { silent } from "./fake-slack-api.ts";
import { faultsOf } from "./limit-checker.ts";

let slack: Awaited<ReturnType<typeof startEmulatedSlack>>;
let messenger: Messenger;
let place: PlaceRef;

beforeAll(async () => {
  slack = await startEmulatedSlack();
  messenger = createSlackMessenger({ access: slack.access, apiUrl: slack.apiUrl, fetch: slack.fetch, log: silent });
  place = {
    platform: "slack",
    installation: slack.team,
    channel: slack.channel,
    thread: null,
    kind: "channel",
    boundary: "internal",
    reference: null,
  };
});
afterAll(() => slack.close());

const history = async (): Promise<readonly unknown[]> =>
  listAt(await slack.call("conversations.history", { channel: slack.channel }), "messages");
const repliesOf = async (ts: string): Promise<readonly unknown[]> =>
  listAt(await slack.call("conversations.replies", { channel: slack.channel, ts }), "messages").slice(1);
const file = (id: string, name = "a.pdf", mediaType = "application/pdf") => ({ id, name, size: null, mediaType });

describe("the messenger against Slack's own calls", () => {
  it("posts a card that carries nothing but our key beside what is shown", async () => {
    const remote = parseRemote(await messenger.post(place, reviewCard, "copy-posted"));
    const message = (await history()).find((one) => at(one, "ts") === remote.id);
    expect(remote).toMatchObject({ channel: slack.channel, key: "copy-posted" });
    expect(at(message, "metadata")).toEqual({ event_type: "export_desk_copy", event_payload: { key: "copy-posted" } });
    expect(at(message, "text")).toBe("Not released · ED-7 · answer needed");
    expect([at(message, "unfurl_links"), at(message, "unfurl_media")]).toEqual([false, false]);
    expect(faultsOf(listAt(message, "blocks"))).toEqual([]);
  });

  it("finds a message whose answer was lost by its key, in the channel and in a thread", async () => {
    slack.fail("chat.postMessage");
    await expect(messenger.post(place, reviewCard, "copy-lost")).rejects.toMatchObject({
      code: "lost-answer",
      terminal: false,
    });
    const found = await messenger.find(place, "copy-lost");
    expect(found).toMatchObject({ channel: slack.channel, key: "copy-lost" });
    const inThread = { ...place, thread: parseRemote(found).id };
    slack.fail("chat.postMessage");
    await expect(messenger.post(inThread, aCard(), "copy-below")).rejects.toMatchObject({ code: "lost-answer" });
    expect(await messenger.find(inThread, "copy-below")).toMatchObject({ key: "copy-below" });
    expect([await messenger.find(place, "copy-other"), await messenger.find(inThread, "copy-other")]).toEqual([
      null,
      null,
    ]);
    expect((await history()).filter((one) => at(one, "metadata", "event_payload", "key") === "copy-lost")).toHaveLength(
      1,
    );
  });

  it("takes no message of somebody else for its own, whatever metadata it carries", async () => {
    const metadata = JSON.stringify({ event_type: "export_desk_copy", event_payload: { key: "copy-forged" } });
    await slack.call("chat.postMessage", { channel: slack.channel, text: "mine", metadata });
    expect(await messenger.find(place, "copy-forged")).toBeNull();
  });

  it("updates in place and posts nothing new", async () => {
    const remote = await messenger.post(place, reviewCard, "copy-updated");
    const before = (await history()).length;
    await messenger.update(place, remote, aCard({ headline: "DECIDED", fallback: "Decided · ED-7" }));
    const after = await history();
    const message = after.find((one) => at(one, "ts") === parseRemote(remote).id);
    expect(after.length).toBe(before);
    expect([
      at(message, "text"),
      JSON.stringify(message).includes("DECIDED"),
      JSON.stringify(message).includes("Approve: no"),
    ]).toEqual(["Decided · ED-7", true, false]);
    expect(at(message, "metadata", "event_payload", "key")).toBe("copy-updated");
  });

  it("mentions the one who has the ball once, in the card's thread, and nobody through the text", async () => {
    const remote = parseRemote(await messenger.post(place, reviewCard, "copy-mentioned"));
    await messenger.mention(
      { ...place, thread: remote.id },
      slack.salesUserId,
      "ED-7 is yours <!channel> & due",
      "copy-mentioned:3",
    );
    const replies = await repliesOf(remote.id);
    expect(replies.map((one) => at(one, "text"))).toEqual([
      `<@${slack.salesUserId}> ED-7 is yours &lt;!channel&gt; &amp; due`,
    ]);
    expect(await messenger.find({ ...place, thread: remote.id }, "copy-mentioned:3")).not.toBeNull();
    await messenger.mention({ ...place, thread: remote.id }, "U1> <!channel", "ED-7", "copy-mentioned:4");
    expect(at((await repliesOf(remote.id)).at(-1), "text")).toBe("ED-7");
  });

  it("tells one person only, and in the own conversation where the person is not in the channel", async () => {
    const before = (await history()).length;
    await messenger.tell(place, slack.salesUserId, "You asked for this case.");
    expect((await history()).length).toBe(before);
    const random = { ...place, channel: "C000000002" };
    await slack.call("conversations.join", { channel: "C000000002" }, "xoxb-desk");
    await messenger.tell(random, slack.salesUserId, "A private answer.");
    const direct = textAt(await slack.call("conversations.open", { users: slack.botUserId }), "channel", "id") ?? "";
    const said = listAt(await slack.call("conversations.history", { channel: direct }), "messages").map((one) =>
      at(one, "text"),
    );
    expect(said).toContain("A private answer.");
    expect(
      JSON.stringify(await slack.call("conversations.history", { channel: "C000000002" }, "xoxb-desk")),
    ).not.toContain("A private answer.");
  });

  it("says that a copy is gone for good when its message or channel is", async () => {
    const gone = { id: "1111111111.000100", channel: slack.channel, key: "k" };
    await expect(messenger.update(place, gone, reviewCard)).rejects.toMatchObject({
      code: "message_not_found",
      terminal: true,
    });
    await expect(messenger.post({ ...place, channel: "C0NOTHERE" }, reviewCard, "k")).rejects.toMatchObject({
      code: "channel_not_found",
      terminal: true,
    });
    await expect(messenger.update(place, { nothing: true }, reviewCard)).rejects.toMatchObject({
      code: "unknown-reference",
      terminal: true,
    });
    const foreign = textAt(await slack.call("chat.postMessage", { channel: slack.channel, text: "mine" }), "ts") ?? "";
    await expect(
      messenger.update(place, { id: foreign, channel: slack.channel, key: "k" }, reviewCard),
    ).rejects.toMatchObject({ code: "cant_update_message", terminal: true });
  });

  it("calls once: a lost answer is never repeated by the SDK", async () => {
    const before = slack.sent.length;
    slack.fail("chat.postMessage");
    await expect(messenger.post(place, aCard(), "copy-once")).rejects.toMatchObject({ code: "lost-answer" });
    expect(slack.sent.length - before).toBe(1);
  });

  it("downloads a shared file up to the limit and not a byte further", async () => {
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${"x".repeat(991)}`);
    const id = await shareFile(slack, "ad-7.pdf", bytes);
    expect(Buffer.from(await messenger.fetchFile(place, file(id), 1000)).equals(Buffer.from(bytes))).toBe(true);
    await expect(messenger.fetchFile(place, file(id), 999)).rejects.toMatchObject({
      code: "too-large",
      terminal: true,
    });
    await expect(messenger.fetchFile(place, file("F0NOTHERE"), 999)).rejects.toMatchObject({
      code: "file_not_found",
      terminal: true,
    });
  });

  it("opens a loading view with a trigger and fills it with a form", async () => {
    const client = await slack.access.client(slack.team);
    const trigger =
      textAt(await slack.call("views.generateTriggerId", { user_id: slack.salesUserId }, "xoxb-desk"), "trigger_id") ??
      "";
    const opened: unknown = await client.views.open({ trigger_id: trigger, view: loadingView() });
    const view = formView(reviewCard.actions[1]!, { token: "t", channel: slack.channel, thread: null, message: null });
    const filled: unknown = await client.views.update({ view_id: textAt(opened, "view", "id") ?? "", view });
    expect(at(filled, "view", "title", "text")).toBe("Override the reading");
    await expect(client.views.open({ trigger_id: trigger, view: loadingView() })).rejects.toThrow(
      /exchanged_trigger_id/,
    );
  });

  it("knows members, the desk's own conversation and the channel as internal", async () => {
    const now = () => 0;
    const people = createSlackPeople({ access: slack.access, now });
    const places = createSlackPlaces({ access: slack.access, people, now });
    expect(await people.standing(slack.team, slack.salesUserId)).toBe("member");
    expect(await people.standing(slack.team, "U0NOTHERE")).toBe("unknown");
    expect(await places.of({ installation: slack.team, channel: slack.channel, thread: null })).toMatchObject({
      kind: "channel",
      boundary: "internal",
    });
    expect(
      await places.ofAsker({ installation: slack.team, channel: "C0NOTHERE", thread: null }, slack.salesUserId),
    ).toMatchObject({ place: { kind: "direct", boundary: "internal" }, elsewhere: "not-member" });
  });
});

describe("how a lost answer is settled", () => {
  it("by looking, where the history may be read; else by sending again", () => {
    const readable = createSlackMessenger({
      access: slack.access,
      apiUrl: slack.apiUrl,
      readable: (where) => where.kind !== "group",
      log: silent,
    });
    expect([
      messenger.settleOf(place),
      readable.settleOf(place),
      readable.settleOf({ ...place, kind: "group" }),
    ]).toEqual(["readable", "readable", "blind"]);
  });
});
