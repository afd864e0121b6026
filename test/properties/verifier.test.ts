import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { parseBase64 } from "../../core/evidence/base64.ts";
import { hashLeaf } from "../../core/evidence/merkle.ts";
import { verifyConsistency, verifyInclusion } from "../../core/evidence/merkle-proof.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { writeContainer } from "../../bot/evidence/container.ts";
import type { Json } from "../../core/json.ts";
import { loadVerifier } from "../fakes/verifier.ts";

const verifier = await loadVerifier();
const leaves = Array.from({ length: 600 }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));
const tree = createMerkleTree(leaves);
const small = fc.integer({ min: 0, max: 40 });

/** The proof as it is, or bent: a hash left out, doubled, or one bit changed. */
function bent(proof: readonly Uint8Array[], how: number): readonly Uint8Array[] {
  if (how % 4 === 0 || proof.length === 0) return proof;
  const at = how % proof.length;
  if (how % 4 === 1) return proof.toSpliced(at, 1);
  if (how % 4 === 2) return proof.toSpliced(at, 0, proof[at] ?? new Uint8Array(32));
  const changed = Uint8Array.from(proof[at] ?? []);
  changed[how % 32] = (changed[how % 32] ?? 0) ^ 1;
  return proof.with(at, changed);
}

describe("writer and verifier, which share no code", () => {
  it("write the same canonical text for every JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        expect(verifier.canonicalJson(value)).toBe(canonicalText(value as Json));
      }),
      { numRuns: 500 },
    );
  });

  it("write the same canonical number for every double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(verifier.canonicalJson(value)).toBe(canonicalText(value));
      }),
      { numRuns: 1000 },
    );
  });

  it("read no text but the canonical one", () => {
    for (const other of [
      ' {"a":1}',
      '{"a":1.0}',
      '{"b":1,"a":1}',
      '{"a":1,"a":1}',
      '"\\u0041"',
      '"\\ud800"',
      "1e2",
      "[1,]",
    ])
      expect(verifier.parseCanonical(Buffer.from(other)), other).toBeUndefined();
    expect(verifier.parseCanonical(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
    expect(verifier.parseCanonical(Buffer.from("\ufeff{}"))).toBeUndefined();
    expect(verifier.parseCanonical(Buffer.from('{"__proto__":1,"a":2}'))).toBeDefined();
  });

  it("accept and refuse the same inclusion proofs, true and bent", () => {
    fc.assert(
      fc.property(small, small, small, fc.nat(1000), (index, size, claimed, how) => {
        const root = tree.root(Math.max(size, 1));
        const proof = bent(tree.inclusion(Math.min(claimed, Math.max(size, 1) - 1), Math.max(size, 1)), how);
        const claim = { leafHash: leaves[claimed] ?? new Uint8Array(32), index, size, proof, root };
        expect(verifier.verifyInclusion(claim)).toBe(verifyInclusion(claim));
      }),
      { numRuns: 2000 },
    );
  });

  it("accept and refuse the same consistency proofs, true and bent", () => {
    fc.assert(
      fc.property(small, small, small, fc.nat(1000), (first, second, claimed, how) => {
        const [low, high] = [Math.min(claimed, second), Math.max(claimed, second, 1)];
        const proof = bent(tree.consistency(Math.max(low, 1), high), how);
        const claim = { first, second, proof, firstRoot: tree.root(first), secondRoot: tree.root(high) };
        expect(verifier.verifyConsistency(claim)).toBe(verifyConsistency(claim));
        const fit = { ...claim, first: Math.max(low, 1), firstRoot: tree.root(Math.max(low, 1)), second: high };
        expect(verifier.verifyConsistency(fit)).toBe(verifyConsistency(fit));
      }),
      { numRuns: 2000 },
    );
  });

  it("read and refuse the same base64", () => {
    const mine = (text: string): string | null => {
      try {
        return Buffer.from(parseBase64(text)).toString("hex");
      } catch {
        return null;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("ABYZaz09+/=-_ ")), maxLength: 12 }), (text) => {
        expect(verifier.fromBase64(text)?.toString("hex") ?? null).toBe(mine(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("write the same container of the same members in any order", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);
    const members = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 40 }) }), {
      selector: (one) => one.name,
      maxLength: 12,
    });
    fc.assert(
      fc.property(members, (list) => {
        const written = Buffer.from(writeContainer(list.toReversed()));
        const theirs = list.map((one) => ({ name: one.name, data: Buffer.from(one.bytes) }));
        expect(written.equals(verifier.buildContainer(theirs))).toBe(true);
      }),
    );
  });
});
