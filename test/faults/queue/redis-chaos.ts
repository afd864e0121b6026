import { setTimeout as sleep } from "node:timers/promises";
import type { TestRedis } from "../../fakes/redis-server.ts";

/** Between a FLUSHALL and the kill that follows: time for work to go on with an emptied Redis. */
const EMPTIED_MS = 500;

export type RedisChaos = {
  readonly kills: () => number;
  readonly flushes: () => number;
  /** Whether Redis is dead at this moment. */
  readonly isAway: () => boolean;
  /** Ends with a Redis that answers. */
  readonly stop: () => Promise<void>;
};

/** Kills Redis again and again, each time after one to two times `everyMs`, for up to 2 s; before every second kill it is emptied. */
export function startChaos(redis: TestRedis, plan: { everyMs: number; random: () => number }): RedisChaos {
  const { everyMs, random } = plan;
  const ending = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  let [kills, flushes, away] = [0, 0, false];

  async function strike(): Promise<void> {
    if (kills % 2 === 1) {
      flushes += 1;
      await redis.ask((client) => client.flushall());
      await wait(EMPTIED_MS);
    }
    away = true;
    await redis.kill();
    kills += 1;
    await wait(random() * 2000);
    await redis.start();
    away = false;
  }
  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      await wait(everyMs * (1 + random()));
      if (!ending.signal.aborted) await strike();
    }
  }
  const ended = run();
  return {
    kills: () => kills,
    flushes: () => flushes,
    isAway: () => away,
    async stop() {
      ending.abort();
      await ended;
    },
  };
}
