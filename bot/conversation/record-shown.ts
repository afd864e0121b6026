import type { Desk } from "./deps.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, type PersonId, type TenantId } from "../../core/ids.ts";
import type { Inbound } from "../../core/ports/inbound.ts";

/**
 * A showing is on record once per person, revision and level of detail (engineering-decisions §2); looking again at the
 * same thing adds nothing.
 */
export async function recordShown(
  desk: Desk,
  inbound: Pick<Inbound, "from" | "inboxId"> & { readonly tenant: TenantId },
  what: { readonly state: CaseState; readonly person: PersonId; readonly detail: string },
): Promise<void> {
  const { ledger } = desk.stores.for(inbound.tenant);
  const { state, person, detail } = what;
  const stream = caseStream(state.id);
  const seen = (await ledger.read(stream)).some(
    ({ type, payload }) =>
      type === "shown" &&
      payload?.["person"] === person &&
      payload["detail"] === detail &&
      payload["revision"] === state.revision,
  );
  if (seen) return;
  await ledger.observe(stream, [
    {
      type: "shown",
      v: 1,
      payload: { place: "view", detail, person, revision: state.revision },
      actor: { person, via: inbound.from.via },
      cause: inbound.inboxId,
    },
  ]);
}
