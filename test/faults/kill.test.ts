import { rm } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import { check } from "./desk/check.ts";
import { runKills, type KillPlan } from "./desk/kill-run.ts";
import { seeded, seedOfRun } from "./desk/seeded.ts";
import { openWorld } from "./desk/world.ts";
import { EFFECT_LEDGER_OFF, FAILPOINTS, patchedCopy, POINTS, type Patch } from "./failpoints.ts";
import { startChaos } from "./queue/redis-chaos.ts";

const LONG = 1_800_000;
const PER_POINT = 5;

/** Which patches, and the Redis through which several desks share the work; null: one desk, in its own process. */
type Setting = { readonly patches: readonly Patch[]; readonly redisUrl: string | null };

async function killed({ patches, redisUrl }: Setting, plan: KillPlan) {
  const copy = await patchedCopy(patches);
  const world = await openWorld(copy, redisUrl);
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
  return { hits, broken, decided };
}

describe("a desk killed at named points while requests flow in", () => {
  it(
    "keeps each acknowledged request as one case, decides once, posts once, and its evidence verifies",
    async () => {
      const kills = Object.fromEntries(POINTS.map((point) => [point, PER_POINT]));
      const { hits, broken, decided } = await killed(
        { patches: FAILPOINTS, redisUrl: null },
        { seed: seedOfRun(), processes: 1, requests: 500, kills, storms: 60 },
      );
      expect(POINTS.filter((point) => (hits.get(point) ?? 0) < PER_POINT)).toEqual([]);
      expect(broken).toEqual([]);
      expect(decided).toBeGreaterThanOrEqual(30);
    },
    LONG,
  );

  it(
    "posts readable cards twice once the effect ledger is switched off",
    async () => {
      const plan = { seed: seedOfRun(), processes: 1, requests: 120, kills: { "sent-readable": 6 }, storms: 0 };
      const { hits, broken } = await killed({ patches: [...FAILPOINTS, EFFECT_LEDGER_OFF], redisUrl: null }, plan);
      expect(hits.get("sent-readable")).toBeGreaterThanOrEqual(PER_POINT);
      // This rule and no other: everything else does not rest on the effect ledger.
      expect([...new Set(broken.map(({ rule }) => rule))]).toEqual(["readable once"]);
    },
    LONG,
  );
});

/** The web desk stands in one process: where three share the work there is none, and no point of it. */
const SHARED_POINTS = POINTS.filter((point) => point !== "sent-keyed");
const PER_SHARED_POINT = Number(process.env["DESK_FAULT_KILLS"] ?? 3);

describe.skipIf(!HAS_REDIS)(`three desks on one database, through one Redis (${NEEDS_REDIS})`, () => {
  it(
    "keep the same promises while each is killed at the same points, and Redis is killed and emptied",
    async () => {
      const seed = seedOfRun();
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const chaos = startChaos(redis, { everyMs: 5000, random: seeded(seed) });
      const { hits, broken, decided } = await killed(
        { patches: FAILPOINTS, redisUrl: redis.url },
        {
          seed,
          processes: 3,
          requests: 8 * SHARED_POINTS.length * PER_SHARED_POINT,
          kills: Object.fromEntries(SHARED_POINTS.map((point) => [point, PER_SHARED_POINT])),
          storms: 30,
        },
      );
      await chaos.stop();
      console.log(`redis kills: ${chaos.kills()}, flushes: ${chaos.flushes()}`);
      expect(SHARED_POINTS.filter((point) => (hits.get(point) ?? 0) < PER_SHARED_POINT)).toEqual([]);
      expect(broken).toEqual([]);
      expect(decided).toBeGreaterThanOrEqual(15);
      expect(chaos.kills()).toBeGreaterThanOrEqual(3);
      expect(chaos.flushes()).toBeGreaterThanOrEqual(1);
    },
    LONG,
  );
});
