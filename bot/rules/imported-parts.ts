import { z } from "zod";
import { toHash, type Hash } from "../../core/ids.ts";
import type { Actor } from "../../core/ports/ledger.ts";
import type { TenantStores } from "../../core/ports/stores.ts";

/** What the log says of one import: which part, from which file, who. */
const noteSchema = z.strictObject({
  part: z.string(),
  title: z.string(),
  date: z.string(),
  hash: z.string().transform((text): Hash => toHash(text)),
  file: z.string(),
  source: z.string(),
  dated: z.string(),
  counts: z.record(z.string(), z.number()),
});
export type ImportNote = z.infer<typeof noteSchema>;
export type ImportedPart = ImportNote & { readonly by: Actor; readonly at: string };

/** Every part this tenant imported, each once, in the order of import: its log is the list. */
export async function importedParts({ ledger }: Pick<TenantStores, "ledger">): Promise<readonly ImportedPart[]> {
  const entries = await ledger.read("rulebook");
  const notes = entries.flatMap(({ type, payload, actor, at }) => {
    if (type !== "edition-imported" || payload === null) return [];
    return [{ ...noteSchema.parse(payload), by: actor, at: String(at) }];
  });
  return notes.filter(({ hash }, index) => notes.findIndex((other) => other.hash === hash) === index);
}
