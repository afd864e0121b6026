import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@libsql/client";
import type { Client, ResultSet, Transaction } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { createTurns } from "./turns.ts";

/** What a read takes: the readers or an open transaction. */
export type Queries = BaseSQLiteDatabase<"async", ResultSet>;
/** An open write transaction. Only `write` makes one. */
export type Tx = Parameters<Parameters<LibSQLDatabase["transaction"]>[0]>[0];

export type Database = {
  /** Readers, apart from the writer: in WAL they never wait for it. */
  readonly read: Queries;
  /**
   * Runs one transaction after the other on the single writing connection. `work` may run again after SQLITE_BUSY, so
   * it is database work only; it uses `tx` and nothing else. A `write` inside a `write` throws. All or nothing.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for the writes in hand, then closes. */
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** How long a write tries again while another process holds the file, in ms. */
  readonly budgetMs?: number;
  /** A transaction that runs longer than this while others wait is taken for a write inside a write, in ms. */
  readonly stallMs?: number;
  /** Sees every statement (without values): for tests of query plans. */
  readonly onQuery?: (sql: string) => void;
};

// At most this long may one native call hold the event loop; a longer wait is ours, between tries.
const WRITER_WAIT_MS = 100;
const READER_WAIT_MS = 1000;
const READERS = 4;
// FULL = 2. Deleted content is overwritten: shredding depends on it (engineering-decisions §3).
const WRITER_PRAGMAS = { journal_mode: "wal", synchronous: 2, secure_delete: 1, foreign_keys: 1 };

/** Walks the cause chain: drizzle wraps the driver's errors. */
export function hasCode(error: unknown, prefix: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const codes = [Reflect.get(at, "code"), Reflect.get(at, "extendedCode")];
    if (codes.some((code) => typeof code === "string" && code.startsWith(prefix))) return true;
  }
  return false;
}

async function setWriterPragmas(client: Client): Promise<void> {
  await client.execute("pragma journal_mode = wal");
  await client.execute("pragma synchronous = full");
  await client.execute("pragma secure_delete = on");
  for (const [name, wanted] of Object.entries(WRITER_PRAGMAS)) {
    const answer = await client.execute(`pragma ${name}`);
    const value = answer.rows[0]?.[0];
    if (value !== wanted) throw new Error(`the database runs with ${name} ${JSON.stringify(value)}, not ${wanted}`);
  }
}

/** Tries `work` again while the file is busy: one SQLITE_BUSY poisons a connection, so it is made anew each time. */
async function retryBusy<T>(client: Client, budgetMs: number, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + budgetMs;
  for (let delay = 5; ; delay = Math.min(delay * 2, 250))
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, "SQLITE_BUSY") || performance.now() > end) throw error;
      await sleep(delay * (0.5 + Math.random()));
      client.reconnect();
      await setWriterPragmas(client).catch((again: unknown) => {
        if (!hasCode(again, "SQLITE_BUSY")) throw again;
      });
    }
}

/**
 * Opens one libSQL file: a single writer behind a queue, readers apart, WAL, synchronous FULL, secure_delete ON; the
 * writer's pragmas are asserted. Throws when one does not hold, or when the file stays busy for the whole budget.
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  const { budgetMs = 10_000, stallMs = 5000, onQuery } = options;
  const writer = createClient({ url, timeout: WRITER_WAIT_MS, concurrency: 1 });
  try {
    await retryBusy(writer, budgetMs, () => setWriterPragmas(writer));
  } catch (error) {
    writer.close();
    throw error;
  }
  const readers = createClient({ url, timeout: READER_WAIT_MS, concurrency: READERS });
  const config = onQuery ? { logger: { logQuery: onQuery } } : {};
  const writing = drizzle(writer, config);
  const turns = createTurns(stallMs);

  return {
    read: drizzle(readers, config),
    write: (work) =>
      turns.take((run) => retryBusy(writer, budgetMs, () => writing.transaction((tx) => run(() => work(tx))))),
    async close() {
      await turns.end();
      writer.close();
      readers.close();
    },
  };
}

const PATIENCE_MS = 30_000;

/**
 * Runs `work` while holding `file`, which no other process (and no other call in this one) can hold at the same time.
 * The file is an empty SQLite database under a write transaction, so the operating system frees it when the holder
 * dies: there is no stale lock to judge. Throws when it stays taken for 30 s.
 */
export async function underLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const client = createClient({ url: `file:${file}`, concurrency: 1, timeout: 0 });
  const end = performance.now() + PATIENCE_MS;
  const hold = async (): Promise<Transaction> => {
    for (;;)
      try {
        return await client.transaction("write");
      } catch (error) {
        if (performance.now() > end) throw new Error(`${file} is held by another process`, { cause: error });
        client.reconnect();
        await sleep(20 + Math.random() * 40);
      }
  };
  try {
    const held = await hold();
    return await work().finally(() => held.rollback());
  } finally {
    client.close();
  }
}
