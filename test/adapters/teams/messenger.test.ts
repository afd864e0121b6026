import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTeamsMessenger } from "../../../adapters/teams/messenger.ts";
import { createTeamsPort } from "../../../adapters/teams/port.ts";
import { onLoopback, TEAMS_FILE_HOSTS, underDomains } from "../../../adapters/teams/service-urls.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import { AdapterFault } from "../../../core/ports/messenger.ts";
import { createFakeInbox } from "./fake-inbox.ts";
import { startFakeMicrosoft, TENANT, type FakeMicrosoft } from "./fake-microsoft.ts";
import { aMessage, BOT, bytes, CHANNEL, USER } from "./sample-activities.ts";
import { decidedCard, reviewCard } from "./sample-cards.ts";

let microsoft: FakeMicrosoft;
beforeAll(async () => {
  microsoft = await startFakeMicrosoft();
});
afterAll(() => microsoft.stop());
beforeEach(() => {
  microsoft.calls.length = 0;
  microsoft.members.clear();
});

const aPlace = (changes: Partial<PlaceRef> = {}): PlaceRef => ({
  platform: "teams",
  installation: TENANT,
  channel: CHANNEL,
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: {
    serviceUrl: microsoft.serviceUrl,
    channelId: "msteams",
    bot: BOT,
    conversation: { id: CHANNEL, tenantId: TENANT, conversationType: "channel", isGroup: true },
  },
  ...changes,
});

const microsoftFiles = underDomains(TEAMS_FILE_HOSTS);
const aMessenger = (
  inbox = createFakeInbox(),
  fileUrls = onLoopback,
  unheard: { serviceUrl: string; botId: string } | null = null,
) =>
  createTeamsMessenger({
    port: createTeamsPort(microsoft.settings(), { fetch, now: Date.now }),
    serviceUrls: onLoopback,
    unheard,
    inbox,
    fetch,
    fileUrls,
  });
const last = () => microsoft.calls.at(-1);
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as AdapterFault,
  );

describe("a card goes where it belongs", () => {
  it("to a channel: a new thread that begins with the card", async () => {
    const remote = await aMessenger().post(aPlace(), reviewCard, "key");
    expect(last()).toMatchObject({ method: "POST", path: "/teams/v3/conversations" });
    expect(last()?.body).toMatchObject({
      isGroup: true,
      channelData: { channel: { id: CHANNEL }, tenant: { id: TENANT } },
    });
    expect(remote).toMatchObject({ conversation: expect.stringContaining(`${CHANNEL};messageid=9`) as string });
  });

  it("to a thread, to a chat: a message there, under our own token, with the lock-screen text as summary", async () => {
    await aMessenger().post(aPlace({ thread: "17001" }), reviewCard, "key");
    expect(last()?.path).toBe(`/teams/v3/conversations/${CHANNEL};messageid=17001/activities`);
    expect(last()?.authorization).toMatch(/^Bearer fake-token-/);
    expect(last()?.body).toMatchObject({ summary: reviewCard.fallback, from: { id: BOT.id } });
    const remote = await aMessenger().post(
      aPlace({ kind: "direct", channel: "a:chat", reference: chat() }),
      reviewCard,
      "key",
    );
    expect(remote).toEqual({ id: expect.stringMatching(/^m-/) as string, conversation: "a:chat" });
  });

  it("is replaced in place by the id it got", async () => {
    const remote = { id: "9001", conversation: `${CHANNEL};messageid=9001` };
    await aMessenger().update(aPlace(), remote, decidedCard);
    expect(last()).toMatchObject({
      method: "PUT",
      path: `/teams/v3/conversations/${CHANNEL};messageid=9001/activities/9001`,
    });
    expect(JSON.stringify(last()?.body)).toContain("Approved by trade compliance");
  });

  it("opens the chat with a person who never wrote by their Entra id; one who did is written to in it", async () => {
    const messenger = aMessenger(undefined, undefined, { serviceUrl: microsoft.serviceUrl, botId: BOT.id });
    const person = aPlace({ reference: null, kind: "direct", channel: "00000000-0000-4000-8000-0000000000a1" });
    expect(await messenger.post(person, reviewCard, "key")).toMatchObject({
      conversation: expect.stringMatching(/^a:chat-/),
    });
    const opened = microsoft.calls.find(({ path }) => path === "/teams/v3/conversations");
    expect(opened?.body).toMatchObject({ members: [{ id: person.channel }], tenantId: TENANT, isGroup: false });
    microsoft.calls.length = 0;
    await messenger.post(aPlace({ kind: "direct" }), reviewCard, "key");
    expect(microsoft.calls.some(({ path }) => path === "/teams/v3/conversations")).toBe(false);
  });

  it("to a configured place never heard from: through the worldwide address, or not yet", async () => {
    const unheard = aPlace({ reference: null });
    expect(await faultOf(aMessenger().post(unheard, reviewCard, "key"))).toMatchObject({
      code: "place-not-heard-from",
      terminal: false,
    });
    await aMessenger(undefined, undefined, { serviceUrl: microsoft.serviceUrl, botId: BOT.id }).post(
      unheard,
      reviewCard,
      "key",
    );
    expect(last()?.body).toMatchObject({
      bot: { id: BOT.id },
      channelData: { channel: { id: CHANNEL }, tenant: { id: TENANT } },
    });
  });

  it("never to an address that is not allowed, though it stands in a stored reference", async () => {
    const reference = {
      serviceUrl: "https://evil.example/",
      channelId: "msteams",
      bot: BOT,
      conversation: { id: CHANNEL },
    };
    expect(await faultOf(aMessenger().post(aPlace({ reference }), reviewCard, "key"))).toMatchObject({
      code: "service-url",
      terminal: true,
    });
  });

  it("is sent at least once: places are blind, nothing can be looked up", async () => {
    expect(aMessenger().settleOf(aPlace())).toBe("blind");
    expect(await aMessenger().find(aPlace(), "key")).toBeNull();
  });
});

const chat = () => ({
  serviceUrl: microsoft.serviceUrl,
  channelId: "msteams",
  bot: BOT,
  conversation: { id: "a:chat", tenantId: TENANT, conversationType: "personal" },
});

describe("refusals of Teams", () => {
  it.each<readonly [number, Record<string, string>, unknown, Partial<AdapterFault>]>([
    [429, { "retry-after": "7" }, {}, { code: "http-429", terminal: false, retryAfterMs: 7000 }],
    [412, {}, {}, { code: "http-412", terminal: false, retryAfterMs: 5000 }],
    [502, {}, {}, { terminal: false }],
    [504, { "retry-after": "99999999" }, {}, { terminal: false, retryAfterMs: 900_000 }],
    [401, {}, {}, { code: "unauthorised", terminal: false }],
    [
      403,
      {},
      { error: { code: "BotNotInConversationRoster" } },
      { code: "BotNotInConversationRoster", terminal: true },
    ],
    [404, {}, { error: { code: "ConversationNotFound" } }, { code: "ConversationNotFound", terminal: true }],
    [413, {}, {}, { code: "http-413", terminal: true }],
    [302, { location: "https://evil.example/" }, {}, { code: "redirected", terminal: true }],
  ])("%i", async (status, headers, body, expected) => {
    microsoft.plan({ status, headers, body });
    const fault = await faultOf(aMessenger().post(aPlace({ thread: "1" }), reviewCard, "key"));
    expect(fault).toBeInstanceOf(AdapterFault);
    expect(fault).toMatchObject(expected);
  });

  it("a failing post is tried once: only the outbox row repeats it", async () => {
    microsoft.plan({ status: 503 });
    await faultOf(aMessenger().post(aPlace({ thread: "1" }), reviewCard, "key"));
    expect(microsoft.calls).toHaveLength(1);
  });

  it("a server that is not there", async () => {
    const reference = { ...chat(), serviceUrl: "http://127.0.0.1:1/teams/" };
    expect(await faultOf(aMessenger().post(aPlace({ kind: "direct", reference }), reviewCard, "key"))).toMatchObject({
      code: "unreachable",
      terminal: false,
    });
  });
});

describe("the ball", () => {
  it("one message in the thread mentions who has it, by the roster's id and name, everything escaped", async () => {
    microsoft.members.set(USER.aadObjectId, {
      id: USER.id,
      name: "A <b>Reviewer</b>",
      tenantId: TENANT,
      userRole: "user",
    });
    await aMessenger().mention(aPlace({ thread: "17001" }), USER.aadObjectId, "ED-7 is yours, <due> Tue 16:00.", "key");
    expect(last()?.body).toMatchObject({
      textFormat: "xml",
      text: "<at>A &lt;b&gt;Reviewer&lt;/b&gt;</at> ED-7 is yours, &lt;due&gt; Tue 16:00.",
      entities: [{ type: "mention", mentioned: { id: USER.id } }],
    });
  });

  it("someone the roster does not know is mentioned by nobody, and the message still goes", async () => {
    await aMessenger().mention(aPlace({ thread: "17001" }), "nobody", "ED-7 is yours.", "key");
    expect(last()?.body).toMatchObject({ text: "ED-7 is yours." });
    expect(last()?.body["entities"]).toBeUndefined();
  });
});

describe("said to one person only", () => {
  it("in the own chat, and nothing in the channel", async () => {
    microsoft.members.set(USER.aadObjectId, { id: USER.id, name: "Reviewer" });
    await aMessenger().tell(aPlace({ thread: "1" }), USER.aadObjectId, "You asked for this case.");
    const paths = microsoft.calls.map((call) => `${call.method} ${call.path}`);
    expect(paths[1]).toBe("POST /teams/v3/conversations");
    expect(microsoft.calls[1]?.body).toMatchObject({ members: [{ id: USER.id }], isGroup: false });
    expect(paths[2]).toMatch(/^POST \/teams\/v3\/conversations\/a:chat-\d+\/activities$/);
    expect(paths).toHaveLength(3);
  });

  it("where no chat can be opened the channel gets a line without the content", async () => {
    microsoft.members.set(USER.aadObjectId, { id: USER.id, name: "Reviewer" });
    const messenger = aMessenger();
    microsoft.plan({ status: 200, body: { id: USER.id, name: "Reviewer" } });
    microsoft.plan({ status: 403, body: { error: { code: "ForbiddenOperationException" } } });
    await messenger.tell(aPlace({ thread: "1" }), USER.aadObjectId, "Acme Example GmbH is on a list.");
    expect(last()?.path).toContain(";messageid=1/activities");
    expect(JSON.stringify(last()?.body)).not.toContain("Acme");
  });
});

describe("our own token", () => {
  it("is asked for once, by ten messages at a time too", async () => {
    const before = microsoft.tokensGiven();
    const messenger = aMessenger();
    const place = aPlace({ kind: "direct", reference: chat() });
    await Promise.all(Array.from({ length: 10 }, () => messenger.post(place, reviewCard, "key")));
    expect(microsoft.tokensGiven() - before).toBe(1);
  });
});

describe("files", () => {
  const serve = async (handler: Parameters<typeof createServer>[1]) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization ?? "none");
      handler?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
    return { url, seen, stop: () => server.close() };
  };
  const stored = async (attachment: object) => {
    const inbox = createFakeInbox();
    const raw = bytes(aMessage({ attachments: [{ contentType: "text/html", content: "<p/>" }, attachment] }));
    const made = await inbox.insert(
      {
        platform: "teams",
        installation: TENANT,
        tenant: toTenantId("acme"),
        deliveryKey: "k",
        kind: "message",
        mode: "later",
        via: "http",
        raw,
        claims: {},
      },
      "lane",
    );
    return { inbox, file: { id: `${made.inboxId}/0`, name: "d.pdf", size: null, mediaType: null } };
  };
  const download = (downloadUrl: string) => ({
    contentType: "application/vnd.microsoft.teams.file.download.info",
    name: "d.pdf",
    content: { downloadUrl, fileType: "pdf" },
  });

  it.each([
    [10, 11, "whole"],
    [10, 10, "whole"],
    [10, 9, "too-large"],
  ])("of %i bytes, with a limit of %i: %s, and no token of ours goes along", async (size, limit, expected) => {
    const host = await serve((_, response) => response.end(Buffer.alloc(size)));
    const { inbox, file } = await stored(download(host.url));
    const got = await aMessenger(inbox)
      .fetchFile(aPlace(), file, limit)
      .catch((error: AdapterFault) => error.code);
    expect(typeof got === "string" ? got : got.length === size ? "whole" : "part").toBe(expected);
    expect(host.seen).toEqual(["none"]);
    host.stop();
  });

  it.each<readonly [string, Parameters<typeof createServer>[1]]>([
    [
      "not-a-file",
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>sign in</html>"),
    ],
    ["redirected", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
    ["http-404", (_, response) => response.writeHead(404).end()],
  ])("%s", async (code, handler) => {
    const host = await serve(handler);
    const { inbox, file } = await stored(download(host.url));
    expect(await faultOf(aMessenger(inbox).fetchFile(aPlace(), file, 100))).toMatchObject({ code, terminal: true });
    host.stop();
  });

  it("only from Microsoft's file hosts", async () => {
    const { inbox, file } = await stored(download("https://sharepoint.com.evil.example/file"));
    expect(await faultOf(aMessenger(inbox, microsoftFiles).fetchFile(aPlace(), file, 100))).toMatchObject({
      code: "file-host",
    });
    expect(microsoftFiles("https://acme-my.sharepoint.com/personal/file?tempauth=x")).toBe(true);
    expect(microsoftFiles("http://acme-my.sharepoint.com/file")).toBe(false);
    expect(microsoftFiles("https://user@acme-my.sharepoint.com/file")).toBe(false);
  });

  it("a link to SharePoint, as bots get it in channels, is named as what it is", async () => {
    const { inbox, file } = await stored({
      contentType: "reference",
      contentUrl: "https://acme.sharepoint.com/d.pdf",
      name: "d.pdf",
    });
    expect(await faultOf(aMessenger(inbox).fetchFile(aPlace(), file, 100))).toMatchObject({
      code: "channel-file",
      terminal: true,
    });
  });

  it("an id of another row or position is gone", async () => {
    const { inbox, file } = await stored(download("http://127.0.0.1:1/"));
    const wrong = { ...file, id: file.id.replace("/0", "/7") };
    expect(await faultOf(aMessenger(inbox).fetchFile(aPlace(), wrong, 100))).toMatchObject({ code: "file-gone" });
  });
});
