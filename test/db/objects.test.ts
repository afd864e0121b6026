import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { commit, sealedHash } from "../../core/evidence/envelope.ts";
import { toHash } from "../../core/ids.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { ACME, entryOf, newCase, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const start = async (): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  return desk;
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hashOf = (json: Json): Hash => toHash(createHash("sha256").update(canonicalText(json)).digest("hex"));

describe("blobs", () => {
  it("come back as they were, lie encrypted in a whole file named by its hash", async () => {
    const desk = await start();
    const { blobs, evidence } = desk.stores.for(ACME);
    const text = "Datasheet of the AD-7, 14 bit";
    const ref = await blobs.put(newCase().stream, bytesOf(text), "text/plain");
    expect(await blobs.get(ref.hash)).toEqual({ bytes: bytesOf(text), mediaType: "text/plain" });
    const folder = join(desk.home, "blobs", ref.hash.slice(0, 2));
    expect(await readdir(folder)).toEqual([ref.hash]);
    const file = await readFile(join(folder, ref.hash));
    expect(sealedHash(file)).toBe(ref.hash);
    expect(file.toString("latin1")).not.toContain("Datasheet");
    expect((await stat(join(folder, ref.hash))).mode & 0o077).toBe(0);
    const sealed = await evidence.blob(ref.hash);
    expect(commit(sealed.opened!.salt, sealed.opened!.plaintext)).toBe(ref.commitment);
  });

  it("are two when the same bytes are put twice, and may be empty", async () => {
    const desk = await start();
    const { blobs } = desk.stores.for(ACME);
    const { stream } = newCase();
    const [one, two] = [await blobs.put(stream, bytesOf(""), "x/y"), await blobs.put(stream, bytesOf(""), "x/y")];
    expect(one.hash).not.toBe(two.hash);
    expect(one.commitment).not.toBe(two.commitment);
    expect(one.key).toBe(two.key);
    expect((await blobs.get(two.hash)).bytes).toHaveLength(0);
  });

  it("share a stream's key with its entries and no other stream's", async () => {
    const desk = await start();
    const { blobs, ledger, evidence } = desk.stores.for(ACME);
    const { stream } = newCase();
    const blob = await blobs.put(stream, bytesOf("x"), "x/y");
    await ledger.commit(
      [{ stream, expected: 0, events: [entryOf("toy-noted", { word: "x" }, { blobs: [blob] })] }],
      [],
    );
    const [entry] = await evidence.entries(stream);
    expect(JSON.parse(entry!.leaf)).toMatchObject({
      body: { key: blob.key },
      blobs: [{ key: blob.key, cipher: blob.hash }],
    });
    expect((await blobs.put(newCase().stream, bytesOf("x"), "x/y")).key).not.toBe(blob.key);
    expect((await blobs.put(stream, bytesOf("x"), "x/y", "officer")).key).not.toBe(blob.key);
  });

  it("are an error, not a wrong answer, when a byte on disk changed; not-found when unknown", async () => {
    const desk = await start();
    const { blobs } = desk.stores.for(ACME);
    const { hash } = await blobs.put(newCase().stream, bytesOf("abc"), "x/y");
    const file = join(desk.home, "blobs", hash.slice(0, 2), hash);
    const bytes = await readFile(file);
    bytes[20]! ^= 1;
    await writeFile(file, bytes);
    await expect(blobs.get(hash)).rejects.toThrow("not what was stored");
    await expect(blobs.get(toHash("0".repeat(64)))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("editions", () => {
  const set = (name: string): Json => ({ parts: [{ part: "us-ear/ccl", name }] });

  it("activates a set as one entry with the set as its blob, per tenant", async () => {
    const desk = await start();
    const [acme, other] = [desk.stores.for(ACME), desk.stores.for(OTHER)];
    expect(await acme.editions.active()).toBeNull();
    await acme.editions.activate(hashOf(set("a")), set("a"), { person: "maria" as never, via: "cli" });
    expect(await acme.editions.active()).toEqual({ set: hashOf(set("a")), json: set("a") });
    expect(await other.editions.active()).toBeNull();
    const [entry] = await acme.ledger.read("rulebook");
    expect(entry).toMatchObject({ type: "set-activated", payload: { set: hashOf(set("a")), before: null } });
    expect(entry).toMatchObject({ actor: { person: "maria" } });
    const { bytes } = await acme.blobs.get(entry!.blobs[0]!.hash);
    expect(new TextDecoder().decode(bytes)).toBe(canonicalText(set("a")));
  });

  it("writes nothing for the active set again, and goes back to an earlier one as a new activation", async () => {
    const desk = await start();
    const { editions, ledger } = desk.stores.for(ACME);
    for (const name of ["a", "a", "b", "a"]) await editions.activate(hashOf(set(name)), set(name));
    expect((await editions.active())?.set).toBe(hashOf(set("a")));
    expect(await ledger.read("rulebook")).toHaveLength(3);
    expect(await editions.byHash(hashOf(set("b")))).toEqual(set("b"));
    expect(await editions.byHash(hashOf(set("c")))).toBeNull();
    expect(await desk.stores.for(OTHER).editions.byHash(hashOf(set("b")))).toBeNull();
  });

  it("refuses a set under a hash that is not its own", async () => {
    const desk = await start();
    const { editions, ledger } = desk.stores.for(ACME);
    await expect(editions.activate(hashOf(set("a")), set("b"))).rejects.toMatchObject({ code: "invalid" });
    expect(await ledger.read("rulebook")).toEqual([]);
  });

  it("stores an edition once, as a file, and never other bytes under its name", async () => {
    const desk = await start();
    const { admin } = desk.stores;
    const name = toHash("ab".repeat(32));
    await admin.putEdition("us-ear", name, bytesOf("rules"));
    await admin.putEdition("us-ear", name, bytesOf("rules"));
    expect(await admin.getEdition(name)).toEqual({ kind: "us-ear", bytes: bytesOf("rules") });
    await expect(admin.putEdition("us-ear", name, bytesOf("other"))).rejects.toMatchObject({ code: "invalid" });
    await expect(admin.getEdition(toHash("cd".repeat(32)))).rejects.toMatchObject({ code: "not-found" });
    await writeFile(join(desk.home, "editions", name), "altered");
    await expect(admin.getEdition(name)).rejects.toThrow("not what was stored");
  });
});

describe("button keys", () => {
  it("verify what they signed, for their own tenant, and nothing with a bit changed", async () => {
    const desk = await start();
    const [acme, other] = [desk.stores.for(ACME).buttons, desk.stores.for(OTHER).buttons];
    const bytes = bytesOf("tenant,case,3,approve");
    const mac = await acme.mac(bytes);
    expect(mac).toHaveLength(32);
    expect(await acme.verifyUnderLastTwo(bytes, mac)).toBe(true);
    expect(await acme.verifyUnderLastTwo(bytesOf("tenant,case,4,approve"), mac)).toBe(false);
    const flipped = Uint8Array.from(mac, (byte, at) => (at === 31 ? byte ^ 1 : byte));
    for (const wrong of [flipped, mac.slice(0, 31), new Uint8Array(0), new Uint8Array([...mac, 0])])
      expect(await acme.verifyUnderLastTwo(bytes, wrong)).toBe(false);
    expect(await other.verifyUnderLastTwo(bytes, mac)).toBe(false);
    expect(await acme.keyId()).not.toBe(await other.keyId());
  });

  it("verify under the last two keys, not under the one before them", async () => {
    const desk = await start();
    const { buttons } = desk.stores.for(ACME);
    const bytes = bytesOf("x");
    const [id, mac] = [await buttons.keyId(), await buttons.mac(bytes)];
    await desk.stores.admin.rotateKey(ACME, "mac", { system: "sync" });
    expect(await buttons.keyId()).not.toBe(id);
    expect(await buttons.verifyUnderLastTwo(bytes, mac)).toBe(true);
    await desk.stores.admin.rotateKey(ACME, "mac", { system: "sync" });
    expect(await buttons.verifyUnderLastTwo(bytes, mac)).toBe(false);
    expect((await desk.stores.for(ACME).ledger.read("log")).map((entry) => entry.type)).toEqual([
      "key-rotated",
      "key-rotated",
    ]);
  });
});

describe("deliveries", () => {
  it("lie encrypted, and are erased when their time is over", async () => {
    const desk = await start();
    const { inbox } = desk.stores;
    const raw = bytesOf("May we ship the gyroscope?");
    const delivery = {
      platform: "slack",
      installation: `T-${ACME}`,
      tenant: ACME,
      deliveryKey: "1",
      kind: "event",
    } as const;
    const { inboxId } = await inbox.insert({ ...delivery, mode: "later", via: "http", raw, claims: null }, "l");
    await desk.database.close();
    for (const name of (await readdir(desk.home)).filter((file) => file.startsWith("desk.db")))
      expect((await readFile(join(desk.home, name))).toString("latin1")).not.toContain("gyroscope");
    const again = await openTestDesk({ home: desk.home });
    expect(await again.stores.admin.eraseDeliveries(OTHER, again.clock.now() + 1)).toBe(0);
    expect(await again.stores.admin.eraseDeliveries(ACME, again.clock.now())).toBe(0);
    expect((await again.stores.inbox.open(inboxId)).raw).toEqual(raw);
    expect(await again.stores.admin.eraseDeliveries(ACME, again.clock.now() + 1)).toBe(1);
    await expect(again.stores.inbox.open(inboxId)).rejects.toMatchObject({ code: "not-found" });
    await again.database.close();
  });
});
