import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { caseStream } from "../../../core/ids.ts";
import { aCaseId, aSmallLog, createFakeEvidence } from "../../fakes/evidence-source.ts";
import { exportOf, membersOf } from "../../fakes/packages.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();
const small = Buffer.from(await exportOf(aSmallLog()));

async function aLargePackage(): Promise<Buffer> {
  const log = createFakeEvidence("large");
  const own = caseStream(aCaseId);
  for (let count = 0; count < 120; count++) {
    const bytes = createHash("shake256", { outputLength: 5000 }).update(`file ${count}`).digest();
    log.append(own, { weight: "revises", blobs: [log.putBlob(bytes, "application/octet-stream")], payload: { count } });
  }
  return Buffer.from(await exportOf(log));
}

/** A sequence of whole numbers below `bound` that is the same in every run. */
function* numbers(seed: string, bound: number): Generator<number> {
  for (let draw = 0; ; draw++) yield createHash("sha256").update(`${seed} ${draw}`).digest().readUInt32LE(0) % bound;
}
const some = (seed: string, bound: number, count: number): number[] =>
  Array.from(
    { length: count },
    (
      (source) => () =>
        source.next().value as number
    )(numbers(seed, bound)),
  );

describe("a package of over a megabyte", async () => {
  const large = await aLargePackage();

  it("is intact as it is", () => {
    expect(large.length).toBeGreaterThan(1_000_000);
    expect(verifier.verifyPackage(large).exit).toBe(0);
  });

  it("shows each of 1,000 random flipped bits", () => {
    const missed = some("bits", large.length * 8, 1000).filter((bit) => {
      const [byte, mask] = [Math.floor(bit / 8), 1 << (bit % 8)];
      large[byte] = (large[byte] ?? 0) ^ mask;
      const { exit } = verifier.verifyPackage(large);
      large[byte] = (large[byte] ?? 0) ^ mask;
      return exit === 0;
    });
    expect(missed).toEqual([]);
  });

  it("shows each of 200 random bits flipped inside members whose checksums were put right", () => {
    const members = membersOf(verifier, large);
    const missed = some("inside", 2 ** 32, 200).filter((draw) => {
      const { data } = members[draw % members.length] ?? { data: Buffer.alloc(0) };
      if (data.length === 0) return false;
      const [byte, mask] = [draw % data.length, 1 << (draw % 8)];
      data[byte] = (data[byte] ?? 0) ^ mask;
      const { exit } = verifier.verifyPackage(verifier.buildContainer(members));
      data[byte] = (data[byte] ?? 0) ^ mask;
      return exit !== 1;
    });
    expect(missed).toEqual([]);
  });
});

describe("the bytes of a package", () => {
  it("cut off anywhere are a package that is incomplete, or none", () => {
    for (const length of some("cuts", small.length, 300)) {
      const result = verifier.verifyPackage(small.subarray(0, length));
      expect([2, 3], String(length)).toContain(result.exit);
    }
    expect(verifier.verifyPackage(small.subarray(0, small.length - 1)).exit).toBe(2);
    expect(verifier.verifyPackage(small.subarray(0, 200)).exit).toBe(2);
  });

  it("with some taken out of the middle or put in are found", () => {
    for (const place of some("places", small.length - 1, 200)) {
      const shorter = Buffer.concat([small.subarray(0, place), small.subarray(place + 1)]);
      const longer = Buffer.concat([small.subarray(0, place), Buffer.of(place % 256), small.subarray(place)]);
      expect(verifier.verifyPackage(shorter).exit, String(place)).not.toBe(0);
      expect(verifier.verifyPackage(longer).exit, String(place)).not.toBe(0);
    }
  });

  it("followed by anything, preceded by anything or doubled are found", () => {
    for (const bytes of [
      Buffer.concat([small, Buffer.of(0)]),
      Buffer.concat([Buffer.of(0), small]),
      Buffer.concat([small, small]),
    ])
      expect(verifier.verifyPackage(bytes).exit).toBe(1);
  });

  it("with members in another order, or one twice, are found", () => {
    const members = membersOf(verifier, small);
    const [first, second, ...rest] = members;
    if (!first || !second) throw new Error("too small");
    const plain = (list: typeof members): Buffer => {
      // Names are sorted by the builder, so order is forged by building each local part alone.
      const locals = list.map((one) =>
        verifier.buildContainer([one]).subarray(0, 30 + one.name.length + one.data.length),
      );
      const directory = small.subarray(locals.reduce((sum, part) => sum + part.length, 0));
      return Buffer.concat([...locals, directory]);
    };
    expect(plain(members).equals(small)).toBe(true);
    expect(verifier.verifyPackage(plain([second, first, ...rest])).exit).toBe(1);
    expect(verifier.verifyPackage(plain([first, first, ...rest])).exit).toBe(1);
  });
});
