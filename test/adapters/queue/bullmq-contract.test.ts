import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { createBullmqDispatcher } from "../../../adapters/queue/bullmq.ts";
import { dispatcherContract } from "../../contracts/dispatcher.ts";
import { HAS_REDIS, NEEDS_REDIS, startRedis, type TestRedis } from "../../fakes/redis-server.ts";

describe.skipIf(!HAS_REDIS)(`the same promises on Redis (${NEEDS_REDIS})`, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(() => redis.ask((client) => client.flushall()));
  afterAll(() => redis.stop());

  dispatcherContract("BullMQ", (options) => createBullmqDispatcher({ ...options, redisUrl: redis.url }));
});
