import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import { startChaos } from "./queue/redis-chaos.ts";
import { openWorkers } from "./queue/workers.ts";

const LONG = 1_800_000;
const PROCESSES = 3;
const most = (counts: ReadonlyMap<string, number>): number => Math.max(...counts.values());

async function openThree(itemMs: number) {
  const redis = await startRedis();
  const workers = await openWorkers(redis, itemMs);
  onTestFinished(async () => {
    await workers.close();
    await redis.stop();
  });
  const isLeft = async (): Promise<boolean> => {
    const { ready, leased } = await workers.desk.stores.work.counts();
    return ready + leased > 0;
  };
  return { redis, workers, isLeft };
}

describe.skipIf(!HAS_REDIS)(`three processes, one file, one Redis (${NEEDS_REDIS})`, () => {
  it(
    "do every item once while Redis is killed every 2 to 4 s and emptied in mid-work",
    async () => {
      const items = Number(process.env["DESK_REDIS_ITEMS"] ?? 300);
      const { redis, workers, isLeft } = await openThree(600);
      for (let process = 0; process < PROCESSES; process++) await workers.start();
      await workers.insert(items, 60);
      const chaos = startChaos(redis, { everyMs: 2000, random: Math.random });
      while (await isLeft()) await sleep(100);
      await chaos.stop();
      const [kills, flushes] = [chaos.kills(), chaos.flushes()];
      const { begin, end } = workers.runs();
      console.log(
        `redis kills: ${kills}, flushes: ${flushes}; ${items} items, ${end.size} ended, at most ${most(begin)} runs of one`,
      );
      expect(await workers.desk.stores.work.counts()).toEqual({ ready: 0, leased: 0, done: items, dead: 0 });
      expect(kills).toBeGreaterThan(2);
      expect(flushes).toBeGreaterThan(0);
      // No process died, so no lease ran out: each handler ran exactly once.
      expect([begin.size, most(begin), end.size, most(end)]).toEqual([items, 1, items, 1]);
      expect(workers.logs()).not.toContain("work rows out of reach");
    },
    LONG,
  );

  it(
    "lose nothing when processes are killed too: every item ends, and only one cut short runs again",
    async () => {
      const items = 240;
      const { redis, workers, isLeft } = await openThree(300);
      const living = [await workers.start(), await workers.start(), await workers.start()];
      await workers.insert(items, 40);
      let deaths = 0;
      while (await isLeft()) {
        await sleep(50);
        // A death for every 15 items that ended, so that the rest has to be done by others.
        if (workers.runs().end.size < 15 * (deaths + 1) || deaths === 7) continue;
        const victim = living.shift();
        if (victim) await workers.kill(victim);
        deaths += 1;
        if (deaths % 3 === 0) await redis.ask((client) => client.flushall());
        living.push(await workers.start());
      }
      const { begin, end } = workers.runs();
      const again = [...begin.values()].reduce((sum, runs) => sum + runs - 1, 0);
      console.log(`process kills: ${deaths}; ${items} items, ${again} runs cut short and done again`);
      expect(await workers.desk.stores.work.counts()).toEqual({ ready: 0, leased: 0, done: items, dead: 0 });
      expect(end.size).toBe(items);
      // A process holds four items at most when it dies.
      expect(again).toBeLessThanOrEqual(4 * deaths);
      expect(deaths).toBeGreaterThan(2);
      expect(again).toBeGreaterThan(0);
    },
    LONG,
  );

  it(
    "finish an item whose process was killed five times in it; none is left failed in Redis",
    async () => {
      const { redis, workers, isLeft } = await openThree(3000);
      await workers.insert(4, 4);
      for (let death = 0; death < 5; death++) {
        const begun = (): number => [...workers.runs().begin.values()].reduce((sum, runs) => sum + runs, 0);
        const before = begun();
        const child = await workers.start();
        while (begun() < before + 4) await sleep(50);
        await workers.kill(child);
      }
      await workers.start();
      while (await isLeft()) await sleep(200);
      expect(await workers.desk.stores.work.counts()).toEqual({ ready: 0, leased: 0, done: 4, dead: 0 });
      expect([...workers.runs().begin.values()]).toEqual([6, 6, 6, 6]);
      expect(await redis.ask((client) => client.exists("desk:work:failed"))).toBe(0);
    },
    LONG,
  );
});
