import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openEnvelope } from "../../../adapters/teams/envelope.ts";
import { createTeamsReader } from "../../../adapters/teams/inbound.ts";
import type { TeamsPort } from "../../../adapters/teams/port.ts";
import type { Member } from "../../../adapters/teams/sdk-shapes.ts";
import { onHosts, TEAMS_SERVICE_HOSTS } from "../../../adapters/teams/service-urls.ts";
import { createRoster } from "../../../adapters/teams/standing.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";

const TENANT = "00000000-0000-4000-8000-0000000007e1";
const CHANNEL = "19:00fakechannel@thread.tacv2";
const CHAT = "a:1FAKEchat";
const key = (place: string, message: string) => `teams:${TENANT}:${place}:${message}`;

const reviewer: Member = { id: "29:1FAKEuser00", name: "Reviewer", aadObjectId: null, tenantId: TENANT, role: "user", principal: null };
/** Only what reading needs: the roster. Sending and signatures are tested over the wire in test/adapters/teams. */
const rosterOnly = {
  replay: async (_claims, _activity, logic) =>
    logic({ member: async () => reviewer, members: async () => ({ members: [reviewer], next: null }) }),
} satisfies Partial<TeamsPort> as unknown as TeamsPort;

async function replay(name: string) {
  const raw = new Uint8Array(readFileSync(new URL(`${name}.json`, import.meta.url)));
  const envelope = openEnvelope(raw);
  if ("status" in envelope) throw new Error(envelope.code);
  const learned: PlaceRef[] = [];
  const read = createTeamsReader({ port: rosterOnly, roster: createRoster(() => 0), learnPlace: async (place) => void learned.push(place) });
  const { deliveryKey, kind, mode } = envelope;
  const delivery = { platform: "teams", installation: envelope.tenantId ?? "", tenant: toTenantId("acme"), deliveryKey, kind, mode, via: "http", raw, claims: { by: "bearer", audience: "a", callerId: null, claims: [] } } as const;
  return { envelope, learned, inbound: await read(delivery, "row-1") };
}

describe("scrubbed payloads of the wire format of Teams", () => {
  it.each<readonly [string, object, object]>([
    ["install-personal", { kind: "place", mode: "later" }, { kind: "nothing" }],
    ["install-team", { kind: "place", mode: "later" }, { kind: "nothing", place: { channel: CHANNEL, kind: "channel" } }],
    [
      "message-personal",
      { kind: "message", mode: "later", deliveryKey: `${CHAT}\n1764000000001` },
      { kind: "request", source: "message", requestKey: key(CHAT, "1764000000001"), place: { kind: "direct", thread: null } },
    ],
    ["message-file", { kind: "message" }, { kind: "request", text: "see the datasheet", files: [{ id: "row-1/0", name: "datasheet.pdf" }] }],
    [
      "mention-channel",
      { kind: "message", deliveryKey: `${CHANNEL};messageid=1764000000003\n1764000000003` },
      { kind: "request", source: "mention", text: "is the AD-7 controlled?", files: [], requestKey: key(CHANNEL, "1764000000003") },
    ],
    [
      "reply-channel",
      { kind: "message" },
      { kind: "reply", text: "it runs at 3 GSPS", requestKey: key(CHANNEL, "1764000000003"), messageKey: key(CHANNEL, "1764000000004") },
    ],
    ["edit-channel", { kind: "edit" }, { kind: "edit", text: "is the AD-9 controlled?", requestKey: key(CHANNEL, "1764000000003") }],
    ["delete-personal", { kind: "removal" }, { kind: "removal", requestKey: key(CHAT, "1764000000001") }],
    [
      "click-approve",
      { kind: "click", mode: "now" },
      { kind: "click", token: "eyJ0IjoiZmFrZSJ9.00fakemac", inputs: { reason: "checked the datasheet" }, remote: { id: "1764000000009", conversation: `${CHANNEL};messageid=1764000000009` } },
    ],
    ["dialog-form", { kind: "dialog", mode: "now" }, { kind: "dialog", token: "eyJ0IjoiZmFrZSJ9.00fakemac", part: null, page: 0 }],
    ["dialog-page", { kind: "submit", mode: "now" }, { kind: "dialog", token: "eyJ0IjoiZmFrZSJ9.00fakemac", part: 1, page: 2 }],
    [
      "dialog-submit",
      { kind: "submit", mode: "now" },
      { kind: "click", inputs: { reading: "3A001.a.14", reason: "other", text: "the part stores the digitized data" } },
    ],
    [
      "dialog-new-request",
      { kind: "submit", mode: "now" },
      { kind: "request", source: "form", text: "", form: { item: "AD-7 converter", act: "sample", destination: "Germany" } },
    ],
    ["classify-this", { kind: "dialog", mode: "now" }, { kind: "dialog", token: null, given: { item: "Can we send the AD-7 & its board to France?" } }],
    ["classify-submit", { kind: "submit", mode: "now" }, { kind: "request", source: "form", form: { item: "AD-7", destination: "" } }],
    ["reaction", { kind: "other" }, { kind: "nothing" }],
  ])("%s", async (name, envelope, inbound) => {
    const seen = await replay(name);
    expect(seen.envelope).toMatchObject({ tenantId: TENANT, ...envelope });
    expect(seen.inbound).toMatchObject({ tenant: "acme", from: { installation: TENANT }, ...inbound });
  });

  it("come from an address of the Bot Connector, which the reference keeps", async () => {
    const { learned, envelope } = await replay("install-team");
    const allowed = onHosts(TEAMS_SERVICE_HOSTS);
    expect(allowed(envelope.activity.serviceUrl)).toBe(true);
    expect(learned[0]?.reference).toMatchObject({ serviceUrl: envelope.activity.serviceUrl, conversation: { id: CHANNEL, tenantId: TENANT } });
  });
});

describe("addresses that are not Teams", () => {
  it.each([
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:pass@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "no address",
  ])("%s", (url) => {
    expect(onHosts(TEAMS_SERVICE_HOSTS)(url)).toBe(false);
  });
});
