import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTeamsReader } from "../../../adapters/teams/inbound.ts";
import { createTeamsPort } from "../../../adapters/teams/port.ts";
import { LOCAL_TEAMS } from "../../../adapters/teams/settings.ts";
import { createRoster } from "../../../adapters/teams/standing.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import type { Delivery } from "../../../core/ports/inbox.ts";
import { APP_ID, OTHER_TENANT, startFakeMicrosoft, TENANT, type FakeMicrosoft } from "./fake-microsoft.ts";
import { aChannelMessage, aClick, aMessage, BOT, bytes, CHANNEL, USER } from "./sample-activities.ts";

let microsoft: FakeMicrosoft;
beforeAll(async () => {
  microsoft = await startFakeMicrosoft();
});
afterAll(() => microsoft.stop());
beforeEach(() => {
  microsoft.calls.length = 0;
  microsoft.members.clear();
  member();
});

const member = (changes: object = {}) =>
  microsoft.members.set(USER.id, {
    id: USER.id,
    name: "Reviewer",
    tenantId: TENANT,
    userRole: "user",
    userPrincipalName: "reviewer@acme.example",
    ...changes,
  });

const CLAIMS = {
  by: "bearer",
  audience: "https://api.botframework.com",
  callerId: "urn:botframework:azure",
  claims: [
    { type: "iss", value: "https://api.botframework.com" },
    { type: "aud", value: APP_ID },
  ],
};

function read(
  activity: object,
  changes: Partial<Delivery> = {},
  local = false,
  known: readonly string[] | null = null,
) {
  const learned: PlaceRef[] = [];
  const reader = createTeamsReader({
    port: createTeamsPort(local ? LOCAL_TEAMS : microsoft.settings(), { fetch, now: Date.now }),
    roster: createRoster(Date.now),
    learnPlace: async (place) => void learned.push(place),
    ...(known === null ? {} : { isRequest: async (_: unknown, key: string) => known.includes(key) }),
  });
  const delivery: Delivery = {
    platform: "teams",
    installation: TENANT,
    tenant: toTenantId("acme"),
    deliveryKey: "k",
    kind: "message",
    mode: "later",
    via: "http",
    raw: bytes({ ...activity, serviceUrl: microsoft.serviceUrl }),
    claims: CLAIMS,
    ...changes,
  };
  return reader(delivery, "row-1").then((inbound) => ({ inbound, learned }));
}

describe("a stored row is read without the token it came with", () => {
  it("a day later: the claims proved at ingress stand with the row, the desk asks under its own token", async () => {
    const { inbound } = await read(aMessage({ timestamp: "2026-11-23T09:12:00.000Z" }));
    expect(inbound).toMatchObject({ kind: "request", from: { standing: "member" } });
    expect(microsoft.calls.map((call) => call.authorization?.slice(0, 17))).toEqual(["Bearer fake-token"]);
  });

  it("a row without proof is never read", async () => {
    await expect(read(aMessage(), { claims: {} })).rejects.toThrow();
    await expect(read(aMessage(), { claims: { ...CLAIMS, by: "nobody" } })).rejects.toThrow();
  });
});

describe("a message", () => {
  it("in the personal chat is a request", async () => {
    const { inbound } = await read(aMessage());
    expect(inbound).toMatchObject({
      kind: "request",
      source: "message",
      requestKey: `teams:${TENANT}:a:personal-chat:1700000000001`,
      text: "Can we send samples to Acme Example GmbH in Germany?",
      from: { user: USER.aadObjectId, via: "teams", person: null },
      place: { kind: "direct", thread: null, boundary: "internal" },
    });
  });

  it("that mentions the desk in a channel is a request in its own thread, without the mention", async () => {
    const { inbound } = await read(aChannelMessage());
    expect(inbound).toMatchObject({
      kind: "request",
      source: "mention",
      text: "is the AD-7 controlled?",
      requestKey: `teams:${TENANT}:${CHANNEL}:1700000000001`,
      place: { kind: "channel", channel: CHANNEL, thread: "1700000000001", boundary: "internal" },
    });
  });

  it("in a thread is a reply to what the thread began with", async () => {
    const { inbound } = await read(aChannelMessage({ id: "1700000000055" }));
    expect(inbound).toMatchObject({
      kind: "reply",
      requestKey: `teams:${TENANT}:${CHANNEL}:1700000000001`,
      messageKey: `teams:${TENANT}:${CHANNEL}:1700000000055`,
    });
  });

  it("that mentions the desk in other people's thread is that thread's request, the next one a reply to it", async () => {
    const key = `teams:${TENANT}:${CHANNEL}:1700000000001`;
    const late = aChannelMessage({ id: "1700000000055" });
    expect((await read(late, {}, false, [])).inbound).toMatchObject({ kind: "request", requestKey: key });
    expect((await read(late, {}, false, [key])).inbound).toMatchObject({ kind: "reply", requestKey: key });
  });

  it("in a channel that mentions others only is other people's talk", async () => {
    const entities = [{ type: "mention", mentioned: { id: "29:other" }, text: "<at>Other</at>" }];
    expect((await read(aChannelMessage({ entities, text: "<at>Other</at> lunch?" }))).inbound.kind).toBe("nothing");
    expect(
      (await read(aChannelMessage({ entities: [], text: "<at>Export Desk</at> typed by hand" }))).inbound.kind,
    ).toBe("nothing");
  });

  it("keeps other people's names and what a person typed", async () => {
    const text = "<at>Export Desk</at> ask <at>Other</at> about 5 &lt; x &amp; <b>y</b>";
    expect((await read(aChannelMessage({ text }))).inbound).toMatchObject({ text: "ask Other about 5 < x & <b>y</b>" });
  });

  it.each(["", "help", " HELP ", "?"])("%j asks for help", async (text) => {
    expect((await read(aMessage({ text }))).inbound.kind).toBe("help");
  });

  it("edited or deleted names the message", async () => {
    const key = `teams:${TENANT}:a:personal-chat:1700000000001`;
    expect((await read(aMessage({ type: "messageUpdate", text: "3 GSPS" }))).inbound).toMatchObject({
      kind: "edit",
      requestKey: key,
      text: "3 GSPS",
    });
    expect((await read(aMessage({ type: "messageDelete", text: null }))).inbound).toMatchObject({
      kind: "removal",
      requestKey: key,
    });
  });

  it("with files names them; their short-lived address stays in the inbox", async () => {
    const attachments = [
      { contentType: "text/html", content: "<div>see file</div>" },
      {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name: "datasheet.pdf",
        content: { downloadUrl: "https://acme.sharepoint.com/x?tempauth=secret", fileType: "pdf" },
      },
    ];
    const { inbound } = await read(aMessage({ text: "", attachments }));
    expect(inbound).toMatchObject({ kind: "request", files: [{ id: "row-1/0", name: "datasheet.pdf" }] });
    expect(JSON.stringify(inbound)).not.toContain("tempauth");
  });

  it.each(["messageReaction", "typing", "event"])("a %s is nothing", async (type) => {
    expect((await read(aMessage({ type }))).inbound.kind).toBe("nothing");
  });
});

describe("a click", () => {
  it("brings token, inputs and the message that was clicked, so that a lost copy can be adopted", async () => {
    const { inbound } = await read(aClick({ token: "t.m", rate: 3, "reason~2": "stores data" }), {
      mode: "now",
      kind: "click",
    });
    expect(inbound).toMatchObject({
      kind: "click",
      token: "t.m",
      inputs: { rate: "3", reason: "stores data" },
      remote: { id: "1700000000009", conversation: "a:personal-chat" },
    });
  });

  it.each([null, {}, { token: 5 }, "t.m"])("with data %j is nothing", async (data) => {
    expect((await read(aClick(data))).inbound.kind).toBe("nothing");
  });
});

describe("who it is: what the roster does not say is unknown, never a member", () => {
  it.each<readonly [object, string, string]>([
    [{}, "member", "internal"],
    [{ userRole: "guest" }, "guest", "external"],
    [{ userPrincipalName: "g_x.example#EXT#@acme.example" }, "guest", "external"],
    [{ tenantId: OTHER_TENANT }, "external", "external"],
    [{ tenantId: undefined }, "unknown", "unknown"],
    [{ userRole: undefined }, "unknown", "unknown"],
    [{ userRole: "anonymous" }, "external", "external"],
  ])("%j: %s", async (changes, standing, boundary) => {
    member(changes);
    const { inbound } = await read(aMessage());
    expect([inbound.from.standing, inbound.place.boundary]).toEqual([standing, boundary]);
  });

  it("nobody the roster knows is unknown; a roster that cannot be read now is tried again", async () => {
    microsoft.members.clear();
    expect((await read(aMessage())).inbound.from.standing).toBe("unknown");
    microsoft.plan({ status: 429, headers: { "retry-after": "3" } });
    await expect(read(aMessage())).rejects.toMatchObject({ terminal: false, retryAfterMs: 3000 });
  });

  it("one guest in a channel makes it external; a shared channel is external by its nature", async () => {
    expect((await read(aChannelMessage())).inbound.place.boundary).toBe("internal");
    microsoft.members.set("29:guest", { id: "29:guest", tenantId: TENANT, userRole: "guest" });
    expect((await read(aChannelMessage())).inbound.place.boundary).toBe("external");
    microsoft.members.delete("29:guest");
    const shared = {
      tenant: { id: TENANT },
      team: { id: "19:t@thread.tacv2" },
      channel: { id: CHANNEL, type: "shared" },
    };
    expect((await read(aChannelMessage({ channelData: shared }))).inbound.place.boundary).toBe("external");
  });
});

describe("places", () => {
  it.each(["installationUpdate", "conversationUpdate"])(
    "%s teaches the desk how to write there, and is nothing else",
    async (type) => {
      const { inbound, learned } = await read(
        aChannelMessage({ type, action: "add", text: undefined, entities: undefined }),
      );
      expect(inbound.kind).toBe("nothing");
      expect(learned).toMatchObject([
        {
          channel: CHANNEL,
          kind: "channel",
          reference: {
            serviceUrl: microsoft.serviceUrl,
            channelId: "msteams",
            bot: BOT,
            conversation: { id: CHANNEL, tenantId: TENANT },
          },
        },
      ]);
    },
  );

  it("an uninstall teaches nothing", async () => {
    expect((await read(aMessage({ type: "installationUpdate", action: "remove" }))).learned).toEqual([]);
  });
});

it("the unauthenticated local client is a member of tenant local, said to be the playground; no roster is asked", async () => {
  const local = { installation: "local", tenant: toTenantId("local"), claims: { ...CLAIMS, by: "local", claims: [] } };
  const { inbound } = await read(aChannelMessage(), local, true);
  expect(inbound).toMatchObject({
    tenant: "local",
    from: { standing: "member", via: "playground", installation: "local" },
    place: { boundary: "internal" },
  });
  expect(microsoft.calls).toEqual([]);
});
