import { toRecord } from "./records.ts";
import type { BomLine } from "../../core/bom/bom.ts";
import type { Items } from "../../core/ports/items.ts";
import { makerKey, partKey, revisionKey } from "../../core/register/identity.ts";
import type { RegisterRecord } from "../../core/register/lookup.ts";

/** Makers and revisions of one part number that a line is shown. */
const SAME_NUMBER = 4;

/** What the register holds under the very part numbers of the lines; what is only near says nothing of a line of many. */
export async function partRecords(items: Items, lines: readonly BomLine[]): Promise<readonly RegisterRecord[]> {
  const keys = new Map(
    lines.flatMap((line) => {
      const numbers = [line.makerPart, line.part].flatMap((part) => (part === null ? [] : [partKey(part)]));
      return numbers
        .filter((part) => part !== "")
        .map((part) => {
          const key = { maker: makerKey(line.maker), part, revision: revisionKey(line.revision) };
          return [JSON.stringify(key), key] as const;
        });
    }),
  );
  const found = new Map<string, RegisterRecord>();
  for (const key of keys.values()) {
    for (const row of [...(await items.byKey(key)), ...(await items.near(key, SAME_NUMBER))]) {
      const record = toRecord(row);
      const names = [record.identity, ...record.aliases].map(({ partNumber }) => partKey(partNumber));
      if (names.includes(key.part)) found.set(record.id, record);
    }
  }
  return [...found.values()];
}
