import { Queue } from "bullmq";
import { Redis } from "ioredis";
import type { ReadyWork } from "../../core/ports/work.ts";
import { PREFIX, QUEUE } from "./redis-names.ts";
import { within } from "./within.ts";

/** An `add` of BullMQ waits for ever while Redis is away, whatever its connection is told; the relay gives it this long. */
const ADD_MS = 2000;
/** BullMQ writes every step to a stream that we do not read. */
const EVENTS_KEPT = 100;

export type Hints = {
  /**
   * Puts one job a row into Redis: the row's id and nothing else of it. A job that is there already is left as it is.
   * Throws when Redis does not take them within two seconds; the next call begins with a new connection.
   */
  add(rows: readonly ReadyWork[]): Promise<void>;
  close(): void;
};

/** A job of one attempt: a row that was given back comes with another number, so an old job never hides a new one. */
const jobOf = ({ id, attempts, priority }: ReadyWork) => ({
  name: "work",
  data: { workId: id },
  opts: { jobId: `w-${id}-${attempts}`, attempts: 1, priority, removeOnComplete: true, removeOnFail: true },
});

function open(redisUrl: string) {
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ADD_MS,
    connectTimeout: ADD_MS,
  });
  const queue = new Queue(QUEUE, {
    connection: redis,
    prefix: PREFIX,
    skipVersionCheck: true,
    streams: { events: { maxLen: EVENTS_KEPT } },
  });
  // What went wrong is told by the add that failed.
  redis.on("error", () => undefined);
  queue.on("error", () => undefined);
  return { redis, queue };
}

/** The relay's end of the queue. It connects at the first row. */
export function createHints(redisUrl: string): Hints {
  let opened: ReturnType<typeof open> | null = null;

  const close = (): void => {
    opened?.redis.disconnect();
    opened = null;
  };
  return {
    async add(rows) {
      opened ??= open(redisUrl);
      try {
        const outcome = await within(opened.queue.addBulk(rows.map(jobOf)), ADD_MS);
        if (outcome === "late") throw new Error("redis did not answer in time");
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}
