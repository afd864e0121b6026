import { describe, expect, it, onTestFinished } from "vitest";
import { toCopyId, toPlaceId } from "../../core/ids.ts";
import { ACME, installationOf, newCase, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";

const REF = { channel: "C-legal", thread: null, kind: "channel", boundary: "internal", reference: null } as const;

/** A case whose card goes to the channel "C-legal". */
async function start() {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  const { stores, deps } = desk;
  const ref = { platform: "slack", installation: installationOf(ACME), ...REF } as const;
  const policy = { people: [], identities: [], grants: [], places: [{ id: toPlaceId("legal"), ref }] };
  await stores.admin.applyPolicy(ACME, policy, { system: "sync" });
  const { id, stream } = newCase();
  const copy = {
    id: toCopyId(deps.ids.next()),
    caseId: id,
    card: "review",
    place: "legal",
    settle: "blind",
    state: "intended",
    shownRevision: 0,
    deliveryKey: "k",
    remote: null,
    shown: null,
  } as const;
  const work = { kind: "card", lane: "copy", priority: 3, dedup: "d", ref: { copy: copy.id } } as const;
  const { copies, ledger } = stores.for(ACME);
  await ledger.commit([{ stream, expected: 0, events: [opened()] }], [work], { copies: [copy] });
  const [item] = await stores.work.claim(1, 60_000);
  if (!item) throw new Error("no card is to be sent");
  return { stores, copies, copy, item };
}

const MESSAGE = { channel: "C-legal", id: "1700000000.1" };

describe("the copy that a platform's message is", () => {
  it("is not known to be none while a card is on its way to that channel, nor after a crash there", async () => {
    const { stores, copies, copy, item } = await start();
    expect(await copies.byRemote(MESSAGE)).toBeNull();
    await stores.work.intend(item.lease);
    await expect(copies.byRemote(MESSAGE)).rejects.toThrow("card-on-its-way");
    await stores.work.retry(item.lease, "crashed", 0);
    await expect(copies.byRemote(MESSAGE)).rejects.toThrow("card-on-its-way");
    await copies.posted(copy.id, { channel: MESSAGE.channel, id: MESSAGE.id }, 1, null);
    expect((await copies.byRemote(MESSAGE))?.id).toBe(copy.id);
    expect(await copies.byRemote({ ...MESSAGE, id: "another" })).toBeNull();
  });

  it("waits for no other channel, no other tenant and no card that is lost", async () => {
    const { stores, copies, copy, item } = await start();
    await stores.work.intend(item.lease);
    expect(await copies.byRemote({ ...MESSAGE, channel: "C-sales" })).toBeNull();
    expect(await stores.for(OTHER).copies.byRemote(MESSAGE)).toBeNull();
    await copies.state(copy.id, "gone");
    expect(await copies.byRemote(MESSAGE)).toBeNull();
  });
});
