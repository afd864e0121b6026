import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendLeaf, emptyRoot, hashLeaf } from "../../core/evidence/merkle.ts";
import { verifyConsistency, verifyInclusion } from "../../core/evidence/merkle-proof.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";

const MOST = 600;
const leaves = Array.from({ length: MOST }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** RFC 6962 §2.1 word for word, on another SHA-256. */
function naiveRoot(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 0) return createHash("sha256").digest();
  if (hashes.length === 1) return Buffer.from(hashes[0] ?? []);
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  const [left, right] = [naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split))];
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}

const sizes = fc.integer({ min: 1, max: MOST });
const tree = createMerkleTree(leaves);

describe("trees of up to 600 leaves, against a naive tree", () => {
  it("appending through the frontier gives the naive root at every size", () => {
    let log: { frontier: readonly Uint8Array[]; size: number; root: Uint8Array } = {
      frontier: [],
      size: 0,
      root: emptyRoot(),
    };
    for (const [index, leaf] of leaves.entries()) {
      log = appendLeaf(log.frontier, log.size, leaf);
      if (index % 7 === 0 || index > MOST - 20) expect(hex(log.root)).toBe(hex(naiveRoot(leaves.slice(0, index + 1))));
    }
    expect(log.size).toBe(MOST);
  });

  it("every inclusion proof verifies at its place and at no other", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, pick, elsewhere) => {
        const index = pick % size;
        const root = naiveRoot(leaves.slice(0, size));
        const proof = tree.inclusion(index, size);
        const leafHash = leaves[index] ?? new Uint8Array(0);
        expect(verifyInclusion({ leafHash, index, size, proof, root })).toBe(true);
        const other = elsewhere % size;
        if (other !== index) expect(verifyInclusion({ leafHash, index: other, size, proof, root })).toBe(false);
        expect(verifyInclusion({ leafHash, index, size, proof: [...proof, leafHash], root })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("every consistency proof verifies between its two trees and no proof with a changed bit does", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (second, pick, bit) => {
        const first = 1 + (pick % second);
        const firstRoot = naiveRoot(leaves.slice(0, first));
        const secondRoot = naiveRoot(leaves.slice(0, second));
        const proof = tree.consistency(first, second);
        expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof })).toBe(true);
        const bent = proof.map((hash) => Uint8Array.from(hash));
        const victim = bent[bit % Math.max(bent.length, 1)];
        if (!victim) return;
        victim[bit % 32] = (victim[bit % 32] ?? 0) ^ (1 << (bit % 8));
        expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof: bent })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
