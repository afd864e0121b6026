import { describe, expect, it, onTestFinished } from "vitest";
import type { Delivery, Inbox } from "../../core/ports/inbox.ts";
import type { WorkRows } from "../../core/ports/work.ts";
import { ACME, installationOf, OTHER } from "../fakes/open-desk.ts";

export type InboxUnderTest = { readonly inbox: Inbox; readonly work: WorkRows; readonly close: () => Promise<void> };

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  platform: "slack",
  installation: installationOf(ACME),
  tenant: ACME,
  deliveryKey: "Ev1",
  kind: "event_callback",
  mode: "later",
  via: "http",
  raw: new TextEncoder().encode('{"text":"Können wir liefern?"}'),
  claims: { user: "U1" },
  ...more,
});

/** Every implementation of the `Inbox` port keeps these promises. */
export function inboxContract(name: string, open: () => Promise<InboxUnderTest>): void {
  const start = async () => {
    const desk = await open();
    onTestFinished(() => desk.close());
    return desk;
  };

  describe(`inbox contract: ${name}`, () => {
    it("stores a delivery with its work item, and gives it back as it came", async () => {
      const { inbox, work } = await start();
      const sent = delivery();
      const inserted = await inbox.insert(sent, "conversation-1");
      expect(inserted).toMatchObject({ state: "new", lease: null });
      expect(await inbox.open(inserted.inboxId)).toEqual(sent);
      const [item] = await work.claim(5, 1000);
      expect(item).toMatchObject({
        kind: "inbound",
        tenant: ACME,
        lane: "conversation-1",
        ref: { inbox: inserted.inboxId },
      });
    });

    it("takes a delivery once: the second gets the first's id and the kept answer", async () => {
      const { inbox, work } = await start();
      const first = await inbox.insert(delivery(), "l");
      expect(await inbox.insert(delivery(), "l")).toEqual({ state: "duplicate", inboxId: first.inboxId, answer: null });
      await inbox.keepAnswer(first.inboxId, { response_action: "clear" });
      expect(await inbox.insert(delivery(), "l")).toEqual({
        state: "duplicate",
        inboxId: first.inboxId,
        answer: { response_action: "clear" },
      });
      expect((await work.counts()).ready).toBe(1);
    });

    it("takes a delivery once when twenty come at the same moment", async () => {
      const { inbox, work } = await start();
      const all = await Promise.all(Array.from({ length: 20 }, () => inbox.insert(delivery(), "l")));
      expect(all.filter((one) => one.state === "new")).toHaveLength(1);
      expect((await work.counts()).ready).toBe(1);
    });

    it("keeps the keys of two tenants and two platforms apart", async () => {
      const { inbox } = await start();
      const foreign = delivery({ tenant: OTHER, installation: installationOf(OTHER), claims: null });
      const teams = delivery({ platform: "teams" });
      const states = [
        await inbox.insert(delivery(), "l"),
        await inbox.insert(foreign, "l"),
        await inbox.insert(teams, "l"),
      ];
      expect(states.map((one) => one.state)).toEqual(["new", "new", "new"]);
      expect(await inbox.open(states[1]!.inboxId)).toEqual(foreign);
    });

    it("refuses an unknown installation, and one of another tenant", async () => {
      const { inbox, work } = await start();
      for (const installation of ["T-nobody", installationOf(OTHER)])
        await expect(inbox.insert(delivery({ installation }), "l")).rejects.toMatchObject({ code: "not-found" });
      expect((await work.counts()).ready).toBe(0);
    });

    it("leases a now delivery to its request, unless the lane is taken", async () => {
      const { inbox, work } = await start();
      const first = await inbox.insert(delivery({ mode: "now", deliveryKey: "1" }), "case-1");
      if (first.state !== "new" || !first.lease) throw new Error("a now delivery comes leased");
      const second = await inbox.insert(delivery({ mode: "now", deliveryKey: "2" }), "case-1");
      expect(second).toMatchObject({ state: "new", lease: null });
      expect(await work.claim(5, 1000)).toEqual([]);
      expect(await work.done(first.lease)).toBe(true);
      expect((await work.claim(5, 1000)).map((item) => item.ref)).toEqual([{ inbox: second.inboxId }]);
    });

    it("erases the raw body of a delivery that addressed nobody, and still knows the delivery", async () => {
      const { inbox } = await start();
      const { inboxId } = await inbox.insert(delivery(), "l");
      await inbox.erase(inboxId);
      await expect(inbox.open(inboxId)).rejects.toMatchObject({ code: "not-found" });
      expect((await inbox.insert(delivery(), "l")).state).toBe("duplicate");
    });

    it("says not-found for an unknown delivery", async () => {
      const { inbox } = await start();
      await expect(inbox.open("nothing")).rejects.toMatchObject({ code: "not-found" });
      await expect(inbox.erase("nothing")).rejects.toMatchObject({ code: "not-found" });
    });
  });
}
