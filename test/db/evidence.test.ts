import { createPublicKey, verify } from "node:crypto";
import { createClient } from "@libsql/client";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { parseCheckpointNote } from "../../core/evidence/checkpoint.ts";
import { commit, sealedHash } from "../../core/evidence/envelope.ts";
import { leafBytesHash, leafHashOf, parseLeaf } from "../../core/evidence/leaf.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { verifyNote } from "../../core/evidence/note.ts";
import type { LogKey } from "../../core/ports/evidence-source.ts";
import { openDatabase } from "../../db/open.ts";
import { openStores } from "../../db/stores/open.ts";
import { ACME, counted, entryOf, newCase, noted, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const start = async (options: Parameters<typeof openTestDesk>[0] = {}): Promise<TestDesk> => {
  const desk = await openTestDesk(options);
  onTestFinished(() => desk.close());
  return desk;
};

const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") };
  return verify(null, message, createPublicKey({ key: jwk, format: "jwk" }), signature);
};
const isSigned = (note: string, key: LogKey): boolean =>
  verifyNote(parseCheckpointNote(note).note, { name: key.name, publicKey: key.publicKey }, verifyEd25519);

async function fill(desk: TestDesk) {
  const [one, two] = [newCase(), newCase()];
  const { ledger } = desk.stores.for(ACME);
  await ledger.commit([{ stream: one.stream, expected: 0, events: [opened(), counted(1)] }], []);
  await desk.stores.for(OTHER).ledger.commit([{ stream: two.stream, expected: 0, events: [opened()] }], []);
  await ledger.observe(one.stream, [entryOf("toy-seen", { by: "x" })]);
  return { one, two };
}

describe("the log", () => {
  it("verifies after a restart: chain, hashes, commitments, root and signature", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    await desk.database.close();
    const database = await openDatabase(desk.url, { home: desk.home, environment: "test" });
    onTestFinished(() => database.close());
    const { evidence } = openStores(database, desk.deps).for(ACME);

    const { size, note } = await evidence.checkpoint();
    const hashes = await evidence.leafHashes(size);
    expect(parseCheckpointNote(note).checkpoint.root).toEqual(createMerkleTree(hashes).root(size));
    expect(isSigned(note, await evidence.logKey())).toBe(true);

    const entries = await evidence.entries(one.stream);
    expect(entries).toHaveLength(3);
    let prev: string | null = null;
    for (const [pos, { seq, leaf: text, cipher, opened: body }] of entries.entries()) {
      const leaf = parseLeaf(text);
      expect(leaf).toMatchObject({ tenant: ACME, seq, pos, prev, stream: one.stream });
      expect(leafBytesHash(text)).toEqual(hashes[seq]);
      expect(leaf.body.cipher).toBe(sealedHash(cipher));
      expect(leaf.body.commitment).toBe(commit(body!.salt, body!.plaintext));
      const plain = new TextDecoder().decode(body!.plaintext);
      expect(canonicalText(JSON.parse(plain))).toBe(plain);
      expect(JSON.parse(plain)).toMatchObject({ type: leaf.type, v: leaf.typeV });
      prev = leafHashOf(text);
    }
  });

  it("keeps leaves free of what bodies hold", async () => {
    const desk = await start();
    const { stream } = newCase();
    const { ledger, evidence } = desk.stores.for(ACME);
    await ledger.commit([{ stream, expected: 0, events: [opened({ party: "Secretive Example Ltd" })] }], []);
    const [entry] = await evidence.entries(stream);
    expect(entry?.leaf).not.toContain("Secretive");
    expect(Buffer.from(entry!.cipher).toString("latin1")).not.toContain("Secretive");
  });

  it("shows no tenant another's entries, hashes, blobs or key", async () => {
    const desk = await start();
    const { one, two } = await fill(desk);
    const [acme, other] = [desk.stores.for(ACME), desk.stores.for(OTHER)];
    const blob = await acme.blobs.put(one.stream, new Uint8Array([1, 2, 3]), "text/plain");
    expect(await other.evidence.entries(one.stream)).toEqual([]);
    expect(await acme.evidence.entries(two.stream)).toEqual([]);
    const beyond = (await other.evidence.checkpoint()).size;
    await expect(other.evidence.entry(beyond as never)).rejects.toMatchObject({ code: "not-found" });
    await expect(other.blobs.get(blob.hash)).rejects.toMatchObject({ code: "not-found" });
    await expect(other.evidence.blob(blob.hash)).rejects.toMatchObject({ code: "not-found" });
    const parts = [{ stream: two.stream, expected: 1, events: [entryOf("toy-noted", {}, { blobs: [blob] })] }];
    await expect(other.ledger.commit(parts, [])).rejects.toMatchObject({ code: "invalid" });
    expect((await other.evidence.logKey()).fingerprint).not.toBe((await acme.evidence.logKey()).fingerprint);
  });

  it("refuses hashes beyond its size", async () => {
    const desk = await start();
    await fill(desk);
    const { evidence } = desk.stores.for(ACME);
    const { size } = await evidence.checkpoint();
    await expect(evidence.leafHashes(size)).resolves.toHaveLength(size);
    await expect(evidence.leafHashes(size + 1)).rejects.toMatchObject({ code: "invalid" });
  });

  it("signs a size once: the same note for ever", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    const { evidence, ledger } = desk.stores.for(ACME);
    const first = await evidence.checkpoint();
    desk.clock.move(1000);
    expect(await evidence.checkpoint()).toEqual(first);
    await ledger.commit([{ stream: one.stream, expected: 2, events: [noted("more")] }], []);
    const next = await evidence.checkpoint();
    expect(next.size).toBe(first.size + 1);
    expect(next.note).not.toBe(first.note);
  });

  it("signs by itself when it passes 256 entries, not at 255", async () => {
    const desk = await start();
    const { ledger, evidence } = desk.stores.for(ACME);
    const { stream } = newCase();
    const sizes = async () =>
      (await desk.database.read.all<{ size: number }>(sql`select size from checkpoint where tenant = ${ACME}`)).map(
        (row) => row.size,
      );
    await ledger.commit([{ stream, expected: 0, events: [opened()] }], []);
    const { size } = await evidence.checkpoint();
    await ledger.observe(
      stream,
      Array.from({ length: 255 - size }, () => entryOf("toy-seen")),
    );
    expect(await sizes()).toEqual([size]);
    await ledger.observe(stream, [entryOf("toy-seen")]);
    expect(await sizes()).toEqual([size, 256]);
  });

  it("carries both signatures for 90 days after its key was rotated", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    const { evidence, ledger } = desk.stores.for(ACME);
    const old = await evidence.logKey();
    await desk.stores.admin.rotateKey(ACME, "sign", { system: "sync" });
    const { note } = await evidence.checkpoint();
    const current = await evidence.logKey();
    expect(current.fingerprint).not.toBe(old.fingerprint);
    expect([isSigned(note, old), isSigned(note, current)]).toEqual([true, true]);
    desk.clock.move(91 * 86_400_000);
    await ledger.commit([{ stream: one.stream, expected: 2, events: [noted("later")] }], []);
    const later = (await evidence.checkpoint()).note;
    expect([isSigned(later, old), isSigned(later, current)]).toEqual([false, true]);
  });

  it("withholds privileged bodies and blobs, and says so", async () => {
    const desk = await start();
    const { stream } = newCase();
    const { ledger, evidence, blobs } = desk.stores.for(ACME);
    const blob = await blobs.put(stream, new Uint8Array([9]), "text/plain", "privileged");
    const note = entryOf("toy-noted", { word: "counsel" }, { purpose: "privileged", blobs: [blob] });
    await ledger.commit([{ stream, expected: 0, events: [opened(), note] }], []);
    const [, entry] = await evidence.entries(stream);
    expect(entry).toMatchObject({ opened: null, withheld: "privileged" });
    expect((await evidence.blob(blob.hash)).opened).toBeNull();
    expect(sealedHash((await evidence.blob(blob.hash)).cipher)).toBe(blob.hash);
  });

  it("says shredded where the data key is gone, and goes on", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    const { ledger, evidence, blobs } = desk.stores.for(ACME);
    const blob = await blobs.put(one.stream, new Uint8Array([1]), "text/plain");
    const raw = createClient({ url: desk.url });
    await raw.execute({
      sql: "update data_key set wrapped = null, shredded_at = 1 where tenant = ? and stream = ?",
      args: [ACME, one.stream],
    });
    raw.close();
    expect((await ledger.read(one.stream)).map((entry) => entry.payload)).toEqual([null, null, null]);
    expect((await evidence.entries(one.stream)).map((entry) => entry.withheld)).toEqual(Array(3).fill("shredded"));
    await expect(blobs.get(blob.hash)).rejects.toMatchObject({ code: "not-found" });
    await ledger.commit([{ stream: one.stream, expected: 2, events: [noted("after")] }], []);
    expect((await ledger.read(one.stream)).at(-1)?.payload).toEqual({ word: "after" });
  });

  it("opens nothing with another root key, and says which key is wrong", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    const stranger = openStores(desk.database, { ...desk.deps, rootKey: new Uint8Array(32).fill(8) });
    await expect(stranger.admin.checkRootKey(ACME)).rejects.toThrow("DESK_KEY");
    await expect(stranger.for(ACME).ledger.read(one.stream)).rejects.toThrow("DESK_KEY");
    await expect(desk.stores.admin.checkRootKey(ACME)).resolves.toBeUndefined();
    expect(() => openStores(desk.database, { ...desk.deps, rootKey: new Uint8Array(31) })).toThrow("32 bytes");
  });

  it("reads an unknown type or a newer version never as something else", async () => {
    const desk = await start();
    const { one } = await fill(desk);
    const strict = openStores(desk.database, {
      ...desk.deps,
      schemaOfTypes(type, _v, payload) {
        if (type === "toy-counted") throw new Error("unknown type");
        return payload;
      },
    });
    await expect(strict.for(ACME).ledger.read(one.stream)).rejects.toThrow("unknown type");
    // The stores' own types never go to the caller's schema.
    await expect(strict.for(ACME).ledger.read("access")).resolves.toHaveLength(3);
  });
});
