import { describe, expect, it } from "vitest";
import { createSlackPeople } from "../../../adapters/slack/people.ts";
import { createSlackPlaces } from "../../../adapters/slack/places.ts";
import { createFakeSlack, member } from "./fake-slack-api.ts";

const where = { installation: "T00FAKE", channel: "C00FAKE", thread: null };
const channel = (changes: Record<string, unknown>) => ({
  channel: { id: "C00FAKE", is_channel: true, is_member: true, is_ext_shared: false, ...changes },
});

function setUp(changes: Parameters<typeof createFakeSlack>[0] = {}) {
  const slack = createFakeSlack(changes);
  const clock = { now: 0 };
  const people = createSlackPeople({ access: slack.access, now: () => clock.now });
  return { slack, clock, people, places: createSlackPlaces({ access: slack.access, people, now: () => clock.now }) };
}

describe("whether content may be shown in a channel", () => {
  it.each([
    ["internal", "a channel of members", {}],
    ["external", "Slack Connect", { "conversations.info": channel({ is_ext_shared: true }) }],
    [
      "external",
      "an invitation to Slack Connect that is not yet accepted",
      { "conversations.info": channel({ is_pending_ext_shared: true }) },
    ],
    ["external", "another invitation", { "conversations.info": channel({ pending_shared: ["T00ELSE"] }) }],
    [
      "unknown",
      "Slack does not say whether it is shared",
      { "conversations.info": channel({ is_ext_shared: undefined }) },
    ],
    ["external", "a guest is in it", { "conversations.members": { members: ["U00FAKE", "U00GUEST"] } }],
    [
      "unknown",
      "somebody Slack does not know is in it",
      { "conversations.members": { members: ["U00FAKE", "U0NOTHERE"] } },
    ],
    [
      "unknown",
      "more strangers than are looked up",
      { "conversations.members": { members: Array.from({ length: 21 }, (_, index) => `U9${index}`) } },
    ],
    [
      "unknown",
      "more members than are counted",
      { "conversations.members": { members: ["U00FAKE"], response_metadata: { next_cursor: "more" } } },
    ],
    ["unknown", "the desk may not read it", { "conversations.info": { ok: false, error: "channel_not_found" } }],
    ["internal", "a group of members", { "conversations.info": channel({ is_mpim: true, is_ext_shared: undefined }) }],
    [
      "external",
      "a direct conversation with a guest",
      { "conversations.info": { channel: { is_im: true, user: "U00GUEST" } } },
    ],
    ["unknown", "a direct conversation with nobody known", { "conversations.info": { channel: { is_im: true } } }],
  ] as const)("%s: %s", async (boundary, _, changes) => {
    expect((await setUp(changes).places.of(where)).boundary).toBe(boundary);
  });

  it("is read again after five minutes, and at once when someone joined or it was shared", async () => {
    const { slack, clock, places } = setUp();
    const asked = () => slack.of("conversations.info").length;
    await places.of(where);
    clock.now = 299_999;
    await places.of(where);
    expect(asked()).toBe(1);
    clock.now = 300_001;
    await places.of(where);
    expect(asked()).toBe(2);
    places.forget("T00FAKE", "C00FAKE");
    await places.of(where);
    expect(asked()).toBe(3);
  });

  it("is asked anew each time while it is unknown", async () => {
    const { slack, places } = setUp({ "conversations.info": channel({ is_ext_shared: undefined }) });
    await places.of(where);
    await places.of(where);
    expect(slack.of("conversations.info").length).toBe(2);
  });

  it("fails, rather than guesses, when Slack cannot be asked", async () => {
    const { places } = setUp({ "conversations.info": { ok: false, error: "internal_error" } });
    await expect(places.of(where)).rejects.toMatchObject({ code: "internal_error", terminal: false });
  });
});

describe("a person's standing", () => {
  it("is read again after a minute: a deactivated account does not click for long", async () => {
    let deleted = false;
    const { clock, people } = setUp({ "users.info": () => ({ user: { id: "U00FAKE", ...member, deleted } }) });
    expect(await people.standing("T00FAKE", "U00FAKE")).toBe("member");
    deleted = true;
    clock.now = 60_001;
    expect(await people.standing("T00FAKE", "U00FAKE")).toBe("deactivated");
  });

  it("of an organisation's member counts in an org-wide installation and in each of their workspaces", async () => {
    const user = {
      id: "W00FAKE",
      ...member,
      enterprise_user: { enterprise_id: "E00FAKE", teams: ["T00FAKE", "T00TWO"] },
    };
    const { people } = setUp({ "users.info": { user } });
    for (const [installation, standing] of [
      ["E00FAKE", "member"],
      ["T00TWO", "member"],
      ["T00ELSE", "external"],
    ] as const)
      expect(await people.standing(installation, "W00FAKE")).toBe(standing);
  });
});
