import { serve, type ServerType } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTeamsReader } from "../../../adapters/teams/inbound.ts";
import { cardAnswer, dialogAnswer, sayAnswer } from "../../../adapters/teams/invoke-answer.ts";
import { createTeamsMessenger } from "../../../adapters/teams/messenger.ts";
import { createTeamsPort } from "../../../adapters/teams/port.ts";
import { createTeamsRoutes } from "../../../adapters/teams/routes.ts";
import { onLoopback } from "../../../adapters/teams/service-urls.ts";
import { LOCAL_TEAMS } from "../../../adapters/teams/settings.ts";
import { createRoster } from "../../../adapters/teams/standing.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { Dialog } from "../../../core/ports/card.ts";
import type { Inbound, PlaceRef } from "../../../core/ports/inbound.ts";
import { startPlayground, USER, type Playground } from "../../flows/playground.ts";
import { createFakeInbox } from "./fake-inbox.ts";
import { wordsOf } from "./official-renderer.ts";
import { decidedCard, questionCard, reviewCard, TOKEN } from "./sample-cards.ts";

const DIALOG: Dialog = {
  title: "Override the reading",
  blocks: [{ block: "input", input: { type: "text", id: "reason", label: "Reason", required: true } }],
  submit: { label: "Propose override", token: TOKEN },
  pages: null,
};

/** The adapter whole, behind a real HTTP server, with the least desk that can answer. */
async function startPretendDesk() {
  const inbox = createFakeInbox();
  const port = createTeamsPort(LOCAL_TEAMS, { fetch, now: Date.now });
  const messenger = createTeamsMessenger({
    port,
    serviceUrls: onLoopback,
    unheard: null,
    inbox,
    fetch,
    fileUrls: onLoopback,
  });
  const learned: PlaceRef[] = [];
  const seen: Inbound[] = [];
  const known = new Set<string>();
  const read = createTeamsReader({
    port,
    roster: createRoster(Date.now),
    learnPlace: async (place) => void learned.push(place),
    isRequest: async (_, key) => known.has(key),
  });
  const posted: { place: PlaceRef; remote: Json }[] = [];
  const work = async (inboxId: string): Promise<Inbound> => {
    const inbound = await read(await inbox.open(inboxId), inboxId);
    seen.push(inbound);
    if (inbound.kind !== "request") return inbound;
    known.add(inbound.requestKey);
    const card = inbound.text.includes("question") ? questionCard : reviewCard;
    posted.push({ place: inbound.place, remote: await messenger.post(inbound.place, card, "key") });
    return inbound;
  };
  let worked = Promise.resolve();
  let next = 0;
  let listening = 0;
  const routes = createTeamsRoutes({
    port,
    inbox,
    tenantOf: async (installation) => (installation === "local" ? toTenantId("local") : null),
    serviceUrls: onLoopback,
    kick: () => {
      worked = worked.then(async () => {
        for (; next < inbox.rows.length; next += 1) {
          const row = inbox.rows[next];
          if (row?.delivery.mode === "later") await work(row.id);
        }
      });
    },
    runNow: async ({ inboxId }) => {
      const kind = inbox.rows.find((row) => row.id === inboxId)?.delivery.kind ?? "click";
      const click = await work(inboxId);
      if (click.kind === "dialog") return dialogAnswer(DIALOG);
      if (click.kind !== "click" || click.inputs["reason"] === "refuse me")
        return sayAnswer(kind, "You asked for this case, so someone else has to decide it.");
      for (const copy of posted) await messenger.update(copy.place, copy.remote, decidedCard);
      return cardAnswer(decidedCard);
    },
    now: Date.now,
    log: { warn: () => {}, error: () => {} },
    local: { port: () => listening },
  });
  const server = await new Promise<ServerType>((resolve) => {
    const made: ServerType = serve({ fetch: routes.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(made));
  });
  listening = (server.address() as AddressInfo).port;
  return {
    endpoint: `http://127.0.0.1:${listening}/api/messages`,
    inbox,
    learned,
    seen,
    messenger,
    posted,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

let desk: Awaited<ReturnType<typeof startPretendDesk>>;
let teams: Playground;
beforeAll(async () => {
  desk = await startPretendDesk();
  teams = await startPlayground({ endpoint: desk.endpoint });
});
afterAll(async () => {
  await teams?.stop();
  await desk?.stop();
});

describe("Microsoft's own client against the adapter", () => {
  it("an installation teaches the desk where the chat is", async () => {
    await teams.install();
    await teams.send("hello");
    await teams.until((message) => message.card !== null);
    expect(desk.learned.map((place) => [place.installation, place.channel, place.kind])).toContainEqual([
      "local",
      teams.chat,
      "direct",
    ]);
  });

  it("message → card → Approve → the card is changed in place, and a second click gets the answer of its own", async () => {
    await teams.send("Can we send samples of the AD-7 converter to Acme Example GmbH in Germany?");
    const card = await teams.until(
      (message) => message.card !== null && message.versions === 1 && message.conversation === teams.chat,
    );
    expect(wordsOf(card?.card)).toContain("Proposed: no license required");
    if (!card) return;
    const answer = await teams.click(card, "approve");
    expect(JSON.stringify(answer)).toContain("Approved by trade compliance in Teams");
    const changed = await teams.until((message) => message.id === card.id && message.versions > 1);
    expect(wordsOf(changed?.card)).toContain("DECIDED");
    const click = desk.seen.findLast((inbound) => inbound.kind === "click");
    expect(click).toMatchObject({
      from: { via: "playground", installation: "local", user: USER },
      remote: { id: card.id },
    });
  });

  it("inputs of a form come along; a refusal is said and the card stays", async () => {
    await teams.send("another request");
    const card = await teams.until((message) => message.versions === 1 && wordsOf(message.card).includes("Proposed"));
    if (!card) throw new Error("no card came");
    // The Playground sends no `task/…` invokes; those of a message action open and send a dialog just so.
    const opened = await teams.invoke(card, "composeExtension/fetchTask", { data: { token: TOKEN, verb: "override" } });
    expect(JSON.stringify(opened)).toContain("Override the reading");
    const answer = await teams.invoke(card, "composeExtension/submitAction", {
      data: { token: TOKEN, reading: "a.14", reason: "refuse me" },
    });
    expect(JSON.stringify(answer)).toContain("someone else has to decide it");
    expect(teams.messages().find((message) => message.id === card.id)?.versions).toBe(1);
    expect(desk.seen.at(-1)).toMatchObject({ kind: "click", inputs: { reading: "a.14", reason: "refuse me" } });
  });

  it("in a channel: a mention is a request in its thread, the next mention there a reply", async () => {
    const post = await teams.post("a question about the AD-7");
    const card = await teams.until((message) => wordsOf(message.card).includes("One number decides"));
    expect(card?.conversation).toBe(post.conversation);
    await teams.reply(post.conversation, "it is 3 GSPS");
    await teams.send("one more");
    await teams.until(
      (message) => message.conversation === teams.chat && message.versions === 1 && message.id > (card?.id ?? ""),
    );
    const reply = desk.seen.find((inbound) => inbound.kind === "reply");
    expect(reply).toMatchObject({
      text: "it is 3 GSPS",
      from: { user: USER },
      place: { channel: teams.channel },
    });
  });

  it("a card posted to the channel begins a thread, and the ball is passed by one mention in it", async () => {
    const channel = desk.seen.find((inbound) => inbound.place.kind === "channel")?.place;
    if (!channel) throw new Error("no channel was heard from");
    const root = { ...channel, thread: null };
    const remote = (await desk.messenger.post(root, reviewCard, "key")) as { id: string; conversation: string };
    const card = await teams.until((message) => message.id === remote.id);
    expect(card?.conversation).toBe(`${teams.channel};messageid=${remote.id}`);
    await desk.messenger.mention(
      { ...channel, thread: remote.id },
      "user-id-1",
      "ED-7 is yours, due Tue 16:00.",
      "key",
    );
    const mention = await teams.until((message) => message.text.includes("ED-7 is yours"));
    expect(mention).toMatchObject({ conversation: card?.conversation, mentions: ["user-id-1"] });
  });
});
