import type { ItemIdentity } from "./identity.ts";
import { partKey } from "./identity.ts";
import type { ItemInput } from "../classification/classification.ts";

/** Which thing an item is, where its part number is known; else null: a description alone names no item. */
export function identityOf(item: Pick<ItemInput, "manufacturer" | "partNumber" | "revision">): ItemIdentity | null {
  const partNumber = item.partNumber?.trim() ?? "";
  if (partKey(partNumber) === "") return null;
  return { maker: item.manufacturer?.trim() || null, partNumber, revision: item.revision?.trim() || null };
}
