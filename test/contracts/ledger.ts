import { describe, expect, it, onTestFinished } from "vitest";
import { toCopyId } from "../../core/ids.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Ledger, MessageCopy, NewWork } from "../../core/ports/ledger.ts";
import type { Cases, Copies } from "../../core/ports/stores.ts";
import type { WorkRows } from "../../core/ports/work.ts";
import { ACME, counted, entryOf, newCase, noted, opened, OTHER } from "../fakes/open-desk.ts";

/** What a ledger's contract needs to look at: two tenants over one store, and the rows that a commit writes. */
export type LedgerUnderTest = {
  ledger(tenant: TenantId): Ledger;
  cases(tenant: TenantId): Cases;
  copies(tenant: TenantId): Copies;
  readonly work: WorkRows;
  newId(): string;
  readonly close: () => Promise<void>;
};

const work = (more: Partial<NewWork> = {}): NewWork => ({
  kind: "card",
  lane: "lane-1",
  priority: 3,
  dedup: "card-1",
  ref: { case: "c" },
  ...more,
});

/** Every implementation of the `Ledger` port keeps these promises. `weight` is the toy projector's. */
export function ledgerContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  const start = async () => {
    const desk = await open();
    onTestFinished(() => desk.close());
    return { ...desk, acme: desk.ledger(ACME), other: desk.ledger(OTHER) };
  };

  describe(`ledger contract: ${name}`, () => {
    it("counts pos for every entry, version for events, revision for those that revise", async () => {
      const { acme } = await start();
      const { stream } = newCase();
      await acme.commit([{ stream, expected: 0, events: [opened(), noted("a"), counted(1)] }], []);
      await acme.observe(stream, [entryOf("toy-seen"), entryOf("toy-seen")]);
      await acme.commit([{ stream, expected: 3, events: [noted("b")] }], []);
      const entries = await acme.read(stream);
      expect(entries.map((one) => [one.type, one.pos, one.version, one.revision])).toEqual([
        ["toy-opened", 0, 1, 1],
        ["toy-noted", 1, 2, 1],
        ["toy-counted", 2, 3, 2],
        ["toy-seen", 3, 3, 2],
        ["toy-seen", 4, 3, 2],
        ["toy-noted", 5, 4, 2],
      ]);
    });

    it("gives a tenant's entries one dense sequence over all its streams", async () => {
      const { acme } = await start();
      const [one, two] = [newCase(), newCase()];
      const first = await acme.commit([{ stream: one.stream, expected: 0, events: [opened()] }], []);
      const from = first.entries[0]!.seq;
      const both = await acme.commit(
        [
          { stream: two.stream, expected: 0, events: [opened(), noted("x")] },
          { stream: one.stream, expected: 1, events: [noted("y")] },
        ],
        [],
      );
      expect(both.entries.map((entry) => entry.seq)).toEqual([from + 1, from + 2, from + 3]);
    });

    it("gives back what was written, and nothing of another tenant", async () => {
      const { acme, other } = await start();
      const { stream } = newCase();
      const event = entryOf("toy-noted", { word: "Straße — 東京", n: 1.5 }, { cause: "work-1", refs: [] });
      await acme.commit([{ stream, expected: 0, events: [event] }], []);
      const [entry] = await acme.read(stream);
      expect(entry).toMatchObject({ type: "toy-noted", v: 1, payload: event.payload, actor: event.actor });
      expect(entry).toMatchObject({ cause: "work-1", pins: null, stream });
      expect(await other.read(stream)).toEqual([]);
    });

    it("refuses a stale version on any part and writes none of the parts, work or copies", async () => {
      const desk = await start();
      const { acme } = desk;
      const [one, two] = [newCase(), newCase()];
      await acme.commit([{ stream: two.stream, expected: 0, events: [opened()] }], []);
      const copy = copyOf(desk.newId(), one.id);
      for (const expected of [0, 2])
        await expect(
          acme.commit(
            [
              { stream: one.stream, expected: 0, events: [opened()] },
              { stream: two.stream, expected, events: [noted("late")] },
            ],
            [work()],
            { copies: [copy] },
          ),
        ).rejects.toMatchObject({ code: "stale" });
      expect(await acme.read(one.stream)).toEqual([]);
      expect(await acme.read(two.stream)).toHaveLength(1);
      expect(await desk.cases(ACME).byId(one.id)).toBeNull();
      expect(await desk.copies(ACME).byId(copy.id)).toBeNull();
      expect((await desk.work.counts()).ready).toBe(0);
    });

    it("lets exactly one of many commits on the same version win", async () => {
      const { acme } = await start();
      const { stream } = newCase();
      await acme.commit([{ stream, expected: 0, events: [opened()] }], []);
      const race = Array.from({ length: 10 }, (_, at) =>
        acme.commit([{ stream, expected: 1, events: [noted(`decision ${at}`)] }], []),
      );
      const ends = await Promise.allSettled(race);
      expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1);
      expect(await acme.read(stream)).toHaveLength(2);
    });

    it("does not let observations make a version stale", async () => {
      const { acme } = await start();
      const { stream } = newCase();
      await acme.commit([{ stream, expected: 0, events: [opened()] }], []);
      await acme.observe(stream, [entryOf("toy-seen"), entryOf("toy-seen"), entryOf("toy-seen")]);
      const { entries } = await acme.commit([{ stream, expected: 1, events: [noted("on time")] }], []);
      expect(entries[0]).toMatchObject({ pos: 4, version: 2 });
    });

    it("refuses to observe what is an event", async () => {
      const { acme } = await start();
      const { stream } = newCase();
      await expect(acme.observe(stream, [counted(1)])).rejects.toMatchObject({ code: "invalid" });
      expect(await acme.read(stream)).toEqual([]);
    });

    it("projects in the same commit, per tenant", async () => {
      const desk = await start();
      const { id, stream } = newCase();
      const request = { requestKey: "workspace/channel/9" };
      const open = opened(request);
      await desk.acme.commit([{ stream, expected: 0, events: [open, counted(4)] }], []);
      await desk.acme.commit([{ stream, expected: 2, events: [counted(7)] }], []);
      expect(await desk.cases(ACME).byId(id)).toMatchObject({
        version: 3,
        revision: 3,
        state: "done",
        json: { total: 11 },
      });
      expect(await desk.cases(OTHER).byId(id)).toBeNull();
      expect(await desk.cases(OTHER).byRequestKey(request.requestKey)).toBeNull();
    });

    it("refuses a second case for one request as stale, in whatever order they come", async () => {
      const desk = await start();
      const [one, two, foreign] = [newCase(), newCase(), newCase()];
      const request = { requestKey: "workspace/channel/1" };
      await desk.acme.commit([{ stream: one.stream, expected: 0, events: [opened(request)] }], []);
      await expect(
        desk.acme.commit([{ stream: two.stream, expected: 0, events: [opened(request)] }], [work()]),
      ).rejects.toMatchObject({ code: "stale" });
      expect(await desk.acme.read(two.stream)).toEqual([]);
      // The same key in another tenant is another request.
      await desk.other.commit([{ stream: foreign.stream, expected: 0, events: [opened(request)] }], []);
      expect((await desk.cases(OTHER).byRequestKey(request.requestKey))?.caseId).toBe(foreign.id);
      expect((await desk.cases(ACME).byRequestKey(request.requestKey))?.caseId).toBe(one.id);
    });

    it("drops a second ready row of one dedup key, but not another tenant's", async () => {
      const desk = await start();
      const parts = (): Parameters<Ledger["commit"]>[0] => [
        { stream: newCase().stream, expected: 0, events: [opened()] },
      ];
      await desk.acme.commit(parts(), [work(), work()]);
      await desk.acme.commit(parts(), [work(), work({ dedup: "card-2" })]);
      await desk.other.commit(parts(), [work()]);
      expect((await desk.work.counts()).ready).toBe(3);
    });

    it("finishes the causing work item with the commit, fenced by its lease", async () => {
      const desk = await start();
      const { stream } = newCase();
      await desk.acme.commit([{ stream, expected: 0, events: [opened()] }], [work()]);
      const [item] = await desk.work.claim(1, 60_000);
      const lost = { ...item!.lease, token: "0".repeat(32) };
      const parts = [{ stream, expected: 1, events: [noted("once")] }];
      await expect(desk.acme.commit(parts, [], { done: lost })).rejects.toMatchObject({ code: "stale" });
      // A lease of another tenant's work ends nothing here.
      const foreign = [{ stream: newCase().stream, expected: 0, events: [opened()] }];
      await expect(desk.other.commit(foreign, [], { done: item!.lease })).rejects.toMatchObject({ code: "stale" });
      expect(await desk.work.counts()).toMatchObject({ leased: 1, done: 0 });
      await desk.acme.commit(parts, [], { done: item!.lease });
      await expect(
        desk.acme.commit([{ stream, expected: 2, events: [noted("twice")] }], [], { done: item!.lease }),
      ).rejects.toMatchObject({ code: "stale" });
      expect(await desk.work.counts()).toMatchObject({ leased: 0, done: 1 });
      expect(await desk.acme.read(stream)).toHaveLength(2);
    });

    it("records new message copies with the commit", async () => {
      const desk = await start();
      const { id, stream } = newCase();
      const copy = copyOf(desk.newId(), id);
      await desk.acme.commit([{ stream, expected: 0, events: [opened()] }], [], { copies: [copy] });
      expect(await desk.copies(ACME).ofCase(id)).toEqual([copy]);
      expect(await desk.copies(OTHER).ofCase(id)).toEqual([]);
      expect(await desk.copies(OTHER).byId(copy.id)).toBeNull();
      await expect(desk.copies(OTHER).state(copy.id, "gone")).rejects.toMatchObject({ code: "not-found" });
      await desk.copies(ACME).posted(copy.id, { ts: "1.2" }, 3, null);
      expect(await desk.copies(ACME).byId(copy.id)).toMatchObject({
        state: "posted",
        remote: { ts: "1.2" },
        shownRevision: 3,
      });
    });

    it("records a showing and what it made of the copy together, or neither", async () => {
      const desk = await start();
      const { id, stream } = newCase();
      const copy = copyOf(desk.newId(), id);
      await desk.acme.commit([{ stream, expected: 0, events: [opened()] }], [], { copies: [copy] });
      const posted = { state: "posted", remote: { ts: "1.2" }, shownRevision: 3, shown: null } as const;
      const foreign = { id: toCopyId(desk.newId()), ...posted };
      await expect(desk.acme.observe(stream, [entryOf("toy-seen")], foreign)).rejects.toMatchObject({
        code: "not-found",
      });
      expect(await desk.acme.read(stream)).toHaveLength(1);
      await expect(
        desk.acme.observe(stream, [entryOf("toy-seen", { type: "taken" })], { id: copy.id, ...posted }),
      ).rejects.toMatchObject({ code: "invalid" });
      expect(await desk.copies(ACME).byId(copy.id)).toEqual(copy);
      await desk.acme.observe(stream, [entryOf("toy-seen")], { id: copy.id, ...posted });
      expect(await desk.copies(ACME).byId(copy.id)).toEqual({ ...copy, ...posted });
      await desk.acme.observe(stream, [entryOf("toy-seen")], { id: copy.id, state: "gone" });
      expect(await desk.copies(ACME).byId(copy.id)).toMatchObject({ state: "gone", remote: posted.remote });
      expect((await desk.acme.read(stream)).map((entry) => entry.type)).toEqual(["toy-opened", "toy-seen", "toy-seen"]);
    });

    it("refuses what cannot be evidence and writes nothing: no JSON, a foreign blob, a reference ahead", async () => {
      const { acme } = await start();
      const { stream } = newCase();
      const hash = "a".repeat(64) as never;
      const wrong = [
        entryOf("toy-noted", { word: undefined as never }),
        entryOf("toy-noted", { word: Number.NaN }),
        entryOf("toy-noted", { type: "other" }),
        entryOf("toy-noted", {}, { blobs: [{ hash, key: "k", commitment: hash }] }),
        entryOf("toy-noted", {}, { refs: [1_000_000 as never] }),
        entryOf("No Type"),
      ];
      for (const event of wrong)
        await expect(acme.commit([{ stream, expected: 0, events: [event] }], [])).rejects.toMatchObject({
          code: "invalid",
        });
      expect(await acme.read(stream)).toEqual([]);
    });

    it("refuses a stream named twice, and more than 2,000 rows; 2,000 pass", async () => {
      const { acme, work: rows } = await start();
      const { stream } = newCase();
      const part = { stream, expected: 0, events: [opened()] };
      await expect(acme.commit([part, part], [])).rejects.toMatchObject({ code: "invalid" });
      const many = Array.from({ length: 2000 }, (_, at) => work({ dedup: `bulk-${at}`, lane: `lane-${at}` }));
      await expect(acme.commit([part], many)).rejects.toMatchObject({ code: "invalid" });
      expect((await rows.counts()).ready).toBe(0);
      await acme.commit([part], many.slice(1));
      expect((await rows.counts()).ready).toBe(1999);
    });
  });
}

const copyOf = (id: string, caseId: MessageCopy["caseId"]): MessageCopy => ({
  id: toCopyId(id),
  caseId,
  card: "review",
  place: "reviewers-legal",
  settle: "readable",
  state: "intended",
  shownRevision: 1,
  deliveryKey: `key-${id}`,
  remote: null,
  shown: null,
});
