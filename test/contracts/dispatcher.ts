import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Dispatcher, DispatcherOptions, Handlers } from "../../adapters/queue/dispatcher.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { NewWork } from "../../core/ports/ledger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";
import { Refusal } from "../../core/refusal.ts";
import { insertWork } from "../../db/stores/work-rows.ts";
import { ACME, openTestDesk, OTHER } from "../fakes/open-desk.ts";

const nothing = async (): Promise<void> => undefined;
const handlersOf = (card: NonNullable<Handlers["card"]>): Handlers => ({
  inbound: nothing,
  evaluate: nothing,
  card,
  post: nothing,
  "write-back": nothing,
  timer: nothing,
  rescreen: nothing,
});

let last = 0;
const row = (more: Partial<NewWork> = {}): NewWork => {
  last += 1;
  return { kind: "card", lane: `lane-${last}`, priority: 3, dedup: `d-${last}`, ref: { n: last }, ...more };
};

type Create = (options: DispatcherOptions) => Dispatcher;

async function open(create: Create, card: NonNullable<Handlers["card"]>, more: Partial<DispatcherOptions>) {
  const desk = await openTestDesk();
  const logged: object[] = [];
  const note = (fields: object, message: string) => void logged.push({ ...fields, message });
  const dispatcher = create({
    work: desk.stores.work,
    handlers: handlersOf(card),
    clock: desk.clock,
    log: { info: note, warn: note, error: note },
    idleMs: 30,
    random: () => 0,
    ...more,
  });
  onTestFinished(async () => {
    await dispatcher.stop(500);
    await desk.close();
  });
  const insert = (...rows: readonly NewWork[]) =>
    desk.database.write(async (tx) => {
      for (const [at, work] of rows.entries())
        await insertWork(tx, desk.deps, { tenant: at % 2 === 0 ? ACME : OTHER, work });
    });
  const counts = () => desk.stores.work.counts();
  const until = (wanted: Partial<Awaited<ReturnType<typeof counts>>>) =>
    vi.waitFor(async () => expect(await counts()).toMatchObject(wanted), { timeout: 20_000, interval: 10 });
  return { ...desk, dispatcher, insert, counts, until, logged };
}

/**
 * Every dispatcher keeps these promises. `create` gives one that shares nothing with the ones before it; one that is
 * stopped may be started again.
 */
export function dispatcherContract(name: string, create: Create): void {
  const start = (card: NonNullable<Handlers["card"]>, more: Partial<DispatcherOptions> = {}) =>
    open(create, card, more);

  describe(`dispatcher contract: ${name}`, () => {
    it("does each item of both tenants once", async () => {
      const done: number[] = [];
      const desk = await start(async (item) => void done.push(Number(item.ref["n"])));
      const rows = Array.from({ length: 40 }, () => row());
      await desk.insert(...rows);
      desk.dispatcher.start();
      await desk.until({ ready: 0, leased: 0, done: 40 });
      expect(done.toSorted((one, other) => one - other)).toEqual(rows.map((one) => one.ref["n"]));
    });

    it("runs at most as many at once as it may, and one of a lane", async () => {
      let [inside, most] = [0, 0];
      const lanes = new Set<string>();
      const desk = await start(
        async (item) => {
          expect(lanes.has(`${item.tenant} ${item.lane}`)).toBe(false);
          lanes.add(`${item.tenant} ${item.lane}`);
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside -= 1;
          lanes.delete(`${item.tenant} ${item.lane}`);
        },
        { concurrency: 3 },
      );
      await desk.insert(...Array.from({ length: 30 }, (_, at) => row({ lane: `l${at % 5}` })));
      desk.dispatcher.start();
      await desk.until({ done: 30, dead: 0 });
      expect(most).toBe(3);
    });

    it("does the items of a lane in their order, those of a person who waits first", async () => {
      const done: number[] = [];
      const desk = await start(async (item) => void done.push(Number(item.ref["n"])));
      const rows = Array.from({ length: 24 }, (_, at) =>
        row({ lane: `lane-${at % 3 === 0 ? "a" : "b"}`, priority: at < 12 ? 7 : 0 }),
      );
      await desk.insert(...rows);
      desk.dispatcher.start();
      await desk.until({ done: 24 });
      // Rows alternate between the tenants, so a lane of a tenant is every second one.
      for (const lane of [0, 1, 2, 3, 4, 5]) {
        const wanted = rows.filter((_, at) => at % 6 === lane).toSorted((one, other) => one.priority - other.priority);
        const mine = new Set(wanted.map((one) => one.ref["n"]));
        expect(done.filter((n) => mine.has(n))).toEqual(wanted.map((one) => one.ref["n"]));
      }
    });

    it("wakes at a kick, long before it would look by itself", async () => {
      const desk = await start(nothing, { idleMs: 60_000 });
      desk.dispatcher.start();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await desk.insert(row());
      desk.dispatcher.kick();
      await desk.until({ done: 1 });
    });

    it("sees rows that another process inserted without a kick", async () => {
      const desk = await start(nothing);
      desk.dispatcher.start();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await desk.insert(row());
      await desk.until({ done: 1 });
    });

    it("never polls hot: an idle second costs few looks", async () => {
      const desk = await openTestDesk();
      onTestFinished(() => desk.close());
      const { work } = desk.stores;
      let looks = 0;
      const counting: WorkRows = {
        ...work,
        sweep() {
          looks += 1;
          return work.sweep();
        },
      };
      const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
      const handlers = handlersOf(nothing);
      // A row that is due in an hour, and one that is due but whose lane another process holds.
      await desk.database.write(async (tx) => {
        const later = row({ runAt: desk.clock.now() + 3_600_000 });
        for (const one of [later, row({ lane: "held" }), row({ lane: "held" })])
          await insertWork(tx, desk.deps, { tenant: ACME, work: one });
      });
      expect(await work.claim(1, 3_600_000)).toHaveLength(1);
      const dispatcher = create({ work: counting, handlers, clock: desk.clock, log, idleMs: 100 });
      dispatcher.start();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await dispatcher.stop();
      expect(looks).toBeGreaterThan(1);
      expect(looks).toBeLessThan(15);
    });

    it("tries a fault again after its time, honours a platform's, and gives up after eight", async () => {
      const faults: (Error | null)[] = [new Error("down"), new AdapterFault("rate-limited", false, 7000), null];
      const desk = await start(async () => {
        const fault = faults.shift();
        if (fault) throw fault;
      });
      await desk.insert(row());
      desk.dispatcher.start();
      await vi.waitFor(() => expect(faults).toHaveLength(2));
      await desk.until({ ready: 1 });
      desk.clock.move(1000);
      await vi.waitFor(() => expect(faults).toHaveLength(1));
      await desk.until({ ready: 1 });
      desk.clock.move(6999);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(faults).toHaveLength(1);
      desk.clock.move(1);
      await desk.until({ done: 1 });
    });

    it("buries what can never work, and goes on with the others", async () => {
      const desk = await start(async (item) => {
        if (item.ref["n"] === poison.ref["n"]) throw new Refusal("not-found");
      });
      const poison = row({ priority: 0 });
      await desk.insert(poison, row(), row());
      desk.dispatcher.start();
      await desk.until({ dead: 1, done: 2 });
      expect(desk.logged).toContainEqual(expect.objectContaining({ code: "not-found", message: "work failed" }));
    });

    it("is not stopped by an item that fails every time", async () => {
      const desk = await start(async () => {
        throw new Error("always");
      });
      await desk.insert(row());
      desk.dispatcher.start();
      for (let attempt = 1; attempt < 8; attempt++) {
        await vi.waitFor(() => expect(desk.logged).toHaveLength(attempt), { timeout: 20_000 });
        await desk.until({ ready: 1, leased: 0 });
        desk.clock.move(600_000);
      }
      await desk.until({ dead: 1, ready: 0 });
      expect(desk.logged).toHaveLength(8);
    });

    it("logs no words of an error: they may quote a customer", async () => {
      const desk = await start(async () => {
        throw new Error("cannot read 'Secretive Example Ltd'");
      });
      await desk.insert(row());
      desk.dispatcher.start();
      await vi.waitFor(() => expect(desk.logged.length).toBeGreaterThan(0));
      expect(JSON.stringify(desk.logged)).not.toContain("Secretive");
      expect(desk.logged[0]).toMatchObject({ code: "fault", error: "Error", kind: "card", tenant: ACME });
    });

    it("takes over what a dead process held, when its lease is over", async () => {
      const seen: WorkItem[] = [];
      const desk = await start(async (item) => void seen.push(item));
      await desk.insert(row());
      const [held] = await desk.stores.work.claim(1, 30_000);
      await desk.stores.work.intend(held!.lease);
      desk.dispatcher.start();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(seen).toEqual([]);
      desk.clock.move(30_000);
      await desk.until({ done: 1 });
      expect(seen[0]).toMatchObject({ id: held!.id, attempts: 2, intentAt: expect.any(Number) });
    });

    it("holds on to the lease of long work while it lives", async () => {
      let finish = (): void => undefined;
      const desk = await start(() => new Promise<void>((resolve) => (finish = resolve)), { leaseMs: 60 });
      await desk.insert(row());
      desk.dispatcher.start();
      await desk.until({ leased: 1 });
      // Each step is shorter than the lease; all together are many leases.
      for (let step = 0; step < 10; step++) {
        desk.clock.move(40);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      expect(await desk.counts()).toMatchObject({ leased: 1, ready: 0 });
      finish();
      await desk.until({ done: 1 });
    });

    it("stops when what runs is done, takes nothing new, and can start again", async () => {
      let finish = (): void => undefined;
      const desk = await start(() => new Promise<void>((resolve) => (finish = resolve)), { concurrency: 1 });
      await desk.insert(row(), row());
      desk.dispatcher.start();
      await desk.until({ leased: 1 });
      const stopping = desk.dispatcher.stop();
      finish();
      expect(await stopping).toBe(0);
      expect(await desk.counts()).toMatchObject({ ready: 1, leased: 0, done: 1 });
      desk.dispatcher.start();
      await desk.until({ leased: 1 });
      finish();
      await desk.until({ done: 2 });
    });

    it("does not wait for ever: what hangs is left to its lease", async () => {
      const desk = await start(() => new Promise(() => undefined));
      await desk.insert(row());
      desk.dispatcher.start();
      await desk.until({ leased: 1 });
      expect(await desk.dispatcher.stop(50)).toBe(1);
      expect(await desk.counts()).toMatchObject({ leased: 1 });
    });

    it("leaves the kind of a newer version alone", async () => {
      const desk = await start(nothing);
      await desk.insert(row({ kind: "of-tomorrow" as never }));
      desk.dispatcher.start();
      await vi.waitFor(async () => {
        expect(await desk.stores.work.nextDue()).toBe(60_000);
      });
      expect(await desk.counts()).toMatchObject({ ready: 1, done: 0, dead: 0 });
    });

    it("goes on after the database was out of reach", async () => {
      const desk = await openTestDesk();
      onTestFinished(() => desk.close());
      const { work } = desk.stores;
      let failures = 2;
      const failing = async <T>(act: () => Promise<T>): Promise<T> => {
        failures -= 1;
        if (failures >= 0) throw new Error("disk I/O error");
        return act();
      };
      const flaky: WorkRows = {
        ...work,
        claim: (limit, leaseMs) => failing(() => work.claim(limit, leaseMs)),
        ready: (limit) => failing(() => work.ready(limit)),
        claimOne: (id, leaseMs) => failing(() => work.claimOne(id, leaseMs)),
      };
      await desk.database.write((tx) => insertWork(tx, desk.deps, { tenant: ACME, work: row() }));
      const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
      const handlers = handlersOf(nothing);
      const dispatcher = create({ work: flaky, handlers, clock: desk.clock, log, idleMs: 30 });
      dispatcher.start();
      await vi.waitFor(() => expect(log.error).toHaveBeenCalled());
      dispatcher.kick();
      await vi.waitFor(async () => expect((await work.counts()).done).toBe(1), { timeout: 20_000 });
      await dispatcher.stop();
    });
  });
}
