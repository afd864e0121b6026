import { rm } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { seedOfRun } from "./desk/seeded.ts";
import { patchedCopy, type Patch } from "./failpoints.ts";
import { broken, runWriteBacks, type Plan } from "./write-back/run.ts";

const LONG = 900_000;

/** Each send under a key of its own: a receiver cannot tell the second from the first. */
const KEY_OFF: Patch = {
  name: "the idempotency key, another one each time",
  file: "bot/work/write-back-attempt.ts",
  anchor: "await entry.target.send(diff, hash, found.key, seen.version);",
  becomes: "await entry.target.send(diff, hash, `${found.key}-${Math.random()}`, seen.version);",
};

async function killed(patches: readonly Patch[], plan: Omit<Plan, "seed" | "copy">) {
  const begun = Date.now();
  const seed = seedOfRun();
  const copy = await patchedCopy(patches);
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  const ran = await runWriteBacks({ ...plan, seed, copy });
  onTestFinished(() => ran.desk.close());
  const came = Object.values(ran.effects.messages);
  const again = came.reduce((sum, one) => sum + one.came - 1, 0);
  const faults = await broken(ran);
  console.log(
    `write-back kills (seed ${seed}): ${ran.kills}, ${ran.cut} with work in hand; ${ran.expected.length} write-backs, ${ran.leftAfterKills} left when the kills ended, ${ran.putBack} put back by hand, ${again} messages came again, ${ran.effects.lost} answers lost; ${ran.killSeconds} s of kills, ${Math.round((Date.now() - begun) / 1000)} s in all`,
  );
  for (const { rule, what } of faults.slice(0, 8)) console.log(`broken: ${rule}: ${what}`);
  return { ...ran, again, faults };
}

describe("processes that write back, killed at any moment", () => {
  it(
    "300 kills over 1,000 write-backs: every record ends as decided, each key effective once, nothing lost",
    async () => {
      const { kills, cut, again, faults, expected } = await killed([], {
        cases: 100,
        lines: 5,
        kills: 300,
        kinds: ["webhook", "sap-product"],
      });
      expect(expected).toHaveLength(1000);
      expect(faults).toEqual([]);
      expect(kills).toBeGreaterThanOrEqual(300);
      expect(cut).toBeGreaterThan(100);
      // What the key is for did happen.
      expect(again).toBeGreaterThan(0);
    },
    LONG,
  );

  it(
    "with a new key for each send, records take effect twice",
    async () => {
      const { faults } = await killed([KEY_OFF], { cases: 30, lines: 5, kills: 30, kinds: ["webhook"] });
      expect([...new Set(faults.map(({ rule }) => rule))]).toContain("once");
    },
    LONG,
  );
});
