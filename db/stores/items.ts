import { and, asc, eq, gt, gte, inArray, lt, lte } from "drizzle-orm";
import type { ItemRow, Items } from "../../core/ports/items.ts";
import type { ItemId } from "../../core/ids.ts";
import { item, itemAlias, itemWord } from "../schema/items.ts";
import type { Scope } from "./deps.ts";
import { parseJson } from "./json.ts";

type Row = typeof item.$inferSelect;
const toItemRow = (row: Row): ItemRow => ({
  id: row.id,
  version: row.version,
  reReviewAt: row.reReviewAt,
  json: parseJson(row.json),
});

const MOST = 200;
/** Behind every text that begins with these words: the end of a prefix as a range of an index. */
const past = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** The register's queries, each served by an index whose first column is the tenant. */
export function createItems(scope: Scope): Items {
  const { tenant, database } = scope;
  const byIds = async (ids: readonly ItemId[]): Promise<readonly Row[]> =>
    ids.length === 0
      ? []
      : database.read
          .select()
          .from(item)
          .where(and(eq(item.tenant, tenant), inArray(item.id, [...new Set(ids)])))
          .orderBy(asc(item.partKey), asc(item.id));

  /** Ids of the items with a word that begins so. */
  const withWord = async (word: string): Promise<ReadonlySet<ItemId>> => {
    const rows = await database.read
      .selectDistinct({ id: itemWord.id })
      .from(itemWord)
      .where(and(eq(itemWord.tenant, tenant), gte(itemWord.word, word), lt(itemWord.word, past(word))));
    return new Set(rows.map(({ id }) => id));
  };

  return {
    async byId(id) {
      const [row] = await byIds([id]);
      return row ? toItemRow(row) : null;
    },
    async byKey({ maker, part, revision }) {
      const own = await database.read
        .select({ id: item.id })
        .from(item)
        .where(
          and(eq(item.tenant, tenant), eq(item.makerKey, maker), eq(item.partKey, part), eq(item.revision, revision)),
        );
      const named = await database.read
        .select({ id: itemAlias.id })
        .from(itemAlias)
        .where(
          and(
            eq(itemAlias.tenant, tenant),
            eq(itemAlias.makerKey, maker),
            eq(itemAlias.partKey, part),
            eq(itemAlias.revision, revision),
          ),
        );
      return (await byIds([...own, ...named].map(({ id }) => id))).map(toItemRow);
    },
    async byParts(parts) {
      const own = await database.read
        .select({ id: item.id })
        .from(item)
        .where(and(eq(item.tenant, tenant), inArray(item.partKey, [...parts])));
      const named = await database.read
        .select({ id: itemAlias.id })
        .from(itemAlias)
        .where(and(eq(itemAlias.tenant, tenant), inArray(itemAlias.partKey, [...parts])));
      return (await byIds([...own, ...named].map(({ id }) => id))).map(toItemRow);
    },
    async near({ part }, limit) {
      const most = Math.min(limit, MOST);
      const found: ItemId[] = [];
      // From the whole number down to half of it: the nearest first.
      for (let length = part.length; length >= Math.max(2, Math.ceil(part.length / 2)); length -= 1) {
        const prefix = part.slice(0, length);
        const rows = await database.read
          .select({ id: item.id })
          .from(item)
          .where(and(eq(item.tenant, tenant), gte(item.partKey, prefix), lt(item.partKey, past(prefix))))
          .orderBy(asc(item.partKey))
          .limit(most);
        for (const { id } of rows) if (!found.includes(id)) found.push(id);
        if (found.length >= most) break;
      }
      const ids = found.slice(0, most);
      const rows = await byIds(ids);
      return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(toItemRow);
    },
    async find(words, limit) {
      const sets: ReadonlySet<ItemId>[] = [];
      for (const word of words) sets.push(await withWord(word));
      const [first, ...others] = sets.toSorted((a, b) => a.size - b.size);
      const ids = [...(first ?? [])].filter((id) => others.every((set) => set.has(id)));
      return (await byIds(ids.slice(0, MOST))).slice(0, limit).map(toItemRow);
    },
    async due(day, limit) {
      const rows = await database.read
        .select()
        .from(item)
        .where(and(eq(item.tenant, tenant), lte(item.reReviewAt, day)))
        .orderBy(asc(item.reReviewAt), asc(item.id))
        .limit(Math.min(limit, MOST));
      return rows.map(toItemRow);
    },
    async page(after, limit) {
      const rows = await database.read
        .select()
        .from(item)
        .where(after === null ? eq(item.tenant, tenant) : and(eq(item.tenant, tenant), gt(item.id, after)))
        .orderBy(asc(item.id))
        .limit(Math.min(limit, MOST));
      return rows.map(toItemRow);
    },
  };
}
