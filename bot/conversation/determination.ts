import type { CaseState } from "../../core/cases/state.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { TenantStores } from "../../core/ports/stores.ts";

/** The case's present determination, opened from its blob; null while there is none. */
export async function openDetermination(stores: TenantStores, state: CaseState): Promise<Determination | null> {
  if (!state.determination) return null;
  const { bytes } = await stores.blobs.get(state.determination.hash);
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as Determination;
}
