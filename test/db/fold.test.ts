import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { CaseId } from "../../core/ids.ts";
import { openStores } from "../../db/stores/open.ts";
import { ACME, counted, entryOf, newCase, noted, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";
import { createToyProjector, foldToy } from "../fakes/toy-projector.ts";

const start = async (): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  return desk;
};

const entries = fc.array(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }).map(counted),
    fc.string({ maxLength: 12, unit: "grapheme" }).map(noted),
    fc.constant(entryOf("toy-seen", { a: 1 })),
    fc.constant(entryOf("toy-noted", { word: "privileged" }, { purpose: "privileged" })),
  ),
  { maxLength: 6 },
);

/** Commits batches one after the other and observes what is an observation. */
async function write(desk: TestDesk, tenant: typeof ACME, batches: readonly (readonly ReturnType<typeof noted>[])[]) {
  const { ledger } = desk.stores.for(tenant);
  const { id, stream } = newCase();
  let expected = 1;
  await ledger.commit([{ stream, expected: 0, events: [opened()] }], []);
  for (const batch of batches) {
    await ledger.commit([{ stream, expected, events: batch }], []);
    expected += batch.filter((one) => one.type !== "toy-seen").length;
  }
  return { id, stream };
}

describe("the projection", () => {
  it("is the fold of all entries and nothing else, for any entries in any batches of two tenants", async () => {
    const desk = await start();
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { maxLength: 4 }), fc.constantFrom(ACME, OTHER), async (batches, tenant) => {
        const { id, stream } = await write(desk, tenant, batches);
        const { ledger, cases } = desk.stores.for(tenant);
        const row = await cases.byId(id);
        expect(row?.json).toEqual(foldToy(null, await ledger.read(stream)));
        const last = (await ledger.read(stream)).at(-1);
        expect([row?.version, row?.revision]).toEqual([last?.version, last?.revision]);
        expect(await desk.stores.for(tenant === ACME ? OTHER : ACME).cases.byId(id)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it("never sees a privileged body, and neither does a reader who did not ask for it", async () => {
    const desk = await start();
    const secret = entryOf("toy-noted", { word: "counsel says" }, { purpose: "privileged" });
    const { id, stream } = await write(desk, ACME, [[noted("plain"), secret]]);
    const { ledger, cases } = desk.stores.for(ACME);
    expect((await cases.byId(id))?.json).toMatchObject({ words: ["plain"] });
    expect((await ledger.read(stream)).at(-1)?.payload).toBeNull();
    expect((await ledger.read(stream, ["case", "privileged"])).at(-1)?.payload).toEqual({ word: "counsel says" });
    expect(await cases.list({ words: "counsel" })).toEqual([]);
  });

  it("is folded again from the start when its fold number is another: at once by refold, else by the next commit", async () => {
    const desk = await start();
    const one = await write(desk, ACME, [[counted(2)], [counted(3)]]);
    const two = await write(desk, ACME, [[counted(4)]]);
    const foreign = await write(desk, OTHER, [[counted(1)]]);
    const toy = createToyProjector(2);
    const doubled: typeof toy = {
      ...toy,
      project: (stream, before, all) =>
        toy.project(
          stream,
          before,
          all.map((entry) =>
            entry.type === "toy-counted" ? { ...entry, payload: { by: 2 * Number(entry.payload?.["by"]) } } : entry,
          ),
        ),
    };
    const newer = openStores(desk.database, { ...desk.deps, projector: doubled });
    const totalOf = async (id: CaseId) => {
      const row = await newer.for(ACME).cases.byId(id);
      return (row?.json as { total: number } | undefined)?.total;
    };
    await newer.for(ACME).ledger.commit([{ stream: one.stream, expected: 3, events: [counted(1)] }], []);
    expect(await totalOf(one.id)).toBe(12);
    expect(await totalOf(two.id)).toBe(4);
    expect(await newer.admin.refold(ACME)).toBe(1);
    expect(await totalOf(two.id)).toBe(8);
    expect(await newer.admin.refold(ACME)).toBe(0);
    expect((await newer.for(OTHER).cases.byId(foreign.id))?.json).toMatchObject({ total: 1 });
  });
});
