import type { DigestPlan, Manager } from "./managers.ts";
import type { Desk } from "../conversation/deps.ts";
import type { TenantId } from "../../core/ids.ts";
import type { NewWork } from "../../core/ports/ledger.ts";
import type { WorkRows } from "../../core/ports/work.ts";

const BULK = 7;
const PERSON_WAITS = 0;
/** The schedule of a digest that somebody asked for. */
export const NOW = "now";

/** A person's next digest: one ready row each, so that setting it twice sets it once. */
export const digestTimer = ({ person }: Manager, plan: DigestPlan, nowMs: number): NewWork => ({
  kind: "timer",
  lane: `digest:${person}`,
  priority: BULK,
  dedup: `digest:${person}:${plan.schedule}`,
  ref: { digest: person, schedule: plan.schedule },
  runAt: plan.nextAfter(nowMs),
});

/** A digest for somebody who asks for it, at once; asking twice before it came sends one. */
export const digestNow = ({ person }: Manager): NewWork => ({
  kind: "timer",
  lane: `digest:${person}`,
  priority: PERSON_WAITS,
  dedup: `digest:${person}:${NOW}`,
  ref: { digest: person, schedule: NOW },
});

/** Sets every manager's timer where none stands, at start and again with the housekeeping: none is ever lost. */
export async function setDigestTimers(desk: Desk, work: WorkRows, tenants: readonly TenantId[]): Promise<void> {
  for (const tenant of tenants) {
    const plan = desk.digestOf(tenant);
    for (const manager of plan?.managers ?? [])
      if (plan) await work.put(tenant, digestTimer(manager, plan, desk.clock.now()));
  }
}
