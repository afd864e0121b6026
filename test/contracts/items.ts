import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toLawDate } from "../../core/dates.ts";
import { itemStream, toItemId, type ItemId, type TenantId } from "../../core/ids.ts";
import type { Items } from "../../core/ports/items.ts";
import type { Ledger } from "../../core/ports/ledger.ts";
import { keyOf, type ItemIdentity } from "../../core/register/identity.ts";
import { foldItem, searchWords, toItemState } from "../../core/register/item-state.ts";
import type { Filing } from "../../core/register/filed.ts";
import { anItem, dueEntry, filingEntry } from "../fakes/items.ts";
import { ACME, OTHER } from "../fakes/open-desk.ts";

type Opened = {
  readonly ledger: (tenant: TenantId) => Ledger;
  readonly items: (tenant: TenantId) => Items;
  readonly newId: () => string;
  readonly close: () => Promise<void>;
};

/** Every implementation of the `Items` port keeps these promises, with the ledger that writes what it reads. */
export function itemsContract(name: string, open: () => Promise<Opened>): void {
  describe(`the item register (${name})`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    async function file(
      item: ItemIdentity,
      more: {
        readonly tenant?: TenantId;
        readonly filing?: Partial<Filing>;
        readonly aliases?: readonly ItemIdentity[];
      } = {},
    ): Promise<{ readonly id: ItemId; readonly seq: number }> {
      const id = toItemId(opened.newId());
      const events = [filingEntry(item, more.filing, more.aliases)];
      const done = await opened
        .ledger(more.tenant ?? ACME)
        .commit([{ stream: itemStream(id), expected: 0, events }], []);
      return { id, seq: done.entries[0]?.seq ?? -1 };
    }
    const codes = (rows: Awaited<ReturnType<Items["find"]>>): readonly string[] =>
      rows.map(({ json }) => toItemState(json).identity.partNumber);

    it("finds an item by its very key, however it is written, and by no other", async () => {
      const { id } = await file(anItem("AD-7", { revision: "B" }));
      const items = opened.items(ACME);
      const found = await items.byKey(keyOf(anItem("ad 7", { revision: "rev. b", maker: "northwind example Ltd." })));
      expect(found.map((row) => row.id)).toEqual([id]);
      for (const other of [
        anItem("AD-8", { revision: "B" }),
        anItem("AD-7"),
        anItem("AD-7", { maker: null, revision: "B" }),
      ])
        expect(await items.byKey(keyOf(other))).toEqual([]);
    });

    it("finds an item by another name that is on file for it", async () => {
      const alias = anItem("CUST-0042", { maker: null });
      const { id } = await file(anItem("AD-7"), { aliases: [alias] });
      expect((await opened.items(ACME).byKey(keyOf(alias))).map((row) => row.id)).toEqual([id]);
    });

    it("byParts: every maker and revision of these very numbers, by own and other names", async () => {
      const alias = anItem("CUST-0042", { maker: null });
      await file(anItem("AD-7"), { aliases: [alias] });
      await file(anItem("AD-7", { maker: "Southwind Example", revision: "C" }));
      await file(anItem("AD-70"));
      const parts = async (...names: readonly string[]) =>
        codes(await opened.items(ACME).byParts(names.map((name) => keyOf(anItem(name)).part)));
      expect(await parts("ad 7")).toEqual(["AD-7", "AD-7"]);
      expect(await parts("CUST-0042", "AD-70")).toEqual(["AD-7", "AD-70"]);
      expect(await parts("AD", "ZX-1")).toEqual([]);
      expect(await parts()).toEqual([]);
    });

    it("keeps tenants apart in every query", async () => {
      const { id } = await file(anItem("AD-7"), { tenant: OTHER });
      const items = opened.items(ACME);
      const key = keyOf(anItem("AD-7"));
      expect(await items.byId(id)).toBeNull();
      for (const rows of [
        items.byKey(key),
        items.byParts([key.part]),
        items.near(key, 9),
        items.find(["ad"], 9),
        items.due("2099-01-01", 9),
        items.page(null, 9),
      ])
        expect(await rows).toEqual([]);
    });

    it("a second stream of one key is refused as stale, and nothing of it is written", async () => {
      await file(anItem("AD-7"));
      await expect(file(anItem("ad7"))).rejects.toMatchObject({ code: "stale" });
      expect(await opened.items(ACME).page(null, 9)).toHaveLength(1);
    });

    it("near: what begins alike, the nearest first, at most so many", async () => {
      for (const code of ["AD-7BGA-T", "AD-7BGA-R", "AD-9", "ZX-1"]) await file(anItem(code));
      const near = await opened.items(ACME).near(keyOf(anItem("AD-7BGA-T")), 3);
      expect(codes(near)).toEqual(["AD-7BGA-T", "AD-7BGA-R", "AD-9"].slice(0, near.length));
      expect(near.length).toBeGreaterThanOrEqual(2);
      expect(await opened.items(ACME).near(keyOf(anItem("AD-7BGA-T")), 1)).toHaveLength(1);
    });

    it("find: every word, as the beginning of one; codes, makers, references, notes", async () => {
      await file(anItem("AD-7"), { filing: { notes: "bench converter", reference: "SL-12" } });
      await file(anItem("AQ-70"), { filing: { eccn: "3A002", paragraph: "3A002.h.1.d", reference: "SL-13" } });
      const find = async (words: string) => codes(await opened.items(ACME).find(searchWords(words), 9));
      expect(await find("AD-7")).toEqual(["AD-7"]);
      expect(await find("bench conv")).toEqual(["AD-7"]);
      expect(await find("northwind 3A0")).toEqual(["AD-7", "AQ-70"]);
      expect(await find("northwind sl-13")).toEqual(["AQ-70"]);
      expect(await find("northwind southwind")).toEqual([]);
      expect(await find("100%_")).toEqual([]);
    });

    it("due: what was found due, and what has a day that has come; a new determination takes it off", async () => {
      const { id, seq } = await file(anItem("AD-7"));
      await file(anItem("AD-8"), { filing: { reviewBy: toLawDate("2026-11-24") } });
      const items = opened.items(ACME);
      expect(codes(await items.due("2026-11-23", 9))).toEqual([]);
      expect(codes(await items.due("2026-11-24", 9))).toEqual(["AD-8"]);
      const ledger = opened.ledger(ACME);
      await ledger.commit([{ stream: itemStream(id), expected: 1, events: [dueEntry([seq], "2026-11-22")] }], []);
      expect(codes(await items.due("2026-11-24", 9))).toEqual(["AD-7", "AD-8"]);
      const again = filingEntry(anItem("AD-7"), { date: toLawDate("2026-11-24") });
      await ledger.commit([{ stream: itemStream(id), expected: 2, events: [again] }], []);
      expect(codes(await items.due("2026-11-24", 9))).toEqual(["AD-8"]);
    });

    it("a row is the fold of its stream's entries and nothing else, and carries the stream's version", async () => {
      const { id, seq } = await file(anItem("AD-7"));
      const ledger = opened.ledger(ACME);
      await ledger.commit([{ stream: itemStream(id), expected: 1, events: [dueEntry([seq], "2026-11-22")] }], []);
      const row = await opened.items(ACME).byId(id);
      expect(row?.version).toBe(2);
      expect(row?.json).toEqual(JSON.parse(JSON.stringify(foldItem(null, await ledger.read(itemStream(id))))));
      await expect(
        ledger.commit([{ stream: itemStream(id), expected: 1, events: [filingEntry(anItem("AD-7"))] }], []),
      ).rejects.toMatchObject({ code: "stale" });
    });

    it("walks through all of them, each once", async () => {
      for (let n = 0; n < 5; n += 1) await file(anItem(`AD-${n}`));
      const seen: ItemId[] = [];
      for (let after: ItemId | null = null; ;) {
        const page: readonly { readonly id: ItemId }[] = await opened.items(ACME).page(after, 2);
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.id ?? null;
        if (after === null) break;
      }
      expect(new Set(seen).size).toBe(5);
      expect(seen).toHaveLength(5);
    });
  });
}
