import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../db/connect.ts";
import type { Database, Tx } from "../../db/connect.ts";
import { openTestDesk } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const start = async (options: Parameters<typeof openTestDesk>[0] = {}): Promise<TestDesk> => {
  const desk = await openTestDesk(options);
  onTestFinished(() => desk.close());
  return desk;
};
const set = (tx: Tx, name: string) => tx.run(sql`insert into setting (name, value) values (${name}, 'x')`);
const count = async ({ read }: Database) =>
  (await read.all<{ n: number }>(sql`select count(*) as n from setting where value = 'x'`))[0]?.n;

/** Another connection that writes until it is released. */
async function holdFile(url: string): Promise<() => Promise<void>> {
  const other = await connect(url);
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = other.write(async (tx) => {
    await tx.run(sql`select 1`);
    begun.resolve();
    await released.promise;
  });
  await begun.promise;
  return async () => {
    released.resolve();
    await holding;
    await other.close();
  };
}

describe("the one writer", () => {
  it("runs fifty writes that come at once, one after the other", async () => {
    const { database } = await start();
    let inside = 0;
    let most = 0;
    const one = (at: number) =>
      database.write(async (tx) => {
        most = Math.max(most, ++inside);
        await set(tx, `k${at}`);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 50 }, (_, at) => one(at)));
    expect(most).toBe(1);
    expect(await count(database)).toBe(50);
  });

  it("lets timers and sockets have their turn between two writes of a long queue", async () => {
    const { database } = await start();
    let done = 0;
    const queue = Promise.all(
      Array.from({ length: 200 }, (_, at) => database.write((tx) => set(tx, `q${at}`)).then(() => (done += 1))),
    );
    const seen = await new Promise<number>((resolve) => setImmediate(() => setImmediate(() => resolve(done))));
    await queue;
    expect(seen).toBeLessThan(200);
    expect(await count(database)).toBe(200);
  });

  it("keeps its pragmas after errors and rollbacks", async () => {
    const { database } = await start();
    for (let round = 0; round < 3; round++)
      await database
        .write(async (tx) => {
          await set(tx, "same");
          await set(tx, "same");
        })
        .catch(() => null);
    const pragma = (name: string) =>
      database.write(async (tx) => Object.values((await tx.all<object>(sql.raw(`pragma ${name}`)))[0] ?? {})[0]);
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe(2);
    expect(await pragma("secure_delete")).toBe(1);
    expect(await pragma("foreign_keys")).toBe(1);
  });

  it("rolls back whole when the work throws, and goes on", async () => {
    const { database } = await start();
    const failing = database.write(async (tx) => {
      await set(tx, "a");
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    await database.write((tx) => set(tx, "b"));
    expect(await count(database)).toBe(1);
  });

  it("refuses a write inside a write, asked for at once", async () => {
    const { database } = await start();
    const nested = database.write(async () => {
      await database.write((tx) => set(tx, "inner"));
    });
    await expect(nested).rejects.toThrow("a write inside a write");
    expect(await count(database)).toBe(0);
  });

  it("refuses a write inside a write, asked for later, and rolls the outer one back", async () => {
    const { database } = await start({ stallMs: 50 });
    const nested = database.write(async (tx) => {
      await set(tx, "outer");
      await database.write((inner) => set(inner, "inner"));
    });
    await expect(nested).rejects.toThrow("a write inside a write");
    await database.write((tx) => set(tx, "after"));
    expect(await count(database)).toBe(1);
  });

  it("waits for another connection that writes, and is healed after it was busy", async () => {
    const { database, url } = await start();
    const release = await holdFile(url);
    const waiting = database.write((tx) => set(tx, "patient"));
    await new Promise((resolve) => setTimeout(resolve, 400));
    await release();
    await waiting;
    await database.write((tx) => set(tx, "next"));
    expect(await count(database)).toBe(2);
  });

  it("gives up when the file stays busy for the whole budget", async () => {
    const { database, url } = await start({ budgetMs: 200 });
    const release = await holdFile(url);
    await expect(database.write((tx) => set(tx, "late"))).rejects.toMatchObject({ code: "SQLITE_BUSY" });
    await release();
    await database.write((tx) => set(tx, "next"));
    expect(await count(database)).toBe(1);
  });

  it("finishes the writes in hand before it closes, and refuses later ones", async () => {
    const desk = await openTestDesk();
    onTestFinished(() => desk.close());
    const writes = Array.from({ length: 10 }, (_, at) => desk.database.write((tx) => set(tx, `k${at}`)));
    await desk.database.close();
    await expect(Promise.all(writes)).resolves.toHaveLength(10);
    await expect(desk.database.write((tx) => set(tx, "late"))).rejects.toThrow("closed");
  });
});
