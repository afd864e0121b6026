import { toWorkId, type TenantId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { Delivery, Inbox } from "../../../core/ports/inbox.ts";

export type FakeInbox = Inbox & {
  readonly rows: { readonly id: string; readonly delivery: Delivery; readonly lane: string; answer: Json | null }[];
  readonly erased: string[];
};

/** The inbox in memory: dedup by (tenant, platform, delivery key), answers kept. `slow` delays each insert. */
export function createFakeInbox(slow: () => Promise<void> = async () => {}): FakeInbox {
  const rows: FakeInbox["rows"] = [];
  const erased: string[] = [];
  const key = (d: { tenant: TenantId; platform: string; deliveryKey: string }) =>
    `${d.tenant}|${d.platform}|${d.deliveryKey}`;
  return {
    rows,
    erased,
    async insert(delivery, lane) {
      await slow();
      const known = rows.find((row) => key(row.delivery) === key(delivery));
      if (known) return { state: "duplicate", inboxId: known.id, answer: known.answer };
      const id = `00000000-0000-7000-8000-${String(rows.length + 1).padStart(12, "0")}`;
      rows.push({ id, delivery, lane, answer: null });
      const work = toWorkId(id);
      const lease = delivery.mode === "now" ? { work, token: "lease", until: 0 } : null;
      return { state: "new", inboxId: id, work, lease };
    },
    async open(inboxId) {
      const row = rows.find((one) => one.id === inboxId);
      if (!row) throw new Error("no such row");
      return row.delivery;
    },
    async keepAnswer(inboxId, answer) {
      const row = rows.find((one) => one.id === inboxId);
      if (row) row.answer = answer;
    },
    async erase(inboxId) {
      erased.push(inboxId);
    },
  };
}
