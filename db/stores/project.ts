import { and, eq, sql } from "drizzle-orm";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { caseOf, itemOf } from "../../core/ids.ts";
import type { CaseId } from "../../core/ids.ts";
import type { OpenedEntry, Projection } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Tx } from "../connect.ts";
import { hasCode } from "../connect.ts";
import { caseParty, caseProjection, caseRef } from "../schema/cases.ts";
import type { AppendedPart } from "./append.ts";
import type { Scope } from "./deps.ts";
import { openStream } from "./entries.ts";
import { parseJson } from "./json.ts";
import { projectItem } from "./project-item.ts";

type Stored = { readonly searchId: number } | null;

/** The case's number: in the row, or where the fold keeps it. A case without one cannot be named by people. */
function numberOf({ row, json }: Projection): number {
  const folded: unknown = json !== null && typeof json === "object" ? Reflect.get(json, "number") : undefined;
  const number = row.number ?? folded;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) throw new Error("a projected case has no number");
  return number;
}

/** FTS5 has no upsert: the old words go, the new ones get a row id that the projection keeps. */
async function saveWords(tx: Tx, scope: Scope, words: string, stored: Stored): Promise<number> {
  if (stored) await tx.run(sql`delete from case_search where rowid = ${stored.searchId} and tenant = ${scope.tenant}`);
  const added = await tx.run(sql`insert into case_search (tenant, words) values (${scope.tenant}, ${words})`);
  return Number(added.lastInsertRowid);
}

async function saveRelated(tx: Tx, scope: Scope, caseId: CaseId, projection: Projection): Promise<void> {
  const { tenant } = scope;
  await tx.delete(caseParty).where(and(eq(caseParty.tenant, tenant), eq(caseParty.caseId, caseId)));
  await tx.delete(caseRef).where(and(eq(caseRef.tenant, tenant), eq(caseRef.caseId, caseId)));
  for (const { key, country, role } of projection.parties)
    await tx.insert(caseParty).values({ tenant, caseId, partyKey: key, country, role });
  for (const { kind, number } of projection.refs) await tx.insert(caseRef).values({ tenant, caseId, kind, number });
}

async function saveRow(
  tx: Tx,
  scope: Scope,
  values: Omit<typeof caseProjection.$inferInsert, "tenant">,
): Promise<void> {
  const { caseId, ...set } = values;
  try {
    await tx
      .insert(caseProjection)
      .values({ tenant: scope.tenant, caseId, ...set })
      .onConflictDoUpdate({ target: [caseProjection.tenant, caseProjection.caseId], set });
  } catch (error) {
    // Another case has this request key: two deliveries of one message raced, and this one comes second.
    if (hasCode(error, "SQLITE_CONSTRAINT_UNIQUE")) throw new Refusal("stale", { what: "request key" });
    throw error;
  }
}

/** Writes the rows of a stream's new entries: a case's, or an item's of the register; other streams have none. */
export async function projectPart(tx: Tx, scope: Scope, part: Pick<AppendedPart, "stream" | "entries">): Promise<void> {
  const itemId = itemOf(part.stream);
  if (itemId !== null) return projectItem(tx, scope, itemId, part);
  const caseId = caseOf(part.stream);
  if (caseId !== null) await projectCase(tx, scope, caseId, part);
}

/** Writes what the projector makes of a case's new entries, folding from the start when the stored fold is another. */
async function projectCase(
  tx: Tx,
  scope: Scope,
  caseId: CaseId,
  part: Pick<AppendedPart, "stream" | "entries">,
): Promise<void> {
  const last = part.entries.at(-1);
  if (!last) return;
  const { projector } = scope.deps;
  const [stored] = await tx
    .select()
    .from(caseProjection)
    .where(and(eq(caseProjection.tenant, scope.tenant), eq(caseProjection.caseId, caseId)));
  const isCurrent = stored?.fold === projector.fold;
  const entries: readonly OpenedEntry[] =
    isCurrent || last.pos < part.entries.length
      ? part.entries
      : await openStream(tx, scope, { stream: part.stream, purposes: ["case"] });
  const projection = projector.project(part.stream, isCurrent ? parseJson(stored.json) : null, entries);
  if (!projection) return;
  const searchId = await saveWords(tx, scope, projection.search, stored ?? null);
  const { version, revision } = last;
  await saveRow(tx, scope, {
    ...projection.row,
    caseId,
    version,
    revision,
    searchId,
    fold: projector.fold,
    number: numberOf(projection),
    json: canonicalText(projection.json),
  });
  await saveRelated(tx, scope, caseId, projection);
}
