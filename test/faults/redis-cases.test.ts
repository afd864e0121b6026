import { rm } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import { check } from "./desk/check.ts";
import { seeded, seedOfRun } from "./desk/seeded.ts";
import { runSteady } from "./desk/steady-run.ts";
import { openWorld } from "./desk/world.ts";
import { FAILPOINTS, PATIENT, patchedCopy } from "./failpoints.ts";
import { startChaos } from "./queue/redis-chaos.ts";

const LONG = 3_600_000;
const CASES = Number(process.env["DESK_FAULT_CASES"] ?? 240);
const PER_SECOND = 6;
/** The longest that lies between two kills: the wait, the time emptied, the time away and its start. */
const RARELY_S = 15;
const LEAST_KILLS = Math.floor(CASES / PER_SECOND / RARELY_S);

/** What storing a delivery may take before the desk of the product answers 503, and the platform sends again. */
const BUDGET_MS = 800;

const quantile = (sorted: readonly number[], of: number): number => sorted[Math.floor(of * (sorted.length - 1))] ?? 0;

describe.skipIf(!HAS_REDIS)(`three desks whose Redis is killed every 5 to 10 s (${NEEDS_REDIS})`, () => {
  it(
    `acknowledge ${CASES} requests at the first try, and make one case and one card of each`,
    async () => {
      const seed = seedOfRun();
      const redis = await startRedis();
      const copy = await patchedCopy([...FAILPOINTS, PATIENT]);
      const world = await openWorld(copy, redis.url);
      onTestFinished(async () => {
        await world.close();
        await redis.stop();
        await rm(copy, { recursive: true, force: true });
      });
      const chaos = startChaos(redis, { everyMs: 5000, random: seeded(seed) });
      const { isAway } = chaos;
      const run = await runSteady(world, { seed, requests: CASES, perSecond: PER_SECOND, processes: 3, isAway });
      await chaos.stop();
      const { broken, cases } = await check(world, run, seed);
      const { acks, supervisor } = run;
      const ms = acks.map((ack) => ack.ms).toSorted((one, other) => one - other);
      const refused = acks.filter(({ status }) => status === null || status < 200 || status > 299);
      const late = ms.filter((one) => one > BUDGET_MS).length;
      const whileAway = acks.filter((ack) => ack.whileAway).length;
      console.log(
        `redis kills: ${chaos.kills()}, flushes: ${chaos.flushes()} (seed ${seed}); ${acks.length} deliveries of ${CASES} requests, ${whileAway} while Redis was dead, ${refused.length} not acknowledged; ack p50 ${quantile(ms, 0.5).toFixed(0)} ms, p99 ${quantile(ms, 0.99).toFixed(0)} ms, longest ${quantile(ms, 1).toFixed(0)} ms, ${late} over ${BUDGET_MS} ms; ${cases} cases`,
      );
      expect(broken).toEqual([]);
      expect(cases).toBe(CASES);
      expect(refused).toEqual([]);
      expect(whileAway).toBeGreaterThan(0);
      expect(chaos.kills()).toBeGreaterThanOrEqual(LEAST_KILLS);
      expect(chaos.flushes()).toBeGreaterThan(0);
      // No desk died: no send was cut off before its store, so not even a blind card came twice.
      expect([...supervisor.windows()].filter(([, cut]) => cut > 0)).toEqual([]);
    },
    LONG,
  );
});
