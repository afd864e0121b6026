import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { toWorkId, type WorkId } from "../../core/ids.ts";
import { PREFIX, QUEUE } from "./redis-names.ts";
import { within } from "./within.ts";

// The row's lease and attempts decide; these only say how soon a hint held by a dead process is free again.
const LOCK_MS = 10_000;
const STALLED_EVERY_MS = 5000;
/** Default 1: a job whose process died twice would be failed for good. */
const STALLED_AT_MOST = 1_000_000;
/** Default 15 s: that long nothing would be taken after Redis was away. */
const AGAIN_MS = 500;
const CLOSE_MS = 1000;
/** No answer for this long, on a connection that asks at least every 5 s: the peer is gone without a word. */
const SILENCE_MS = 30_000;

export type RedisWorker = {
  /** Takes no more jobs; those in hand go on. */
  pause(): Promise<void>;
  /** Leaves Redis, also one that does not answer. */
  close(): Promise<void>;
};

/** What stands in a job is a hint from outside: anything but an id of ours is nothing. */
function parseWorkId(data: unknown): WorkId | null {
  const id: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "workId") : null;
  try {
    return typeof id === "string" ? toWorkId(id) : null;
  } catch {
    return null;
  }
}

/**
 * Takes jobs and hands their ids to `take`, which must not throw (BullMQ would keep the words of its error in Redis).
 * `onFault` hears of connections lost and of commands refused; the worker itself goes on.
 */
export function openRedisWorker(options: {
  readonly redisUrl: string;
  readonly concurrency: number;
  readonly take: (id: WorkId) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}): RedisWorker {
  const redis = new Redis(options.redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: () => AGAIN_MS,
    socketTimeout: SILENCE_MS,
  });
  const worker = new Worker(
    QUEUE,
    async (job) => {
      const id = parseWorkId(job.data);
      if (id) await options.take(id);
    },
    {
      connection: redis,
      prefix: PREFIX,
      skipVersionCheck: true,
      concurrency: options.concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_EVERY_MS,
      maxStalledCount: STALLED_AT_MOST,
      runRetryDelay: AGAIN_MS,
    },
  );
  redis.on("error", options.onFault);
  worker.on("error", options.onFault);

  return {
    pause: () => worker.pause(true),
    async close() {
      // A polite end waits for Redis; one that is away is left.
      const isAway = redis.status !== "ready";
      await within(worker.close(isAway), CLOSE_MS).catch(options.onFault);
      redis.disconnect();
      await within(worker.disconnect(), CLOSE_MS).catch(options.onFault);
    },
  };
}
