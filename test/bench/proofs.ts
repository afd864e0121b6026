import { hashLeaf } from "../../core/evidence/merkle.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { verifyInclusion } from "../../core/evidence/merkle-proof.ts";
import { loadVerifier } from "../fakes/verifier.ts";
import type { Figure } from "./figure.ts";

const LEAVES = 100_000;
const PACKAGED = 20_000;
/** About as long as a leaf of the log is. */
const PADDING = "0".repeat(400);

const seconds = (act: () => void): number => {
  const before = performance.now();
  act();
  return (performance.now() - before) / 1000;
};

type Check = (claim: Parameters<typeof verifyInclusion>[0]) => boolean;
/** Checks proofs against the root; one that does not lead there stops the run. */
function checkAll(leaves: readonly Uint8Array[], made: Made, check: Check): void {
  made.proofs.forEach((proof, index) => {
    const leafHash = leaves[index];
    if (!leafHash || !check({ leafHash, index, size: LEAVES, proof, root: made.root }))
      throw new Error(`entry ${index} is not in its own log`);
  });
}
type Made = { readonly root: Uint8Array; readonly proofs: readonly (readonly Uint8Array[])[] };

export const proofs: Figure = {
  name: "proofs",
  what: `a log of ${LEAVES} entries: its root from the entries, then the inclusion of every one`,
  async run() {
    const verifier = await loadVerifier();
    const text = new TextEncoder();
    const entries = Array.from({ length: LEAVES }, (_, seq) => text.encode(JSON.stringify({ seq, body: PADDING })));
    let leaves: readonly Uint8Array[] = [];
    const hashing = seconds(() => (leaves = entries.map(hashLeaf)));
    const tree = createMerkleTree(leaves);
    const rooting = seconds(() => tree.root(LEAVES));
    let made: Made = { root: tree.root(LEAVES), proofs: [] };
    const making = seconds(() => (made = { ...made, proofs: leaves.map((_, index) => tree.inclusion(index, LEAVES)) }));
    const core = seconds(() => checkAll(leaves, made, verifyInclusion));
    const some = { ...made, proofs: made.proofs.slice(0, PACKAGED) };
    const packaged = seconds(() => checkAll(leaves, some, (claim) => verifier.verifyInclusion(claim)));
    const rates = { core: LEAVES / core, packaged: PACKAGED / packaged };
    return [
      { what: "leaves hashed", rate: LEAVES / hashing, more: `${hashing.toFixed(2)} s` },
      { what: "root of the whole log", ms: [rooting * 1000] },
      { what: "inclusion proofs made", rate: LEAVES / making, more: `${making.toFixed(2)} s` },
      { what: "inclusion verified, core", rate: rates.core, more: `${core.toFixed(2)} s for all` },
      { what: `inclusion verified, verify.mjs (${PACKAGED} of them)`, rate: rates.packaged },
      { what: "ratio of rates, core / verify.mjs", ratio: rates.core / rates.packaged },
    ];
  },
};
