import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createBullmqDispatcher } from "../../../adapters/queue/bullmq.ts";
import type { DispatcherOptions, Handlers } from "../../../adapters/queue/dispatcher.ts";
import { AdapterFault } from "../../../core/ports/messenger.ts";
import type { NewWork } from "../../../core/ports/ledger.ts";
import { insertWork } from "../../../db/stores/work-rows.ts";
import { ACME, openTestDesk } from "../../fakes/open-desk.ts";
import { HAS_REDIS, NEEDS_REDIS, startRedis, type TestRedis } from "../../fakes/redis-server.ts";

const CANARY = "Secretive Example Ltd";
let last = 0;
const row = (more: Partial<NewWork> = {}): NewWork => {
  last += 1;
  const name = `${CANARY} ${last}`;
  return { kind: "card", lane: name, priority: 3, dedup: name, ref: { n: last, party: name }, ...more };
};
const rows = (count: number) => Array.from({ length: count }, () => row());

async function open(redis: TestRedis, card: NonNullable<Handlers["card"]>, more: Partial<DispatcherOptions> = {}) {
  const desk = await openTestDesk();
  const logged: object[] = [];
  const note = (fields: object, message: string) => void logged.push({ ...fields, message });
  const create = () =>
    createBullmqDispatcher({
      work: desk.stores.work,
      handlers: { card },
      clock: desk.clock,
      log: { info: note, warn: note, error: note },
      idleMs: 50,
      redisUrl: redis.url,
      ...more,
    });
  const dispatcher = create();
  onTestFinished(async () => {
    await dispatcher.stop(500);
    await desk.close();
    await redis.stop();
  });
  const insert = (works: readonly NewWork[]) =>
    desk.database.write(async (tx) => {
      for (const work of works) await insertWork(tx, desk.deps, { tenant: ACME, work });
    });
  const until = (wanted: object) =>
    vi.waitFor(async () => expect(await desk.stores.work.counts()).toMatchObject(wanted), {
      timeout: 60_000,
      interval: 20,
    });
  return { ...desk, dispatcher, insert, until, logged };
}

/** A handler that waits until it is let go. */
function gate() {
  let isOpen = false;
  const waiting: (() => void)[] = [];
  return {
    waiting,
    card: () => (isOpen ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
    open: () => {
      isOpen = true;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

/** All of Redis as text: every key with what it holds. */
const dump = (redis: TestRedis) =>
  redis.ask(async (client) => {
    const keys = await client.keys("*");
    const values = await Promise.all(
      keys.map(async (key) => {
        const type = await client.type(key);
        if (type === "hash") return client.hgetall(key);
        if (type === "list") return client.lrange(key, 0, -1);
        if (type === "zset") return client.zrange(key, 0, -1);
        if (type === "set") return client.smembers(key);
        if (type === "stream") return client.xrange(key, "-", "+");
        return client.get(key);
      }),
    );
    return { keys, text: JSON.stringify([keys, values]) };
  });

describe.skipIf(!HAS_REDIS)(`work through Redis (${NEEDS_REDIS})`, () => {
  it("tells Redis ids and nothing else of a row, whatever the handlers throw", async () => {
    const redis = await startRedis();
    const held = gate();
    const desk = await open(redis, async (item) => {
      await held.card();
      if (Number(item.ref["n"]) % 2 === 0) throw new Error(`cannot read '${CANARY}'`);
    });
    const heard: string[] = [];
    const listener = new Redis(redis.port, "127.0.0.1");
    const monitor = await listener.monitor();
    listener.disconnect();
    monitor.on("monitor", (_time: string, args: readonly string[]) => void heard.push(args.join(" ")));
    onTestFinished(() => monitor.disconnect());
    await desk.insert(rows(12));
    desk.dispatcher.start();
    await desk.until({ leased: 4 });
    const inside = await dump(redis);
    expect(inside.text).toMatch(/\{\\"workId\\":\\"[0-9a-f-]{36}\\"\}/);
    held.open();
    await desk.until({ leased: 0, done: 6, ready: 6 });
    const said = heard.join("\n");
    expect(said).toMatch(/w-[0-9a-f-]{36}-0/);
    for (const text of [inside.text, said, (await dump(redis)).text]) {
      expect(text).not.toContain("Secretive");
      expect(text).not.toContain(ACME);
      expect(text).not.toContain("cannot read");
    }
  });

  it("leaves no job behind, done or failed", async () => {
    const redis = await startRedis();
    const desk = await open(redis, async (item) => {
      if (Number(item.ref["n"]) % 2 === 0) throw new AdapterFault("gone", true);
    });
    await desk.insert(rows(20));
    desk.dispatcher.start();
    await desk.until({ done: 10, dead: 10 });
    await vi.waitFor(async () => {
      const { keys } = await dump(redis);
      expect(keys.filter((key) => key.includes(":w-"))).toEqual([]);
    });
    const { keys } = await dump(redis);
    expect(keys.every((key) => /^desk:work:(id|meta|events|marker|stalled-check)$/.test(key))).toBe(true);
  });

  it("takes what stands in Redis for a hint: nonsense does nothing, an old job does not shorten a platform's wait", async () => {
    const redis = await startRedis();
    let runs = 0;
    const desk = await open(redis, async () => {
      runs += 1;
      if (runs === 1) throw new AdapterFault("rate-limited", false, 7000);
    });
    await desk.insert([row()]);
    const [named] = await desk.stores.work.ready(1);
    desk.dispatcher.start();
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 20_000 });
    await desk.until({ ready: 1, leased: 0 });
    const connection = { host: "127.0.0.1", port: redis.port };
    const queue = new Queue("work", { connection, prefix: "desk" });
    const again = [null, 7, {}, { workId: 7 }, { workId: "x" }, { workId: "' or 1=1 --" }, { workId: named!.id }];
    for (const data of again) await queue.add("work", data, { removeOnComplete: true });
    await vi.waitFor(async () => expect(await queue.getJobCountByTypes("wait", "active", "completed")).toBe(0));
    expect(runs).toBe(1);
    desk.clock.move(6999);
    await queue.add("work", { workId: named!.id }, { removeOnComplete: true });
    await vi.waitFor(async () => expect(await queue.getJobCountByTypes("wait", "active", "completed")).toBe(0));
    await queue.close();
    expect(runs).toBe(1);
    desk.clock.move(1);
    await desk.until({ done: 1 });
    expect(runs).toBe(2);
  });

  it("starts without Redis, keeps rows, and works when it comes", async () => {
    const redis = await startRedis();
    await redis.kill();
    const desk = await open(redis, async () => undefined);
    desk.dispatcher.start();
    await desk.insert(rows(10));
    desk.dispatcher.kick();
    await vi.waitFor(() => expect(desk.logged).toContainEqual(expect.objectContaining({ message: "queue fault" })));
    expect(await desk.stores.work.counts()).toMatchObject({ ready: 10, leased: 0 });
    expect(desk.logged[0]).toMatchObject({ code: "ECONNREFUSED" });
    await redis.start();
    await desk.until({ done: 10, ready: 0 });
    expect(desk.logged).toContainEqual(expect.objectContaining({ message: "queue takes work again" }));
  });

  it("stops while Redis is away", async () => {
    const redis = await startRedis();
    const desk = await open(redis, async () => undefined);
    desk.dispatcher.start();
    await desk.insert([row()]);
    await desk.until({ done: 1 });
    await redis.kill();
    expect(await desk.dispatcher.stop()).toBe(0);
    const second = await startRedis();
    await second.stop();
    const never = createBullmqDispatcher({
      work: desk.stores.work,
      handlers: {},
      clock: desk.clock,
      log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
      redisUrl: second.url,
    });
    never.start();
    expect(await never.stop()).toBe(0);
  });

  it("ends what is in hand when Redis is killed, and goes on when it is back empty", async () => {
    const redis = await startRedis();
    const held = gate();
    const desk = await open(redis, held.card);
    await desk.insert(rows(30));
    desk.dispatcher.start();
    await desk.until({ leased: 4 });
    await redis.kill();
    held.open();
    await desk.until({ done: 4, leased: 0 });
    await redis.start();
    await desk.until({ done: 30 });
  });

  it("names the rows again when Redis was emptied, or its jobs lost", async () => {
    const redis = await startRedis();
    const held = gate();
    const desk = await open(redis, held.card);
    await desk.insert(rows(30));
    desk.dispatcher.start();
    await desk.until({ leased: 4 });
    await redis.ask((client) => client.flushall());
    held.open();
    await desk.until({ done: 30 });
  });

  it("waits for a Redis that answers nothing, and stops beside it", async () => {
    const redis = await startRedis();
    const held = gate();
    const desk = await open(redis, held.card);
    desk.dispatcher.start();
    await desk.insert(rows(6));
    await desk.until({ leased: 4 });
    redis.freeze();
    await desk.insert(rows(6));
    desk.dispatcher.kick();
    held.open();
    await desk.until({ done: 4, ready: 8 });
    await vi.waitFor(() => expect(desk.logged).toContainEqual(expect.objectContaining({ message: "queue fault" })), {
      timeout: 20_000,
    });
    redis.thaw();
    await desk.until({ done: 12 });
    redis.freeze();
    expect(await desk.dispatcher.stop()).toBe(0);
    redis.thaw();
    // Whoever is still connected asks, or was left behind.
    const left = () => redis.ask((client) => client.client("LIST"));
    await vi.waitFor(
      async () =>
        expect(
          String(await left())
            .trim()
            .split("\n"),
        ).toHaveLength(1),
      { timeout: 20_000 },
    );
  });

  it("keeps rows while Redis is full, and goes on when there is room", async () => {
    const redis = await startRedis(["--maxmemory-policy", "noeviction"]);
    const desk = await open(redis, async () => undefined);
    await redis.ask((client) => client.config("SET", "maxmemory", "1"));
    desk.dispatcher.start();
    await desk.insert(rows(10));
    desk.dispatcher.kick();
    await vi.waitFor(() => expect(desk.logged).toContainEqual(expect.objectContaining({ message: "queue fault" })));
    expect(await desk.stores.work.counts()).toMatchObject({ ready: 10, leased: 0 });
    await redis.ask((client) => client.config("SET", "maxmemory", "0"));
    await desk.until({ done: 10 });
  });

  it("says which way Redis refuses, and goes on when it is let in", async () => {
    const redis = await startRedis();
    const desk = await open(redis, async () => undefined);
    const admin = new Redis(redis.port, "127.0.0.1");
    onTestFinished(() => admin.disconnect());
    await admin.config("SET", "requirepass", "not-a-secret");
    desk.dispatcher.start();
    await desk.insert(rows(3));
    desk.dispatcher.kick();
    await vi.waitFor(() => expect(desk.logged).toContainEqual(expect.objectContaining({ code: "NOAUTH" })), {
      timeout: 20_000,
    });
    expect(await desk.stores.work.counts()).toMatchObject({ ready: 3, leased: 0 });
    await admin.config("SET", "requirepass", "");
    await desk.until({ done: 3 });
  });

  it("asks a Redis that refuses once a second, however often it is kicked", async () => {
    const redis = await startRedis();
    await redis.ask((client) => client.config("SET", "maxmemory", "1"));
    const desk = await open(redis, async () => undefined);
    desk.dispatcher.start();
    await desk.insert(rows(3));
    const kicks = setInterval(() => desk.dispatcher.kick(), 2);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    clearInterval(kicks);
    const info = await redis.ask((client) => client.info("stats"));
    expect(Number(/total_connections_received:(\d+)/.exec(info)?.[1])).toBeLessThan(20);
    await redis.ask((client) => client.config("SET", "maxmemory", "0"));
    await desk.until({ done: 3 });
  });

  it("says little while Redis is away", async () => {
    const redis = await startRedis();
    await redis.kill();
    const desk = await open(redis, async () => undefined);
    desk.dispatcher.start();
    await desk.insert([row()]);
    await vi.waitFor(() => expect(desk.logged.length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(desk.logged).toHaveLength(1);
    expect(JSON.stringify(desk.logged)).not.toContain("Secretive");
  });
});
