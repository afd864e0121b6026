import type { WorkKind } from "../../core/ports/ledger.ts";
import type { WorkItem } from "../../core/ports/work.ts";
import { LEASE_MS, type DispatcherOptions, type Handlers } from "./dispatcher.ts";
import { settle } from "./settle.ts";
import { whereOf } from "./where-of.ts";

const UNKNOWN_KIND_MS = 60_000;

/** Runs one leased item to its end: done, back to ready at a time, or dead. Never throws. */
export async function runItem(item: WorkItem, options: DispatcherOptions): Promise<void> {
  const { work, clock, log, leaseMs = LEASE_MS, random = Math.random } = options;
  const fields = { work: item.id, tenant: item.tenant, kind: item.kind, attempts: item.attempts };
  const handlers: Readonly<Partial<Record<string, Handlers[WorkKind]>>> = options.handlers;
  const handler = handlers[item.kind];
  const begun = performance.now();
  const hold = setInterval(() => {
    work.renew(item.lease, leaseMs).then(
      (isHeld) => void (isHeld || log.warn(fields, "lease lost")),
      () => log.warn(fields, "lease not renewed"),
    );
  }, leaseMs / 3);
  try {
    // A newer process of a rolling upgrade may know the kind: the item is not ours to kill.
    if (!handler) return await work.retry(item.lease, "unknown-kind", clock.now() + UNKNOWN_KIND_MS);
    await handler(item);
    await work.done(item.lease);
    log.info({ ...fields, ms: Math.round(performance.now() - begun) }, "work done");
  } catch (error) {
    const outcome = settle(error, item.attempts, random());
    const level = outcome.next === "dead" ? "error" : "warn";
    log[level]({ ...fields, code: outcome.code, ...whereOf(error) }, "work failed");
    const settled =
      outcome.next === "dead"
        ? work.dead(item.lease, outcome.code)
        : work.retry(item.lease, outcome.code, clock.now() + outcome.afterMs, outcome.counts);
    // The database is out of reach: the lease runs out and the sweeper gives the row back.
    await settled.catch(() => log.error(fields, "work not settled"));
  } finally {
    clearInterval(hold);
  }
}
