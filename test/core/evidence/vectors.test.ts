import { describe, expect, it } from "vitest";
import { verifyConsistency, verifyInclusion } from "../../../core/evidence/merkle-proof.ts";
import { bytesOf, consistencyVectors, inclusionVectors, referenceData } from "./vectors.ts";

describe.skipIf(!referenceData)("proofs against the independent vectors (needs reference data)", () => {
  it("all 98 inclusion vectors get the answer that their authors gave", () => {
    const vectors = inclusionVectors();
    const wrong = vectors.filter((vector) => {
      const accepted = verifyInclusion({
        leafHash: bytesOf(vector.leafHash),
        index: vector.leafIdx,
        size: vector.treeSize,
        proof: (vector.proof ?? []).map(bytesOf),
        root: bytesOf(vector.root),
      });
      return accepted === vector.wantErr;
    });
    expect(vectors).toHaveLength(98);
    expect(wrong).toEqual([]);
  });

  it("all 98 consistency vectors get the answer that their authors gave", () => {
    const vectors = consistencyVectors();
    const wrong = vectors.filter((vector) => {
      const accepted = verifyConsistency({
        first: vector.size1,
        second: vector.size2,
        firstRoot: bytesOf(vector.root1),
        secondRoot: bytesOf(vector.root2),
        proof: (vector.proof ?? []).map(bytesOf),
      });
      return accepted === vector.wantErr;
    });
    expect(vectors).toHaveLength(98);
    expect(wrong).toEqual([]);
  });
});
