import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TenantId } from "../../core/ids.ts";
import type { NewWork } from "../../core/ports/ledger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";
import { ACME, OTHER } from "../fakes/open-desk.ts";

export type WorkUnderTest = {
  readonly work: WorkRows;
  readonly clock: { now(): number; move(ms: number): void };
  readonly insert: (tenant: TenantId, rows: readonly NewWork[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

let last = 0;
const row = (more: Partial<NewWork> = {}): NewWork => {
  last += 1;
  return { kind: "card", lane: `lane-${last}`, priority: 3, dedup: `d-${last}`, ref: { n: last }, ...more };
};
const LEASE = 30_000;
const refs = (items: readonly WorkItem[]) => items.map((item) => item.ref["n"]);

/** Every implementation of the `WorkRows` port keeps these promises. */
export function workRowsContract(name: string, open: () => Promise<WorkUnderTest>): void {
  const start = async () => {
    const desk = await open();
    onTestFinished(() => desk.close());
    return desk;
  };

  describe(`work rows contract: ${name}`, () => {
    it("claims who waits first, then by due time; nothing before its time", async () => {
      const { work, clock, insert } = await start();
      const now = clock.now();
      const bulk = row({ priority: 7, runAt: now - 5000 });
      const late = row({ priority: 0, runAt: now + 1 });
      const card = row({ priority: 3, runAt: now - 10 });
      const older = row({ priority: 3, runAt: now - 20 });
      const person = row({ priority: 0, runAt: now });
      await insert(ACME, [bulk, late, card, older, person]);
      expect(refs(await work.claim(10, LEASE))).toEqual([person, older, card, bulk].map((one) => one.ref["n"]));
      expect(await work.claim(10, LEASE)).toEqual([]);
      clock.move(1);
      expect(refs(await work.claim(10, LEASE))).toEqual([late.ref["n"]]);
    });

    it("takes a row that no entry causes, one ready row of a dedup key", async () => {
      const { work } = await start();
      const timer = row({ kind: "timer", dedup: "weekly" });
      await work.put(ACME, timer);
      await work.put(ACME, row({ kind: "timer", dedup: "weekly" }));
      await work.put(OTHER, row({ kind: "timer", dedup: "weekly" }));
      const claimed = await work.claim(10, LEASE);
      expect(claimed.map((item) => item.tenant).toSorted()).toEqual([ACME, OTHER].toSorted());
      expect(claimed.find((item) => item.tenant === ACME)?.ref).toEqual(timer.ref);
      // It runs: the next one may stand beside it.
      await work.put(ACME, row({ kind: "timer", dedup: "weekly" }));
      expect((await work.ready(10)).length).toBe(1);
    });

    it("leases one row a lane, the others when it is done; a lane is a tenant's own", async () => {
      const { work, insert } = await start();
      const [one, two, foreign] = [row({ lane: "case-1" }), row({ lane: "case-1" }), row({ lane: "case-1" })];
      await insert(ACME, [one, two]);
      await insert(OTHER, [foreign]);
      const first = await work.claim(10, LEASE);
      expect(new Set(first.map((item) => `${item.tenant} ${item.ref["n"]}`))).toEqual(
        new Set([`${ACME} ${one.ref["n"]}`, `${OTHER} ${foreign.ref["n"]}`]),
      );
      const mine = first.find((item) => item.tenant === ACME)!;
      expect(await work.claim(10, LEASE)).toEqual([]);
      expect(await work.done(mine.lease)).toBe(true);
      expect(refs(await work.claim(10, LEASE))).toEqual([two.ref["n"]]);
    });

    it("never has two leased rows of one lane, whatever many claimers do at once", async () => {
      const { work, insert } = await start();
      await insert(
        ACME,
        Array.from({ length: 60 }, (_, at) => row({ lane: `lane-of-six-${at % 6}` })),
      );
      const held = new Set<string>();
      let done = 0;
      const worker = async (): Promise<void> => {
        for (let round = 0; done < 60 && round < 2000; round++) {
          const items = await work.claim(4, LEASE);
          for (const { lane } of items) {
            if (held.has(lane)) throw new Error(`two leased rows of ${lane}`);
            held.add(lane);
          }
          await Promise.resolve();
          for (const item of items) {
            held.delete(item.lane);
            const isDone = await work.done(item.lease);
            if (isDone) done += 1;
          }
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      expect(done).toBe(60);
      expect(await work.counts()).toEqual({ ready: 0, leased: 0, done: 60, dead: 0 });
    });

    it("fences every act by the lease: a lost one changes nothing", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row()]);
      const [first] = await work.claim(1, LEASE);
      clock.move(LEASE);
      expect(await work.sweep()).toBe(1);
      const [second] = await work.claim(1, LEASE);
      expect(second).toMatchObject({ id: first!.id, attempts: 2 });
      expect(await work.done(first!.lease)).toBe(false);
      expect(await work.intend(first!.lease)).toBe(false);
      expect(await work.renew(first!.lease, LEASE)).toBe(false);
      await work.retry(first!.lease, "late", clock.now());
      await work.dead(first!.lease, "late");
      expect(await work.counts()).toEqual({ ready: 0, leased: 1, done: 0, dead: 0 });
      expect(await work.done(second!.lease)).toBe(true);
    });

    it("sweeps at the end of a lease, not before, and not a renewed one", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row(), row()]);
      const [one] = await work.claim(2, LEASE);
      clock.move(LEASE - 1);
      expect(await work.sweep()).toBe(0);
      expect(await work.renew(one!.lease, LEASE)).toBe(true);
      clock.move(1);
      expect(await work.sweep()).toBe(1);
      expect(await work.counts()).toMatchObject({ ready: 1, leased: 1 });
    });

    it("keeps the intent of an attempt that died, so that the next one can look before it sends", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row()]);
      const [first] = await work.claim(1, LEASE);
      expect(first).toMatchObject({ intentAt: null, remoteRef: null });
      const at = clock.now();
      expect(await work.intend(first!.lease, { channel: "C1" })).toBe(true);
      clock.move(LEASE);
      await work.sweep();
      expect((await work.claim(1, LEASE))[0]).toMatchObject({ intentAt: at, remoteRef: { channel: "C1" } });
    });

    it("gives a row back at its time, and is dead after eight attempts", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row()]);
      for (let attempt = 1; attempt <= 8; attempt++) {
        const [item] = await work.claim(1, LEASE);
        expect(item?.attempts).toBe(attempt);
        await work.retry(item!.lease, "unavailable", clock.now() + 500);
        expect(await work.claim(1, LEASE)).toEqual([]);
        clock.move(500);
      }
      expect(await work.claim(1, LEASE)).toEqual([]);
      expect(await work.counts()).toEqual({ ready: 0, leased: 0, done: 0, dead: 1 });
    });

    it("is dead after eight processes died with it", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row()]);
      for (let attempt = 1; attempt <= 8; attempt++) {
        expect(await work.claim(1, LEASE)).toHaveLength(1);
        clock.move(LEASE);
        await work.sweep();
      }
      expect(await work.counts()).toMatchObject({ ready: 0, dead: 1 });
    });

    it("takes a retry and a newer row of the same dedup key as one", async () => {
      const { work, clock, insert } = await start();
      const card = row({ lane: "copy-1", dedup: "copy-1" });
      await insert(ACME, [card]);
      const [item] = await work.claim(1, LEASE);
      await insert(ACME, [{ ...card, ref: { n: -1 } }]);
      await work.retry(item!.lease, "rate-limited", clock.now());
      expect(refs(await work.claim(9, LEASE))).toEqual([card.ref["n"]]);
      expect(await work.counts()).toEqual({ ready: 0, leased: 1, done: 1, dead: 0 });
    });

    it("waits as long as the other side asks: such a wait is no failed try", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row({ lane: "copy-2", dedup: "copy-2" })]);
      for (let wait = 1; wait <= 20; wait++) {
        const [item] = await work.claim(1, LEASE);
        expect(item?.attempts).toBe(1);
        await work.retry(item!.lease, "place-not-heard-from", clock.now(), false);
      }
      expect(await work.counts()).toMatchObject({ ready: 1, dead: 0 });
    });

    it("does not bury a newer row of the same dedup key with one that used up its attempts", async () => {
      const { work, clock, insert } = await start();
      const card = row({ lane: "copy-1", dedup: "copy-1" });
      await insert(ACME, [card]);
      for (let attempt = 1; attempt < 8; attempt++) {
        const [item] = await work.claim(1, LEASE);
        await work.retry(item!.lease, "unavailable", clock.now());
      }
      const [last8] = await work.claim(1, LEASE);
      await insert(ACME, [{ ...card, ref: { n: -1 } }]);
      await work.retry(last8!.lease, "unavailable", clock.now());
      expect(await work.counts()).toEqual({ ready: 1, leased: 0, done: 0, dead: 1 });
      expect(refs(await work.claim(1, LEASE))).toEqual([-1]);
    });

    it("claims one row by id when it is ready and its lane free", async () => {
      const { work, insert } = await start();
      await insert(ACME, [row({ lane: "l" }), row({ lane: "l" })]);
      const [held] = await work.claim(5, LEASE);
      expect(await work.claimOne(held!.id, LEASE)).toBeNull();
      await work.retry(held!.lease, "again", held!.lease.until - LEASE);
      expect(await work.claimOne(held!.id, LEASE)).toMatchObject({ id: held!.id, attempts: 2 });
      expect(await work.claim(5, LEASE)).toEqual([]);
    });

    it("claims one row by id only at its turn in the lane", async () => {
      const { work, insert } = await start();
      await insert(ACME, [row({ lane: "l", priority: 3 })]);
      const [second] = await work.ready(1);
      await insert(ACME, [row({ lane: "l", priority: 0 })]);
      const [first] = await work.ready(9);
      expect(await work.claimOne(second!.id, LEASE)).toBeNull();
      const held = await work.claimOne(first!.id, LEASE);
      expect(await work.claimOne(second!.id, LEASE)).toBeNull();
      await work.done(held!.lease);
      expect(await work.claimOne(second!.id, LEASE)).toMatchObject({ id: second!.id, attempts: 1 });
    });

    it("claims one row by id at its time, not a millisecond before", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row()]);
      const [held] = await work.claim(1, LEASE);
      await work.retry(held!.lease, "rate-limited", clock.now() + 500);
      clock.move(499);
      expect(await work.claimOne(held!.id, LEASE)).toBeNull();
      clock.move(1);
      expect(await work.claimOne(held!.id, LEASE)).toMatchObject({ id: held!.id, attempts: 2 });
    });

    it("names what it would lease, and leases nothing by that", async () => {
      const { work, clock, insert } = await start();
      await insert(ACME, [row({ lane: "l", priority: 7 }), row({ lane: "l", priority: 3 }), row({ priority: 0 })]);
      await insert(ACME, [row({ runAt: clock.now() + 1 })]);
      const front = await work.ready(9);
      expect(front.map(({ attempts, priority }) => [attempts, priority])).toEqual([
        [0, 0],
        [0, 3],
      ]);
      expect(await work.ready(1)).toEqual(front.slice(0, 1));
      expect(await work.counts()).toMatchObject({ ready: 4, leased: 0 });
      expect((await work.claim(9, LEASE)).map((item) => item.id)).toEqual(front.map((one) => one.id));
      expect(await work.ready(9)).toEqual([]);
    });

    it("says when the next row is due: a taken lane does not count, its lease's end does", async () => {
      const { work, clock, insert } = await start();
      expect(await work.nextDue()).toBeNull();
      await insert(ACME, [row({ lane: "l", runAt: clock.now() + 700 })]);
      expect(await work.nextDue()).toBe(700);
      await insert(ACME, [row({ lane: "l", runAt: clock.now() - 5 })]);
      expect(await work.nextDue()).toBe(0);
      await work.claim(1, LEASE);
      expect(await work.nextDue()).toBe(LEASE);
    });

    it("loses no row and ends each once, whatever order of claims, ends and deaths", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom("claim", "done", "retry", "die", "wait"), { minLength: 5, maxLength: 30 }),
          fc.integer({ min: 1, max: 6 }),
          async (steps, count) => {
            const { work, clock, insert, close } = await open();
            await insert(
              ACME,
              Array.from({ length: count }, (_, at) => row({ lane: `l${at % 3}` })),
            );
            const held: WorkItem[] = [];
            for (const step of steps) {
              if (step === "claim") held.push(...(await work.claim(2, LEASE)));
              if (step === "wait") clock.move(LEASE / 3);
              if (step === "done") await (held.length > 0 ? work.done(held.shift()!.lease) : null);
              if (step === "retry") await (held.length > 0 ? work.retry(held.shift()!.lease, "x", clock.now()) : null);
              if (step === "die") held.pop();
              await work.sweep();
            }
            const { ready, leased, done, dead } = await work.counts();
            await close();
            expect(ready + leased + done + dead).toBe(count);
          },
        ),
        { numRuns: 15 },
      );
    });
  });
}
