import { toRecord } from "./records.ts";
import type { BomLine } from "../../core/bom/bom.ts";
import type { Items } from "../../core/ports/items.ts";
import { partKey } from "../../core/register/identity.ts";
import type { RegisterRecord } from "../../core/register/lookup.ts";

/** What the register holds under the very part numbers of the lines; what is only near says nothing of a line of many. */
export async function partRecords(items: Items, lines: readonly BomLine[]): Promise<readonly RegisterRecord[]> {
  const parts = lines.flatMap(({ makerPart, part }) =>
    [makerPart, part].flatMap((number) => (number === null ? [] : [partKey(number)])),
  );
  const rows = await items.byParts([...new Set(parts)].filter((part) => part !== ""));
  return rows.map(toRecord);
}
