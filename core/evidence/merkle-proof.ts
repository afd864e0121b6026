import { hashNode } from "./merkle.ts";

export type InclusionClaim = {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};
export type ConsistencyClaim = {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

const HASH_BYTES = 32;
const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
const half = (value: number): number => Math.floor(value / 2);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const allHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every((hash) => hash.length === HASH_BYTES);

/** Whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2). Never throws: anything malformed is false. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leafHash, index, size, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || !allHashes([leafHash, root, ...proof])) return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashNode(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(hash, root);
}

/**
 * Whether the first tree is a prefix of the second (RFC 9162 §2.1.4.2). Never throws: anything malformed is false,
 * and so is a first size of 0, of which every tree is a continuation: such a proof says nothing.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first === 0 || first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (!allHashes([firstRoot, secondRoot, ...proof])) return false;
  if (proof.length === 0) return false;
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // A first tree that is one full subtree starts from its own root, which the proof leaves out.
  const [start, ...rest] = node === 0 ? [firstRoot, ...proof] : proof;
  if (!start) return false;
  let [firstHash, secondHash] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [firstHash, secondHash] = [hashNode(sibling, firstHash), hashNode(sibling, secondHash)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else secondHash = hashNode(secondHash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(firstHash, firstRoot) && same(secondHash, secondRoot);
}
