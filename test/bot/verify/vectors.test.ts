import { describe, expect, it } from "vitest";
import { bytesOf, consistencyVectors, inclusionVectors, referenceData } from "../../core/evidence/vectors.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();

describe.skipIf(!referenceData)("the verifier's proofs against the independent vectors (needs reference data)", () => {
  it("all 98 inclusion vectors get the answer that their authors gave", () => {
    const wrong = inclusionVectors().filter((vector) => {
      const [leafHash, root] = [bytesOf(vector.leafHash), bytesOf(vector.root)];
      const proof = (vector.proof ?? []).map(bytesOf);
      const claim = { leafHash, index: vector.leafIdx, size: vector.treeSize, proof, root };
      return verifier.verifyInclusion(claim) === vector.wantErr;
    });
    expect(inclusionVectors()).toHaveLength(98);
    expect(wrong).toEqual([]);
  });

  it("all 98 consistency vectors get the answer that their authors gave", () => {
    const wrong = consistencyVectors().filter((vector) => {
      const [firstRoot, secondRoot] = [bytesOf(vector.root1), bytesOf(vector.root2)];
      const proof = (vector.proof ?? []).map(bytesOf);
      const claim = { first: vector.size1, second: vector.size2, firstRoot, secondRoot, proof };
      return verifier.verifyConsistency(claim) === vector.wantErr;
    });
    expect(consistencyVectors()).toHaveLength(98);
    expect(wrong).toEqual([]);
  });
});
