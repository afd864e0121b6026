import { parseEditionSet } from "../editions/edition-set.ts";
import type { Hash, TenantId } from "../../core/ids.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

/** The rulebook of the tenant's active edition set, and the set's hash. Throws where no set is active. */
export async function activeRulebook(
  stores: OpenedStores,
  tenant: TenantId,
): Promise<{ readonly rulebook: Rulebook; readonly editions: Hash }> {
  const active = await stores.for(tenant).editions.active();
  if (!active) throw new Error("no edition set is active");
  const { bytes } = await stores.admin.getEdition(parseEditionSet(active.json).rulebook);
  return { rulebook: openRulebook(Buffer.from(bytes).toString("utf8")), editions: active.set };
}
