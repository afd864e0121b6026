import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { appendLeaf, emptyRoot, hashLeaf, hashNode, rootOf } from "../../../core/evidence/merkle.ts";
import { verifyInclusion } from "../../../core/evidence/merkle-proof.ts";
import { consistencyProof, createMerkleTree, inclusionProof } from "../../../core/evidence/merkle-tree.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const sha = (...parts: Uint8Array[]): string => createHash("sha256").update(Buffer.concat(parts)).digest("hex");
const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));

describe("the tree of the log", () => {
  it("gives the root that RFC 6962's reference tree of eight leaves has", () => {
    const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const hashes = leaves.map((leaf) => hashLeaf(Buffer.from(leaf, "hex")));
    expect(hex(createMerkleTree(hashes).root(8))).toBe(
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    );
  });

  it("has the hash of nothing as its empty root", () => {
    expect(hex(emptyRoot())).toBe(sha());
    expect(hex(rootOf([]))).toBe(sha());
  });

  it("hashes leaves and nodes under different prefixes, so that a node cannot pass for a leaf", () => {
    const [one, two] = [hashLeaf(Buffer.from("one")), hashLeaf(Buffer.from("two"))];
    expect(hex(one)).toBe(sha(Buffer.of(0), Buffer.from("one")));
    expect(hex(hashNode(one, two))).toBe(sha(Buffer.of(1), one, two));
    expect(hex(hashLeaf(Buffer.concat([one, two])))).not.toBe(hex(hashNode(one, two)));
  });

  it("refuses a frontier that belongs to another size", () => {
    const [leaf = new Uint8Array(32)] = leavesOf(1);
    expect(() => appendLeaf([leaf], 2 ** 0 + 2, leaf)).toThrow("invalid");
    expect(() => appendLeaf([], 1, leaf)).toThrow("invalid");
    expect(() => appendLeaf([leaf], 0, leaf)).toThrow("invalid");
    expect(() => appendLeaf([], -1, leaf)).toThrow("invalid");
    expect(appendLeaf([leaf], 1, leaf).size).toBe(2);
  });

  it("refuses a proof outside the log", () => {
    const leaves = leavesOf(5);
    expect(() => inclusionProof(leaves, 5, 5)).toThrow("invalid");
    expect(() => inclusionProof(leaves, 0, 6)).toThrow("invalid");
    expect(() => inclusionProof(leaves, -1, 5)).toThrow("invalid");
    expect(() => consistencyProof(leaves, 4, 3)).toThrow("invalid");
    expect(() => createMerkleTree(leaves).root(6)).toThrow("invalid");
    expect(inclusionProof(leaves, 4, 5)).toHaveLength(1);
  });

  it("proves entries of a log of 100,000 leaves, whose root the frontier reaches too", () => {
    const leaves = leavesOf(100_000);
    const tree = createMerkleTree(leaves);
    let log: { frontier: readonly Uint8Array[]; size: number } = { frontier: [], size: 0 };
    for (const leaf of leaves) {
      const next = appendLeafQuickly(log.frontier, log.size, leaf);
      log = next;
    }
    const root = tree.root(100_000);
    expect(hex(rootOf(log.frontier))).toBe(hex(root));
    for (const index of [0, 1, 65_535, 65_536, 99_998, 99_999]) {
      const proof = tree.inclusion(index, 100_000);
      const leafHash = leaves[index] ?? new Uint8Array(0);
      expect(verifyInclusion({ leafHash, index, size: 100_000, proof, root })).toBe(true);
    }
  });
});

/** Only the frontier is carried on: the root of each step is not looked at. */
function appendLeafQuickly(frontier: readonly Uint8Array[], size: number, leaf: Uint8Array) {
  const next = appendLeaf(frontier, size, leaf);
  return { frontier: next.frontier, size: next.size };
}
