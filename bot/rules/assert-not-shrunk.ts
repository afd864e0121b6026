import { BadRuleFile, type ReadEdition } from "./read-editions.ts";
import { countPart } from "./count-part.ts";
import { importedParts } from "./imported-parts.ts";
import { EcfrFault } from "../../adapters/ecfr/ecfr-fault.ts";
import type { TenantId } from "../../core/ids.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

/** A part that holds less than this share of the edition before it is cut or of another kind. */
const LEAST = 0.8;

/** Throws BadRuleFile for a part with far fewer lines than the newest edition of it that is held. */
export async function assertNotShrunk(
  { home, tenant }: { readonly home: { readonly stores: OpenedStores }; readonly tenant: TenantId },
  editions: readonly ReadEdition[],
): Promise<void> {
  const held = await importedParts(home.stores.for(tenant));
  for (const { file, data } of editions) {
    const before = held.filter(({ part }) => part === data.part).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    const counts = countPart(data);
    for (const [what, count] of Object.entries(before.at(-1)?.counts ?? {})) {
      const is = counts[what] ?? 0;
      if (what !== "needsReview" && is < count * LEAST)
        throw new BadRuleFile(file, new EcfrFault("part-shrunk", { what, is, before: count }));
    }
  }
}
