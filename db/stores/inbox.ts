import { and, eq } from "drizzle-orm";
import type { Json } from "../../core/json.ts";
import type { Delivery, Inbox, Inserted } from "../../core/ports/inbox.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Database, Tx } from "../connect.ts";
import { installation } from "../schema/tenants.ts";
import { inbox } from "../schema/work.ts";
import type { StoreDeps } from "./deps.ts";
import { parseJson } from "./json.ts";
import type { Keys } from "./keys.ts";
import { seal, unseal } from "./sealing.ts";
import { insertWork, leaseRow } from "./work-rows.ts";

// A request has 2 s from its first byte; a process that dies with it gives the row back after this.
const REQUEST_LEASE_MS = 10_000;
const PERSON_WAITS = 0;

type Shared = { readonly database: Database; readonly deps: StoreDeps; readonly keys: Keys };

/** Rows exist only for a known installation of the very tenant. */
async function checkInstallation(tx: Tx, delivery: Delivery): Promise<void> {
  const rows = await tx
    .select({ tenant: installation.tenant })
    .from(installation)
    .where(
      and(
        eq(installation.platform, delivery.platform),
        eq(installation.externalId, delivery.installation),
        eq(installation.tenant, delivery.tenant),
        eq(installation.state, "active"),
      ),
    );
  if (rows.length === 0) throw new Refusal("not-found", { what: "installation" });
}

async function findKnown(tx: Tx, delivery: Delivery): Promise<Inserted | null> {
  const [known] = await tx
    .select({ id: inbox.id, answer: inbox.answerJson })
    .from(inbox)
    .where(
      and(
        eq(inbox.tenant, delivery.tenant),
        eq(inbox.platform, delivery.platform),
        eq(inbox.deliveryKey, delivery.deliveryKey),
      ),
    );
  if (!known) return null;
  return { state: "duplicate", inboxId: known.id, answer: known.answer === null ? null : parseJson(known.answer) };
}

async function insertNew(tx: Tx, shared: Shared, arrived: { delivery: Delivery; lane: string }): Promise<Inserted> {
  const { deps, keys } = shared;
  const { tenant, raw, claims, ...rest } = arrived.delivery;
  const key = await keys.use(tx, tenant, { purpose: "transport", stream: "" });
  const inboxId = deps.ids.next();
  await tx.insert(inbox).values({
    ...rest,
    tenant,
    id: inboxId,
    receivedAt: deps.clock.now(),
    keyId: key.id,
    rawCipher: seal(key.key, raw, deps.ids).cipher,
    claimsJson: JSON.stringify(claims),
  });
  const work = await insertWork(tx, deps, {
    tenant,
    work: { kind: "inbound", lane: arrived.lane, priority: PERSON_WAITS, dedup: inboxId, ref: { inbox: inboxId } },
  });
  const isNow = arrived.delivery.mode === "now";
  const lease = isNow ? await leaseRow(tx, deps, { tenant, id: work, leaseMs: REQUEST_LEASE_MS }) : null;
  return { state: "new", inboxId, work, lease };
}

/** Deliveries of all tenants (see the port). With mode `now` the lease is null when another holds the lane. */
export function createInbox(shared: Shared): Inbox {
  const { database, keys } = shared;

  const rowOf = async (inboxId: string) => {
    const [row] = await database.read.select().from(inbox).where(eq(inbox.id, inboxId));
    if (!row) throw new Refusal("not-found", { what: "delivery" });
    return row;
  };
  const change = async (inboxId: string, set: Partial<typeof inbox.$inferInsert>): Promise<void> => {
    const { tenant } = await rowOf(inboxId);
    await database.write((tx) =>
      tx
        .update(inbox)
        .set(set)
        .where(and(eq(inbox.tenant, tenant), eq(inbox.id, inboxId))),
    );
  };

  return {
    insert: (delivery, lane) =>
      database.write(async (tx) => {
        await checkInstallation(tx, delivery);
        return (await findKnown(tx, delivery)) ?? (await insertNew(tx, shared, { delivery, lane }));
      }),

    async open(inboxId) {
      const { tenant, platform, installation: where, deliveryKey, kind, mode, via, ...row } = await rowOf(inboxId);
      const key = (await keys.open(database.read, tenant, row.keyId)).key;
      if (!row.rawCipher || !key) throw new Refusal("not-found", { what: "delivery" });
      const raw = unseal(key, row.rawCipher).plaintext;
      const claims = parseJson(row.claimsJson);
      return { tenant, platform, installation: where, deliveryKey, kind, mode, via, raw, claims };
    },

    keepAnswer: (inboxId, answer: Json) => change(inboxId, { answerJson: JSON.stringify(answer) }),
    erase: (inboxId) => change(inboxId, { rawCipher: null, claimsJson: "null" }),
  };
}
