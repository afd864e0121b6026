import { faultOf, type Log } from "../log.ts";
import type { Home } from "../setup/open-home.ts";

const EVERY_MS = 600_000;
/** Deliveries are transport, not evidence: kept 30 days (engineering-decisions §5). */
const KEEP_DELIVERIES_MS = 30 * 86_400_000;

/** Every ten minutes: timers that were lost set again, a checkpoint where the log grew, and old deliveries erased. Returns how to stop. */
export function startHousekeeping(home: Home, log: Log, setTimers: () => Promise<void>): () => void {
  const sizes = new Map<string, number>();
  const run = async (): Promise<void> => {
    await setTimers();
    for (const tenant of await home.stores.tenants()) {
      const { size } = await home.stores.for(tenant).evidence.checkpoint();
      if (sizes.get(tenant) !== size) log.info("checkpoint", { tenant, count: size });
      sizes.set(tenant, size);
      await home.stores.admin.eraseDeliveries(tenant, home.clock.now() - KEEP_DELIVERIES_MS);
    }
  };
  const timer = setInterval(
    () => void run().catch((error: unknown) => log.error("housekeeping", { fault: faultOf(error) })),
    EVERY_MS,
  );
  timer.unref();
  return () => clearInterval(timer);
}
