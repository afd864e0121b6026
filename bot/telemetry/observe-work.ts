import type { Handlers } from "../../adapters/queue/dispatcher.ts";
import type { WorkItem } from "../../core/ports/work.ts";
import type { Telemetry } from "../../core/ports/telemetry.ts";

/** Every kind of durable work as a span: inbound, evaluation, cards, write-backs, timers. */
export function observeWork(handlers: Handlers, telemetry: Telemetry): Handlers {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]) => [
      kind,
      (item: WorkItem) =>
        telemetry.during(
          "work",
          { tenant: item.tenant, kind: item.kind, attempts: item.attempts, work: item.id },
          async () => handler(item),
        ),
    ]),
  );
}
