import type { Desk } from "./deps.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import type { TenantId } from "../../core/ids.ts";

/** How many people could take it, per role whose approval is missing; the requester is not among them. */
export async function roleCounts(desk: Desk, tenant: TenantId, state: CaseState): Promise<ReadonlyMap<string, number>> {
  const { directory } = desk.stores.for(tenant);
  const counts = openNeeds(state).map(async ({ role }): Promise<readonly [string, number]> => {
    const holders = await directory.holders(role, desk.clock.instant());
    return [role, holders.filter((person) => person !== state.requester).length];
  });
  return new Map(await Promise.all(counts));
}
