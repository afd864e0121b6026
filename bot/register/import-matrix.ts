import { itemStream, toItemId, type Hash, type TenantId } from "../../core/ids.ts";
import type { LawDate } from "../../core/dates.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { Items } from "../../core/ports/items.ts";
import type { Actor, BlobRef } from "../../core/ports/ledger.ts";
import type { TenantStores } from "../../core/ports/stores.ts";
import { citesOf } from "../../core/register/cites.ts";
import { toItemPayload, type ItemEvent } from "../../core/register/events.ts";
import type { Filing } from "../../core/register/filed.ts";
import { keyOf, type ItemKey } from "../../core/register/identity.ts";
import { toItemState, type ItemState } from "../../core/register/item-state.ts";
import type { MatrixRow } from "../../core/register/matrix.ts";
import { planImport, type ImportPlan, type PlannedRow } from "../../core/register/plan-import.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/** What an import writes with: the tenant's stores, who acts, and the edition set that is cited. */
export type Importing = {
  readonly tenant: TenantId;
  readonly stores: TenantStores;
  readonly ids: Ids;
  readonly actor: Actor;
  readonly rulebook: Rulebook;
  readonly editions: Hash;
  readonly today: LawDate;
  /** Name and bytes of the file, kept with the record. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array; readonly mediaType: string };
};

const textOf = ({ maker, part, revision }: ItemKey): string => JSON.stringify([maker, part, revision]);

/** Compares the rows with the register as it stands. */
export async function planAgainst(items: Items, rows: readonly MatrixRow[]): Promise<ImportPlan> {
  const known = new Map<string, ItemState | null>();
  for (const key of rows.flatMap(({ item, aliases }) => [item, ...aliases].map(keyOf))) {
    const [row] = known.has(textOf(key)) ? [] : await items.byKey(key);
    if (!known.has(textOf(key))) known.set(textOf(key), row ? toItemState(row.json) : null);
  }
  return planImport(rows, (key) => known.get(textOf(key)) ?? null);
}

/** Items in one transaction: each is about a dozen rows, and a transaction writes at most 2,000. */
const AT_ONCE = 100;

/**
 * Files what was planned, the file kept as a blob that each filing names. All lines were checked before; they are written
 * in transactions of a hundred, and a run that was cut off goes on where it stopped when it is run again.
 */
export async function fileRows(importing: Importing, planned: readonly PlannedRow[]): Promise<number> {
  const { stores, ids, actor, file } = importing;
  const writing = planned.filter(({ does }) => does !== "nothing");
  if (writing.length === 0) return 0;
  const blob = await stores.blobs.put("log", file.bytes, file.mediaType);
  // Two lines of one item (a ruling and a record of ours) are two events of one stream.
  const byItem = [...Map.groupBy(writing, ({ row }) => textOf(keyOf(row.item))).values()];
  for (let from = 0; from < byItem.length; from += AT_ONCE) {
    const parts = [];
    for (const lines of byItem.slice(from, from + AT_ONCE)) {
      const [first] = lines;
      const row = first?.on ? await stores.items.byId(first.on.id) : null;
      parts.push({
        stream: itemStream(row?.id ?? toItemId(ids.next())),
        expected: row?.version ?? 0,
        events: lines.map((line) => ({
          ...toItemPayload(eventOf(importing, line.row, blob)),
          actor,
          cause: `import:${blob.hash.slice(0, 12)}`,
          blobs: [blob],
        })),
      });
    }
    await stores.ledger.commit(parts, []);
  }
  return byItem.length;
}

function eventOf({ rulebook, editions, today, file }: Importing, row: MatrixRow, blob: BlobRef): ItemEvent {
  const date = row.date ?? today;
  const place = `${file.name}${row.sheet ? `, ${row.sheet}` : ""}, line ${row.line}`;
  const filing: Filing = {
    kind: row.kind,
    jurisdiction: row.jurisdiction,
    eccn: row.eccn,
    paragraph: row.paragraph,
    date,
    by: [],
    approver: row.approver,
    case: null,
    reference: row.reference ?? place,
    notes: [row.notes, row.reference ? `read from ${place}` : null].filter((one) => one !== null).join(" · ") || null,
    editions,
    cites: row.eccn === null ? [] : citesOf({ eccn: row.eccn, paragraph: row.paragraph }, [], rulebook, today),
    facts: [],
    reviewBy: row.reviewBy,
    evidence: [blob.hash],
  };
  return { type: "determination-filed", item: row.item, aliases: row.aliases, filing };
}
