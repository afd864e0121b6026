import { and, asc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { CopyId } from "../../core/ids.ts";
import type { CopyChange, MessageCopy } from "../../core/ports/ledger.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { Copies } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Tx } from "../connect.ts";
import { caseProjection, messageCopy } from "../schema/cases.ts";
import { place } from "../schema/people.ts";
import { outbox } from "../schema/work.ts";
import type { Scope } from "./deps.ts";
import { parseJson } from "./json.ts";

type Row = typeof messageCopy.$inferSelect;

/** Written as in the index `message_copy_remote` of db/migrations, so that SQLite uses it. */
const remoteId = sql`json_extract(${messageCopy.remoteJson}, '$.id')`;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Each platform names the place in its own word; a Teams conversation may name the thread behind the channel. */
function stands(remote: Readonly<Record<string, unknown>>, channel: string): boolean {
  const { conversation } = remote;
  if (remote["channel"] === channel || remote["pane"] === channel) return true;
  return typeof conversation === "string" && conversation.split(";")[0] === channel;
}

const toCopy = (row: Row): MessageCopy => ({
  id: row.id,
  caseId: row.caseId,
  card: row.card,
  place: row.place,
  settle: row.settle,
  state: row.state,
  shownRevision: row.shownRevision,
  deliveryKey: row.deliveryKey,
  remote: row.remoteJson === null ? null : parseJson(row.remoteJson),
  shown: row.shown,
});

async function update(
  tx: Tx,
  { tenant }: Scope,
  change: { readonly id: CopyId; readonly set: Partial<typeof messageCopy.$inferInsert> },
): Promise<void> {
  const changed = await tx
    .update(messageCopy)
    .set(change.set)
    .where(and(eq(messageCopy.tenant, tenant), eq(messageCopy.id, change.id)))
    .returning({ id: messageCopy.id });
  if (changed.length === 0) throw new Refusal("not-found", { what: "message copy" });
}

/** Writes what a delivery made of a copy, inside the transaction that records it. Throws Refusal("not-found"). */
export function saveCopy(tx: Tx, scope: Scope, change: CopyChange): Promise<void> {
  if (change.state === "gone") return update(tx, scope, { id: change.id, set: { state: "gone" } });
  const { id, state, remote, shownRevision, shown } = change;
  return update(tx, scope, { id, set: { state, remoteJson: JSON.stringify(remote), shownRevision, shown } });
}

/**
 * True while a card is being posted to this channel, or was when its process died: the platform may show it although
 * no id of it is held yet. A copy stands at a place of the directory, or where its request was written.
 */
async function isOnItsWay({ tenant, database }: Scope, channel: string): Promise<boolean> {
  const [row] = await database.read
    .select({ id: outbox.id })
    .from(outbox)
    .innerJoin(
      messageCopy,
      and(eq(messageCopy.tenant, tenant), eq(messageCopy.id, sql`json_extract(${outbox.refJson}, '$.copy')`)),
    )
    .innerJoin(caseProjection, and(eq(caseProjection.tenant, tenant), eq(caseProjection.caseId, messageCopy.caseId)))
    .leftJoin(place, and(eq(place.tenant, tenant), sql`${place.id} = ${messageCopy.place}`))
    .where(
      and(
        eq(outbox.tenant, tenant),
        inArray(outbox.state, ["ready", "leased"]),
        isNotNull(outbox.intentAt),
        eq(outbox.kind, "card"),
        isNull(messageCopy.remoteJson),
        ne(messageCopy.state, "gone"),
        eq(sql`coalesce(${place.channel}, json_extract(${caseProjection.json}, '$.place.channel'))`, channel),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export function createCopies(scope: Scope): Copies {
  const { tenant, database } = scope;

  return {
    async byId(id) {
      const [row] = await database.read
        .select()
        .from(messageCopy)
        .where(and(eq(messageCopy.tenant, tenant), eq(messageCopy.id, id)));
      return row ? toCopy(row) : null;
    },
    async ofCase(id) {
      const rows = await database.read
        .select()
        .from(messageCopy)
        .where(and(eq(messageCopy.tenant, tenant), eq(messageCopy.caseId, id)))
        .orderBy(asc(messageCopy.id));
      return rows.map(toCopy);
    },
    async byRemote({ channel, id }) {
      const rows = await database.read
        .select()
        .from(messageCopy)
        .where(and(eq(messageCopy.tenant, tenant), eq(remoteId, id)));
      const found = rows.map(toCopy).find(({ remote }) => isRecord(remote) && stands(remote, channel));
      if (found) return found;
      if (await isOnItsWay(scope, channel)) throw new AdapterFault("card-on-its-way", false);
      return null;
    },
    posted: (id, remote, shownRevision, shown) =>
      database.write((tx) => saveCopy(tx, scope, { id, state: "posted", remote, shownRevision, shown })),
    state: (id, state) => database.write((tx) => update(tx, scope, { id, set: { state } })),
  };
}
