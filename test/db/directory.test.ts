import { describe, expect, it, onTestFinished } from "vitest";
import { toInstant } from "../../core/dates.ts";
import { toPersonId, toPlaceId, toRoleId } from "../../core/ids.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { AccessPolicy } from "../../db/stores/access-policy.ts";
import { ACME, installationOf, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const MARIA = toPersonId("maria");
const JONAS = toPersonId("jonas");
const LEGAL = toRoleId("legal");
const OFFICER = toRoleId("export-control-officer");
const REVIEWERS = toPlaceId("reviewers-legal");
const BY = { person: MARIA, via: "cli" } as const;

const ref = (channel: string, more: Partial<PlaceRef> = {}): PlaceRef => ({
  platform: "slack",
  installation: installationOf(ACME),
  channel,
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
  ...more,
});
const POLICY: AccessPolicy = {
  people: [
    { id: MARIA, display: "Maria Example" },
    { id: JONAS, display: "Jonas Example" },
  ],
  identities: [
    { person: MARIA, platform: "slack", installation: installationOf(ACME), user: "U1" },
    { person: MARIA, platform: "teams", installation: installationOf(ACME), user: "29:1" },
  ],
  grants: [{ person: MARIA, role: LEGAL }],
  places: [{ id: REVIEWERS, ref: ref("C1") }],
};

const start = async (): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  return desk;
};
const typesOf = async (desk: TestDesk) =>
  (await desk.stores.for(ACME).ledger.read("access"))
    .map((entry) => entry.type)
    .filter((type) => type !== "installation-changed");

describe("people and policy", () => {
  it("becomes one entry per difference, and nothing when nothing differs", async () => {
    const desk = await start();
    expect(await desk.stores.admin.applyPolicy(ACME, POLICY, BY)).toBe(6);
    expect(await typesOf(desk)).toEqual([
      "person-changed",
      "person-changed",
      "identity-linked",
      "identity-linked",
      "role-granted",
      "place-changed",
    ]);
    desk.clock.move(60_000);
    expect(await desk.stores.admin.applyPolicy(ACME, POLICY, BY)).toBe(0);
    expect(await typesOf(desk)).toHaveLength(6);
  });

  it("gives the seq of the grant's own entry, which names person and role", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const { directory, evidence } = desk.stores.for(ACME);
    const [grant] = await directory.grants(MARIA);
    expect(grant).toMatchObject({ person: MARIA, role: LEGAL, validFrom: desk.clock.instant(), validTo: null });
    const entry = await evidence.entry(grant!.seq);
    expect(JSON.parse(new TextDecoder().decode(entry.opened!.plaintext))).toMatchObject({
      type: "role-granted",
      person: "maria",
      role: "legal",
    });
  });

  it("answers who is who, and where, for its own tenant alone", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const [acme, other] = [desk.stores.for(ACME).directory, desk.stores.for(OTHER).directory];
    const workspace = installationOf(ACME);
    const maria = { id: MARIA, display: "Maria Example" };
    expect(await acme.personOf("slack", workspace, "U1")).toEqual(maria);
    expect(await acme.personOf("slack", workspace, "U2")).toBeNull();
    expect(await acme.personOf("teams", workspace, "U1")).toBeNull();
    expect(await acme.personOf("slack", installationOf(OTHER), "U1")).toBeNull();
    expect(await acme.userOf(MARIA, "teams", workspace)).toBe("29:1");
    expect(await acme.userOf(JONAS, "teams", workspace)).toBeNull();
    expect(await acme.place(REVIEWERS)).toEqual({ id: REVIEWERS, ref: ref("C1") });
    expect((await acme.placesByChannel("slack", workspace, "C1")).map((place) => place.id)).toEqual([REVIEWERS]);
    expect(await acme.holders(LEGAL, desk.clock.instant())).toEqual([MARIA]);
    expect(await other.personOf("slack", workspace, "U1")).toBeNull();
    expect(await other.person(MARIA)).toBeNull();
    expect(await other.people()).toEqual([]);
    expect(await other.grants(MARIA)).toEqual([]);
    expect(await other.holders(LEGAL, desk.clock.instant())).toEqual([]);
    expect(await other.userOf(MARIA, "slack", workspace)).toBeNull();
    expect(await other.place(REVIEWERS)).toBeNull();
    expect(await other.placesByChannel("slack", workspace, "C1")).toEqual([]);
    await expect(other.learn(REVIEWERS, ref("C9"))).rejects.toMatchObject({ code: "not-found" });
  });

  it("does not take another tenant's person of the same id for its own", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const people = [{ id: MARIA, display: "Another Maria" }];
    await desk.stores.admin.applyPolicy(OTHER, { people, identities: [], grants: [], places: [] }, BY);
    const { directory } = desk.stores.for(OTHER);
    expect(await directory.personOf("slack", installationOf(ACME), "U1")).toBeNull();
    expect(await directory.userOf(MARIA, "slack", installationOf(ACME))).toBeNull();
    expect(await directory.grants(MARIA)).toEqual([]);
    expect(await directory.holders(LEGAL, desk.clock.instant())).toEqual([]);
    expect(await directory.person(MARIA)).toEqual(people[0]);
    expect((await desk.stores.for(ACME).directory.person(MARIA))?.display).toBe("Maria Example");
  });

  it("ends what the policy no longer names, and keeps what was: ended grants, past people", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const { directory } = desk.stores.for(ACME);
    const [granted] = await directory.grants(MARIA);
    const before = desk.clock.instant();
    desk.clock.move(1000);
    const left: AccessPolicy = { people: [POLICY.people[1]!], identities: [], grants: [], places: [] };
    expect(await desk.stores.admin.applyPolicy(ACME, left, BY)).toBe(5);
    expect(await directory.personOf("slack", installationOf(ACME), "U1")).toBeNull();
    expect(await directory.people()).toEqual([{ id: JONAS, display: "Jonas Example" }]);
    expect(await directory.person(MARIA)).toEqual({ id: MARIA, display: "Maria Example" });
    expect(await directory.place(REVIEWERS)).toBeNull();
    expect(await directory.grants(MARIA)).toEqual([{ ...granted, validTo: desk.clock.instant() }]);
    expect(await directory.holders(LEGAL, desk.clock.instant())).toEqual([]);
    expect(before < desk.clock.instant()).toBe(true);
    // Coming back is a new grant with its own entry.
    expect(await desk.stores.admin.applyPolicy(ACME, POLICY, BY)).toBe(5);
    const again = await directory.grants(MARIA);
    expect(again).toHaveLength(2);
    expect(again[1]!.seq).toBeGreaterThan(granted!.seq);
  });

  it("holds a role from its first to before its last moment", async () => {
    const desk = await start();
    const [from, to] = ["2026-12-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"].map(toInstant);
    const policy = { ...POLICY, grants: [{ person: MARIA, role: OFFICER, validFrom: from!, validTo: to! }] };
    await desk.stores.admin.applyPolicy(ACME, policy, BY);
    expect(await desk.stores.admin.applyPolicy(ACME, policy, BY)).toBe(0);
    const { directory } = desk.stores.for(ACME);
    const at = async (instant: string) => (await directory.holders(OFFICER, toInstant(instant))).length;
    expect(await at("2026-11-30T23:59:59.999Z")).toBe(0);
    expect(await at("2026-12-01T00:00:00.000Z")).toBe(1);
    expect(await at("2026-12-30T23:59:59.999Z")).toBe(1);
    expect(await at("2026-12-31T00:00:00.000Z")).toBe(0);
  });

  it("moves an identity to another person as one entry", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const identities = [{ ...POLICY.identities[0]!, person: JONAS }, POLICY.identities[1]!];
    expect(await desk.stores.admin.applyPolicy(ACME, { ...POLICY, identities }, BY)).toBe(1);
    const { directory } = desk.stores.for(ACME);
    expect((await directory.personOf("slack", installationOf(ACME), "U1"))?.id).toBe(JONAS);
  });

  it("keeps what a platform told of a place through the next apply", async () => {
    const desk = await start();
    await desk.stores.admin.applyPolicy(ACME, POLICY, BY);
    const { directory } = desk.stores.for(ACME);
    const learned = ref("C1", { reference: { serviceUrl: "https://smba.example/" } });
    await directory.learn(REVIEWERS, learned);
    expect(await desk.stores.admin.applyPolicy(ACME, POLICY, BY)).toBe(0);
    expect((await directory.place(REVIEWERS))?.ref).toEqual(learned);
    expect(
      await desk.stores.admin.applyPolicy(ACME, { ...POLICY, places: [{ id: REVIEWERS, ref: ref("C2") }] }, BY),
    ).toBe(1);
    expect((await directory.placesByChannel("slack", installationOf(ACME), "C2")).map((place) => place.id)).toEqual([
      REVIEWERS,
    ]);
    expect(await directory.placesByChannel("slack", installationOf(ACME), "C1")).toEqual([]);
  });

  it.each<readonly [string, Partial<AccessPolicy>]>([
    ["a person twice", { people: [...POLICY.people, POLICY.people[0]!] }],
    ["an identity twice", { identities: [...POLICY.identities, { ...POLICY.identities[0]!, person: JONAS }] }],
    ["a grant twice", { grants: [...POLICY.grants, ...POLICY.grants] }],
    ["a place twice", { places: [...POLICY.places, ...POLICY.places] }],
    ["a grant of nobody", { grants: [{ person: toPersonId("nobody"), role: LEGAL }] }],
    ["an identity of nobody", { identities: [{ ...POLICY.identities[0]!, person: toPersonId("nobody") }] }],
  ])("refuses a policy with %s, and changes nothing", async (_what, wrong) => {
    const desk = await start();
    await expect(desk.stores.admin.applyPolicy(ACME, { ...POLICY, ...wrong }, BY)).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await typesOf(desk)).toEqual([]);
  });
});

describe("tenants and installations", () => {
  it("knows the tenant of a bound installation, and no other", async () => {
    const { stores } = await start();
    expect(await stores.tenants()).toEqual([ACME, OTHER]);
    expect(await stores.tenantOf("slack", installationOf(ACME))).toBe(ACME);
    expect(await stores.tenantOf("slack", installationOf(OTHER))).toBe(OTHER);
    expect(await stores.tenantOf("slack", "T-unknown")).toBeNull();
  });

  it("binds an installation once, as an entry, and never to two tenants", async () => {
    const { stores } = await start();
    await stores.admin.bindInstallation(ACME, "slack", installationOf(ACME));
    expect(await stores.for(ACME).ledger.read("access")).toHaveLength(3);
    await expect(stores.admin.bindInstallation(OTHER, "slack", installationOf(ACME))).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await stores.tenantOf("slack", installationOf(ACME))).toBe(ACME);
  });

  it("makes a tenant once; again sets its mode only", async () => {
    const { stores } = await start();
    const key = (await stores.for(ACME).evidence.logKey()).fingerprint;
    expect(await stores.admin.createTenant(ACME, "shadow")).toBe(false);
    expect(await stores.admin.modeOf(ACME)).toBe("shadow");
    expect(await stores.admin.modeOf(OTHER)).toBe("assist");
    expect((await stores.for(ACME).evidence.logKey()).fingerprint).toBe(key);
  });
});
