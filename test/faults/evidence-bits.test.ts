import { describe, expect, it } from "vitest";
import { aSmallLog } from "../fakes/evidence-source.ts";
import { exportOf, membersOf, resigned, withMembers } from "../fakes/packages.ts";
import { loadVerifier } from "../fakes/verifier.ts";

const LONG = 1_800_000;
const verifier = await loadVerifier();

// The manifest's signature finds every change by itself. Here it is made anew after each flip, by the log's own key:
// what finds the bit now is the chain, the proofs, the checkpoint or a commitment. Only what these cover is flipped.
describe("every single bit of the evidence in a package, signed again after the flip", async () => {
  const beside = ["verify.mjs", "README.txt", "report.txt", "replay/determination.json"];
  const without = Object.fromEntries(beside.map((name) => [name, null]));
  const file = resigned(verifier, withMembers(verifier, Buffer.from(await exportOf(aSmallLog())), without));
  const members = membersOf(verifier, file).filter(({ name }) => !name.startsWith("manifest."));

  it(
    "is found",
    () => {
      expect(verifier.verifyPackage(resigned(verifier, verifier.buildContainer(membersOf(verifier, file)))).exit).toBe(
        0,
      );
      const missed: string[] = [];
      for (const { name, data } of members) {
        for (let bit = 0; bit < data.length * 8; bit++) {
          const bent = Buffer.from(data);
          bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          const changed = resigned(verifier, withMembers(verifier, file, { [name]: bent }));
          if (verifier.verifyPackage(changed).exit !== 1) missed.push(`${name} bit ${bit}`);
        }
      }
      expect(missed).toEqual([]);
      expect(members.map(({ name }) => name.split(".").slice(1).join("."))).toContain("leaf.json");
    },
    LONG,
  );
});
