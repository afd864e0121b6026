import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Leaf } from "../../../core/evidence/leaf.ts";
import { leafHashOf, leafText, parseLeaf } from "../../../core/evidence/leaf.ts";
import { toInstant } from "../../../core/dates.ts";
import { toHash, toPersonId, toSeq, toTenantId } from "../../../core/ids.ts";

const hash = toHash("ab".repeat(32));
const leaf: Leaf = {
  v: 1,
  tenant: toTenantId("local"),
  seq: toSeq(4),
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  at: toInstant("2026-11-23T02:15:00.123Z"),
  stream: "case:01890a5d-ac96-774b-bcce-b302099a8058",
  pos: 1,
  version: 2,
  revision: 1,
  prev: hash,
  type: "facts-found",
  typeV: 1,
  actor: { person: toPersonId("sales-1"), via: "console" },
  cause: null,
  pins: { engine: 1, editions: hash },
  body: { key: "k1", cipher: hash, commitment: hash },
  blobs: [{ key: "k1", cipher: hash, commitment: hash }],
  refs: [toSeq(0)],
};

describe("a leaf", () => {
  it("is read back from its canonical text, which the hash is over", () => {
    const text = leafText(leaf);
    expect(parseLeaf(text)).toEqual(leaf);
    expect(leafHashOf(text)).toBe(createHash("sha256").update(Buffer.of(0)).update(text).digest("hex"));
    expect(text.startsWith('{"actor":{"person":"sales-1","via":"console"},"at":')).toBe(true);
  });

  it("may have no predecessor, cause or pins, and a system as actor", () => {
    const first: Leaf = { ...leaf, pos: 0, prev: null, pins: null, actor: { system: "timer" }, blobs: [], refs: [] };
    expect(parseLeaf(leafText(first))).toEqual(first);
  });

  it("is refused in any text but the canonical one", () => {
    const text = leafText(leaf);
    expect(() => parseLeaf(`${text} `)).toThrow("invalid");
    expect(() => parseLeaf(JSON.stringify(leaf))).toThrow("invalid");
    expect(() => parseLeaf(text.replace('"pos":1', '"pos":1.0'))).toThrow("invalid");
    expect(() => parseLeaf(text.slice(1))).toThrow("invalid");
  });

  it.each([
    ["a member too many, which could carry content", { ...leaf, party: "Acme Example GmbH" }],
    ["a member too few", { ...leaf, cause: undefined }],
    ["another version", { ...leaf, v: 2 }],
    ["a negative position", { ...leaf, pos: -1 }],
    ["a time without milliseconds", { ...leaf, at: "2026-11-23T02:15:00Z" }],
    ["an actor who is both person and system", { ...leaf, actor: { person: "a", via: "cli", system: "timer" } }],
    ["an unknown stream", { ...leaf, stream: "gossip" }],
    ["a hash in capitals", { ...leaf, prev: "AB".repeat(32) }],
  ])("refuses %s", (_, bad) => {
    expect(() => leafText(bad as unknown as Leaf)).toThrow("invalid");
  });
});
