import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { Refusal } from "../refusal.ts";

// RFC 6962 §2.1. The prefixes keep a leaf from being passed off as a node. Hashes are 32 bytes.
const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

/** SHA-256(0x00 ‖ bytes), 32 bytes (RFC 6962 §2.1). */
export const hashLeaf = (bytes: Uint8Array): Uint8Array => sha256(concatBytes(LEAF_PREFIX, bytes));
/** SHA-256(0x01 ‖ left ‖ right), 32 bytes (RFC 6962 §2.1). */
export const hashNode = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(NODE_PREFIX, left, right));
/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array(0));

/** What a log keeps to append without its leaves: `frontier` holds the maximal full subtrees, left to right. */
export type Appended = {
  readonly frontier: readonly Uint8Array[];
  readonly size: number;
  readonly root: Uint8Array;
};

/** The root over a frontier: folded from the right, as RFC 6962 splits at the largest power of two. */
export function rootOf(frontier: readonly Uint8Array[]): Uint8Array {
  const last = frontier.at(-1);
  if (!last) return emptyRoot();
  return frontier.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

/** How many full subtrees a tree of `size` leaves has: the ones in its binary form. */
function subtreeCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/**
 * Appends one leaf hash to a tree of `size` leaves: at most log2(size) + 1 hashes for the frontier and as many for
 * the root. Throws Refusal("invalid") when the frontier does not belong to a tree of that size.
 */
export function appendLeaf(frontier: readonly Uint8Array[], size: number, leafHash: Uint8Array): Appended {
  if (!Number.isSafeInteger(size) || size < 0 || frontier.length !== subtreeCount(size))
    throw new Refusal("invalid", { what: "frontier", size });
  const next = [...frontier];
  let hash = leafHash;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = next.pop();
    if (!left) throw new Refusal("invalid", { what: "frontier", size });
    hash = hashNode(left, hash);
  }
  next.push(hash);
  return { frontier: next, size: size + 1, root: rootOf(next) };
}
