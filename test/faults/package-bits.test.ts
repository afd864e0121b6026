import { describe, expect, it } from "vitest";
import { aSmallLog } from "../fakes/evidence-source.ts";
import { exportOf } from "../fakes/packages.ts";
import { loadVerifier } from "../fakes/verifier.ts";

const LONG = 1_800_000;
const verifier = await loadVerifier();
const log = aSmallLog();

describe("every single bit of a small exported package", async () => {
  const file = Buffer.from(await exportOf(log, { anchors: [3] }));
  const key = log.key.fingerprint;

  it(
    "is found when flipped",
    () => {
      expect(verifier.verifyPackage(file, { key }).exit).toBe(0);
      const missed: number[] = [];
      for (let bit = 0; bit < file.length * 8; bit++) {
        const [byte, mask] = [bit >> 3, 1 << (bit & 7)];
        file[byte] = (file[byte] ?? 0) ^ mask;
        if (verifier.verifyPackage(file, { key }).exit === 0) missed.push(bit);
        file[byte] = (file[byte] ?? 0) ^ mask;
      }
      expect(missed).toEqual([]);
      expect(verifier.verifyPackage(file, { key }).exit).toBe(0);
    },
    LONG,
  );
});
