import { Refusal } from "../refusal.ts";
import { emptyRoot, hashNode } from "./merkle.ts";

/** A tree over known leaf hashes that answers for every size up to theirs. Full subtrees are hashed once and kept. */
export type MerkleTree = {
  readonly size: number;
  root(size: number): Uint8Array;
  inclusion(index: number, size: number): readonly Uint8Array[];
  consistency(first: number, second: number): readonly Uint8Array[];
};

/** The largest power of two smaller than `size` (RFC 6962 §2.1: k < n ≤ 2k). */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

const isPowerOfTwo = (size: number): boolean => splitOf(size) * 2 === size || size === 1;

/**
 * Builds a tree over leaf hashes (32 bytes each), taken as they are now: later changes of the array are not seen.
 * `root`, `inclusion` and `consistency` throw Refusal("invalid") outside 0 ≤ index < size ≤ leaves.
 */
export function createMerkleTree(leafHashes: readonly Uint8Array[]): MerkleTree {
  const leaves = [...leafHashes];
  const full = new Map<string, Uint8Array>();

  function hashOf(from: number, size: number): Uint8Array {
    const leaf = leaves[from];
    if (!leaf) throw new Refusal("invalid", { what: "tree size", size });
    if (size === 1) return leaf;
    const key = `${from}+${size}`;
    const known = full.get(key);
    if (known) return known;
    const split = splitOf(size);
    const hash = hashNode(hashOf(from, split), hashOf(from + split, size - split));
    if (isPowerOfTwo(size)) full.set(key, hash);
    return hash;
  }

  function pathOf(index: number, from: number, size: number): readonly Uint8Array[] {
    if (size === 1) return [];
    const split = splitOf(size);
    return index < split
      ? [...pathOf(index, from, split), hashOf(from + split, size - split)]
      : [...pathOf(index - split, from + split, size - split), hashOf(from, split)];
  }

  /** RFC 6962 §2.1.2, SUBPROOF: `whole` says that the first tree is this subtree, whose hash the reader has. */
  function subproof(first: number, from: number, part: { size: number; whole: boolean }): readonly Uint8Array[] {
    const { size, whole } = part;
    if (first === size) return whole ? [] : [hashOf(from, size)];
    const split = splitOf(size);
    return first <= split
      ? [...subproof(first, from, { size: split, whole }), hashOf(from + split, size - split)]
      : [...subproof(first - split, from + split, { size: size - split, whole: false }), hashOf(from, split)];
  }

  function inside(smaller: number, size: number): void {
    const fits = Number.isSafeInteger(smaller) && Number.isSafeInteger(size) && smaller >= 0;
    if (!fits || smaller > size || size > leaves.length) throw new Refusal("invalid", { what: "tree size", size });
  }

  return {
    size: leaves.length,
    root(size) {
      inside(0, size);
      return size === 0 ? emptyRoot() : hashOf(0, size);
    },
    inclusion(index, size) {
      inside(index, size);
      if (index === size) throw new Refusal("invalid", { what: "leaf index", index });
      return pathOf(index, 0, size);
    },
    consistency(first, second) {
      inside(first, second);
      return first === 0 ? [] : subproof(first, 0, { size: second, whole: true });
    },
  };
}

/** RFC 6962 §2.1.1 audit path, leaf to root. For many proofs of one log build one `createMerkleTree`. */
export const inclusionProof = (leafHashes: readonly Uint8Array[], index: number, size: number): readonly Uint8Array[] =>
  createMerkleTree(leafHashes.slice(0, size)).inclusion(index, size);

/** RFC 6962 §2.1.2 consistency proof between the first `first` and the first `second` leaves. Empty from size 0. */
export const consistencyProof = (
  leafHashes: readonly Uint8Array[],
  first: number,
  second: number,
): readonly Uint8Array[] => createMerkleTree(leafHashes.slice(0, second)).consistency(first, second);
