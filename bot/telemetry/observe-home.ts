import type { Log } from "../log.ts";
import { faultOf } from "../log.ts";
import type { Home } from "../setup/open-home.ts";
import { caseOf, type Stream, type TenantId } from "../../core/ids.ts";
import type { Ledger, NewEntry } from "../../core/ports/ledger.ts";
import type { Measured, Telemetry } from "../../core/ports/telemetry.ts";
import { Refusal } from "../../core/refusal.ts";

type Watch = { readonly telemetry: Telemetry; readonly log: Log };

/** The same home, its inbox and every tenant's ledger measured. */
export function observeHome(home: Home, watch: Watch): Home {
  const { stores } = home;
  const { inbox } = stores;
  return {
    ...home,
    stores: {
      ...stores,
      for(tenant) {
        const own = stores.for(tenant);
        return { ...own, ledger: observeLedger(own.ledger, watch) };
      },
      inbox: {
        ...inbox,
        insert: (delivery, lane) =>
          watch.telemetry.during(
            "inbox",
            { tenant: delivery.tenant, platform: delivery.platform, kind: delivery.mode },
            async (note) => {
              const inserted = await inbox.insert(delivery, lane);
              note({ code: inserted.state });
              return inserted;
            },
          ),
      },
    },
  };
}

/**
 * Commits and observations as spans. An entry that could not be written is counted and said at the first: the act it
 * stands for did not happen. A refusal is an answer, no failure.
 */
function observeLedger(ledger: Ledger, { telemetry, log }: Watch): Ledger {
  const { tenant } = ledger;
  const watched = async <T>(about: Measured, work: () => Promise<T>): Promise<T> => {
    try {
      return await telemetry.during("commit", { tenant, ...about }, work);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        telemetry.count("audit.append_failure", { tenant });
        log.error("audit-append-failed", { tenant, fault: faultOf(error) });
      }
      throw error;
    }
  };
  return {
    tenant,
    commit: async (parts, effects, options) => {
      const committed = await watched({ kind: "commit", ...aboutCase(parts[0]?.stream) }, () =>
        ledger.commit(parts, effects, options),
      );
      for (const rule of parts.flatMap(({ events }) => rulesOf(events))) countReview(telemetry, tenant, rule);
      return committed;
    },
    observe: (stream, entries, copy) =>
      watched({ kind: "observe", ...aboutCase(stream) }, () => ledger.observe(stream, entries, copy)),
    read: (stream, purposes) => ledger.read(stream, purposes),
  };
}

function aboutCase(stream: Stream | undefined): Measured {
  const id = stream === undefined ? null : caseOf(stream);
  return id === null ? {} : { case: id };
}

/** `R-07 v4` says more than a metric should have: the rule without its version. */
const rulesOf = (events: readonly NewEntry[]): readonly string[] =>
  events.flatMap(({ type, payload }) => {
    const rule = type === "review-opened" ? payload["rule"] : null;
    return typeof rule === "string" ? [rule.split(" ")[0] ?? ""] : [];
  });
const countReview = (telemetry: Telemetry, tenant: TenantId, rule: string): void =>
  telemetry.count("reviews", { tenant, rule });
