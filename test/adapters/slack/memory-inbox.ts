import { toTenantId, toWorkId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { Delivery, Inbox, Inserted } from "../../../core/ports/inbox.ts";

export type MemoryInbox = Inbox & {
  readonly rows: Map<string, { id: string; delivery: Delivery; lane: string; answer: Json | null }>;
};

const uuid = (n: number): string => `01890000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;

/** The Inbox port in memory: one row per (tenant, platform, delivery key). */
export function createMemoryInbox(): MemoryInbox {
  const rows: MemoryInbox["rows"] = new Map();
  const byId = (id: string) => {
    const row = [...rows.values()].find((one) => one.id === id);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  };
  return {
    rows,
    insert: async (delivery, lane): Promise<Inserted> => {
      const key = `${delivery.tenant}/${delivery.platform}/${delivery.deliveryKey}`;
      const seen = rows.get(key);
      if (seen) return { state: "duplicate", inboxId: seen.id, answer: seen.answer };
      const id = uuid(rows.size + 1);
      const work = toWorkId(uuid(1000 + rows.size));
      rows.set(key, { id, delivery, lane, answer: null });
      return {
        state: "new",
        inboxId: id,
        work,
        lease: delivery.mode === "now" ? { work, token: "t", until: 0 } : null,
      };
    },
    open: async (id) => byId(id).delivery,
    keepAnswer: async (id, answer) => void (byId(id).answer = JSON.parse(JSON.stringify(answer)) as Json),
    erase: async (id) => void (byId(id).delivery = { ...byId(id).delivery, raw: new Uint8Array() }),
  };
}

export const TENANT = toTenantId("acme-example");
