import type { Gate } from "./gate.ts";
import type { TenantId } from "../../core/ids.ts";
import type { WriteBackTarget } from "../../core/ports/writeback.ts";

/** A tenant's system of record, as the configuration names it. */
export type TargetEntry = {
  readonly id: string;
  /** What people call it: "item master". */
  readonly name: string;
  readonly kind: "webhook" | "file" | "sap-product";
  /** Who looks after it: a person or a role, named in dead letters. */
  readonly owner: string;
  /** Holds are placed there when a case has to stop. */
  readonly holds: boolean;
  /** Everything but a read is refused. */
  readonly dryRun: boolean;
  /** Waits between tries of one send, in ms. */
  readonly schedule: readonly number[];
  readonly target: WriteBackTarget;
  /** Through the target's gate: bulkhead, rate, breaker. Throws AdapterFault when it may not begin now. */
  readonly run: Gate["run"];
  /** Whether it answers at all, whatever it says. Reads only; throws TargetFault. */
  readonly probe: () => Promise<void>;
};

/** Targets by tenant; none for a tenant in mode `shadow`, which writes nothing. */
export type WriteBackAccess = { readonly of: (tenant: TenantId) => readonly TargetEntry[] };
