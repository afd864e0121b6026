import { rm } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  blind,
  current,
  decisions,
  evidence,
  keyed,
  readable,
  requestsToCases,
  shown,
  undone,
} from "./desk/invariants.ts";
import type { Broken } from "./desk/invariants.ts";
import { runKills, type KillPlan, type KillRun } from "./desk/kill-run.ts";
import { verifyPackages } from "./desk/packages.ts";
import { openHomeOf, readCases } from "./desk/read-home.ts";
import { seedOfRun } from "./desk/seeded.ts";
import { openWorld, type World } from "./desk/world.ts";
import { EFFECT_LEDGER_OFF, FAILPOINTS, patchedCopy, POINTS, type Patch } from "./failpoints.ts";

const LONG = 1_800_000;
const PER_POINT = 5;

/** Everything that must hold afterwards, read from the database and from what the platforms received. */
async function check(
  world: World,
  run: KillRun,
  seed: number,
): Promise<{ readonly broken: readonly Broken[]; readonly decided: number }> {
  const home = await openHomeOf(world);
  const cases = await readCases(home);
  const broken = [
    ...requestsToCases(run.asked, cases),
    ...decisions(cases),
    ...(await undone(home)),
    ...current(cases),
    ...readable(world, cases),
    ...(await keyed(world, cases)),
    ...blind(world, cases, run.supervisor.windows()),
    ...shown(cases),
    ...(await evidence(home, cases)),
    ...(await verifyPackages(home, world, { cases, seed })),
  ];
  await home.database.close();
  return { broken, decided: cases.filter(({ row }) => row.state === "decided").length };
}

async function killed(patches: readonly Patch[], plan: KillPlan) {
  const copy = await patchedCopy(patches);
  const world = await openWorld(copy);
  onTestFinished(async () => {
    await world.close();
    await rm(copy, { recursive: true, force: true });
  });
  const run = await runKills(world, plan);
  const hits = run.supervisor.hits();
  const { broken, decided } = await check(world, run, plan.seed);
  const kills = [...hits].map(([point, count]) => `${point} ${count}`).join(", ");
  console.log(
    `kills (seed ${plan.seed}): ${kills}; ${run.supervisor.lives()} starts; ${run.asked.length} requests in ${run.deliveries} deliveries, sent ${run.sent} times; ${run.storms} cases clicked at once, ${decided} decided`,
  );
  for (const { rule, what } of broken.slice(0, 12)) console.log(`broken: ${rule}: ${what}`);
  return { hits, broken, decided };
}

describe("a desk killed at named points while requests flow in", () => {
  it(
    "keeps each acknowledged request as one case, decides once, posts once, and its evidence verifies",
    async () => {
      const kills = Object.fromEntries(POINTS.map((point) => [point, PER_POINT]));
      const { hits, broken, decided } = await killed(FAILPOINTS, {
        seed: seedOfRun(),
        requests: 500,
        kills,
        storms: 40,
      });
      expect(POINTS.filter((point) => (hits.get(point) ?? 0) < PER_POINT)).toEqual([]);
      expect(broken).toEqual([]);
      expect(decided).toBeGreaterThanOrEqual(30);
    },
    LONG,
  );

  it(
    "posts readable cards twice once the effect ledger is switched off",
    async () => {
      const plan = { seed: seedOfRun(), requests: 120, kills: { "sent-readable": 6 }, storms: 0 };
      const { hits, broken } = await killed([...FAILPOINTS, EFFECT_LEDGER_OFF], plan);
      expect(hits.get("sent-readable")).toBeGreaterThanOrEqual(PER_POINT);
      // This rule and no other: everything else does not rest on the effect ledger.
      expect([...new Set(broken.map(({ rule }) => rule))]).toEqual(["readable once"]);
    },
    LONG,
  );
});
