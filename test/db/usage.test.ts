import { describe, expect, it, onTestFinished } from "vitest";
import { ACME, entryOf, newCase, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import { createToyProjector } from "../fakes/toy-projector.ts";
import { sql } from "drizzle-orm";

const PRICES = {
  version: "2026-11",
  currency: "USD",
  models: { "example-mini": { input: 0.25, cachedInput: 0.025, output: 2 } },
};
const start = async (deps: object = { prices: () => PRICES }) => {
  const desk = await openTestDesk({ deps });
  onTestFinished(() => desk.close());
  const stores = desk.stores.for(ACME);
  const totals = async () => stores.usage.totals(0, Number.MAX_SAFE_INTEGER);
  return { ...desk, acme: stores, totals };
};
const call = (input: number, output: number, more: object = {}) =>
  entryOf("model-call-finished", {
    call: "c",
    result: "ok",
    served: "example-mini",
    usage: { input, cachedInput: null, output },
    ...more,
  });

describe("usage", () => {
  it("of a thousand calls, failed ones and retries among them, is the sum to the token", async () => {
    const { acme, totals } = await start();
    const { stream } = newCase();
    const said = { input: 0, output: 0, failed: 0 };
    let version = 0;
    for (let at = 0; at < 1000; at += 50) {
      const events = Array.from({ length: 50 }, (_, nth) => {
        const [input, output] = [100 + (((at + nth) * 37) % 900), ((at + nth) * 13) % 200];
        const failed = nth % 7 === 0;
        said.input += input;
        said.output += output;
        if (failed) said.failed += input + output;
        return call(input, output, failed ? { result: nth % 2 === 0 ? "invalid-output" : "refused" } : {});
      });
      await acme.ledger.commit([{ stream, expected: version, events }], []);
      // The answer was lost and it is sent again: stale, and counted once.
      await expect(acme.ledger.commit([{ stream, expected: version, events }], [])).rejects.toThrow("stale");
      version += 50;
    }
    const rows = await totals();
    const sum = (of: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(of).reduce((all, { amount }) => all + amount, 0);
    expect(sum(({ kind }) => kind === "model-input")).toBe(said.input);
    expect(sum(({ kind }) => kind === "model-output")).toBe(said.output);
    expect(sum(({ failed }) => failed)).toBe(said.failed);
  });

  it("stands or falls with its entry: a commit that is refused or rolled back counts nothing", async () => {
    const broken = createToyProjector();
    const { acme, totals, database } = await start({
      projector: {
        ...broken,
        weight: (type: string) => broken.weight(type),
        project: () => {
          throw new Error("the projection failed");
        },
      },
    });
    const { stream } = newCase();
    await expect(acme.ledger.commit([{ stream, expected: 0, events: [call(10, 10)] }], [])).rejects.toThrow(
      "projection",
    );
    await expect(acme.ledger.commit([{ stream, expected: 7, events: [call(10, 10)] }], [])).rejects.toThrow("stale");
    expect(await totals()).toEqual([]);
    const [entries] = await database.read.all<{ n: number }>(
      sql`select count(*) as n from evidence_entry where type = 'model-call-finished'`,
    );
    expect(entries?.n).toBe(0);
  });

  it("takes its entry with it when it cannot be counted: what is not metered did not happen", async () => {
    const { acme, database } = await start();
    await database.write((tx) =>
      tx.run(sql`create trigger usage_full before insert on usage begin select raise(abort, 'full'); end`),
    );
    await expect(
      acme.ledger.commit([{ stream: newCase().stream, expected: 0, events: [call(1, 1)] }], []),
    ).rejects.toThrow();
    const entries = await database.read.all(sql`select 1 from evidence_entry where type = 'model-call-finished'`);
    expect(entries).toEqual([]);
  });

  it("names the entry by its leaf hash, once per kind", async () => {
    const { acme, database } = await start();
    await acme.ledger.commit([{ stream: newCase().stream, expected: 0, events: [call(5, 6)] }], []);
    const rows = await database.read.all<{ id: string; leaf: string; kind: string }>(
      sql`select u.id, lower(hex(e.leaf_hash)) as leaf, u.kind from usage u join evidence_entry e on e.tenant = u.tenant and e.seq = u.entry_seq`,
    );
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(["model-input", "model-output"]);
    for (const row of rows) expect(row.id).toBe(row.leaf);
  });

  it("is priced at the table of the moment; a part without a price leaves the sum open", async () => {
    const { acme, totals } = await start();
    const { stream } = newCase();
    await acme.ledger.commit([{ stream, expected: 0, events: [call(1_000_000, 0)] }], []);
    expect(await totals()).toMatchObject([
      { kind: "model-input", costMicros: 250_000, currency: "USD", priceVersion: "2026-11" },
    ]);
    await acme.ledger.commit([{ stream, expected: 1, events: [call(1, 0, { served: "unheard-of" })] }], []);
    expect((await totals()).find(({ model }) => model === "unheard-of")).toMatchObject({
      costMicros: null,
      priceVersion: null,
    });
  });

  it("counts the bytes an entry keeps, in byte-days from when they came", async () => {
    const { acme, clock } = await start();
    const { stream } = newCase();
    const from = clock.now();
    const blob = await acme.blobs.put(stream, new Uint8Array(1000), "x/y");
    await acme.ledger.commit(
      [{ stream, expected: 0, events: [entryOf("toy-noted", { word: "w" }, { blobs: [blob] })] }],
      [],
    );
    clock.move(10 * 86_400_000);
    const kept = await acme.usage.storageByteDays(from, clock.now());
    expect(kept).toBe(10_000);
    expect(await acme.usage.storageByteDays(clock.now() - 86_400_000, clock.now())).toBeCloseTo(kept / 10, 6);
    expect(await acme.usage.storageByteDays(0, from)).toBe(0);
  });

  it("lands in the period of its act, and with its own tenant", async () => {
    const { acme, clock, stores } = await start();
    const first = clock.now();
    await acme.ledger.commit([{ stream: newCase().stream, expected: 0, events: [call(1, 0)] }], []);
    clock.move(1000);
    await acme.ledger.commit([{ stream: newCase().stream, expected: 0, events: [call(2, 0)] }], []);
    expect(await acme.usage.totals(first, first + 1000)).toMatchObject([{ amount: 1 }]);
    expect(await acme.usage.totals(first + 1000, first + 2000)).toMatchObject([{ amount: 2 }]);
    expect(await stores.for(OTHER).usage.totals(0, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
});
