import type { ItemRow, Items } from "../../core/ports/items.ts";
import { keyOf } from "../../core/register/identity.ts";
import { identityOf } from "../../core/register/item-identity.ts";
import { toItemState } from "../../core/register/item-state.ts";
import type { RegisterRecord } from "../../core/register/lookup.ts";
import type { TransactionInput } from "../../core/releases/transaction.ts";

/** How many near records one line is shown beside the very item. */
const NEAR = 12;

export const toRecord = (row: ItemRow): RegisterRecord => {
  const { id, identity, aliases, determinations } = toItemState(row.json);
  return { id, identity, aliases, determinations };
};

/** What the register holds of the lines' items and of what is near them, each record once. */
export async function recordsFor(items: Items, input: TransactionInput): Promise<readonly RegisterRecord[]> {
  const found = new Map<string, RegisterRecord>();
  for (const { item } of input.lines) {
    const identity = "eccn" in item ? null : identityOf(item);
    if (!identity) continue;
    const key = keyOf(identity);
    for (const row of [...(await items.byKey(key)), ...(await items.near(key, NEAR))]) found.set(row.id, toRecord(row));
  }
  return [...found.values()];
}
