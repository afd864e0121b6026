import { and, eq } from "drizzle-orm";
import { canonicalText } from "../../core/evidence/canonical.ts";
import type { ItemId } from "../../core/ids.ts";
import type { ItemProjection } from "../../core/ports/items.ts";
import { Refusal } from "../../core/refusal.ts";
import { hasCode, type Tx } from "../connect.ts";
import { item, itemAlias, itemWord } from "../schema/items.ts";
import type { AppendedPart } from "./append.ts";
import type { Scope } from "./deps.ts";
import { openStream } from "./entries.ts";
import { parseJson } from "./json.ts";

async function saveNames(tx: Tx, scope: Scope, id: ItemId, projection: ItemProjection): Promise<void> {
  const { tenant } = scope;
  await tx.delete(itemAlias).where(and(eq(itemAlias.tenant, tenant), eq(itemAlias.id, id)));
  await tx.delete(itemWord).where(and(eq(itemWord.tenant, tenant), eq(itemWord.id, id)));
  for (const { maker, part, revision } of projection.names.slice(1))
    await tx.insert(itemAlias).values({ tenant, id, makerKey: maker, partKey: part, revision }).onConflictDoNothing();
  for (const word of new Set(projection.words)) await tx.insert(itemWord).values({ tenant, word, id });
}

async function saveRow(tx: Tx, scope: Scope, values: Omit<typeof item.$inferInsert, "tenant">): Promise<void> {
  const { id, ...set } = values;
  try {
    await tx
      .insert(item)
      .values({ tenant: scope.tenant, id, ...set })
      .onConflictDoUpdate({ target: [item.tenant, item.id], set });
  } catch (error) {
    // Another stream has this key: two first filings of one item raced, and this one comes second.
    if (hasCode(error, "SQLITE_CONSTRAINT_UNIQUE")) throw new Refusal("stale", { what: "item" });
    throw error;
  }
}

/** Writes what an item's new entries make of the register, folding from the start when the stored fold is another. */
export async function projectItem(
  tx: Tx,
  scope: Scope,
  id: ItemId,
  part: Pick<AppendedPart, "stream" | "entries">,
): Promise<void> {
  const projector = scope.deps.items;
  const last = part.entries.at(-1);
  if (!projector || !last) return;
  const [stored] = await tx
    .select()
    .from(item)
    .where(and(eq(item.tenant, scope.tenant), eq(item.id, id)));
  const isCurrent = stored?.fold === projector.fold;
  const entries =
    isCurrent || last.pos < part.entries.length
      ? part.entries
      : await openStream(tx, scope, { stream: part.stream, purposes: ["case"] });
  const projection = projector.project(isCurrent ? parseJson(stored.json) : null, entries);
  const [own] = projection?.names ?? [];
  if (!projection || !own) return;
  const { row } = projection;
  await saveRow(tx, scope, {
    id,
    makerKey: own.maker,
    partKey: own.part,
    revision: own.revision,
    eccn: row.eccn,
    paragraph: row.paragraph,
    jurisdiction: row.jurisdiction,
    kind: row.kind,
    setHash: row.editions,
    reReviewAt: row.reReviewAt,
    entrySeq: row.seq,
    version: last.version,
    fold: projector.fold,
    json: canonicalText(projection.json),
  });
  await saveNames(tx, scope, id, projection);
}
