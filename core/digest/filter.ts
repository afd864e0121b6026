import type { LawDate } from "../dates.ts";
import { modelAgreed, type DigestRow } from "./row.ts";
import { workingDays } from "./week.ts";

/**
 * Which cases a figure is of: plain data that stands beside the figure, so that whoever opens it, and a test in SQL,
 * finds the same cases. Times in ms, `to` is outside.
 */
export type DigestFilter =
  /** Not decided at the digest's moment; `ball`: with whom. */
  | { readonly what: "waiting"; readonly ball?: string }
  /** Waiting in review past its due time. */
  | { readonly what: "overdue" }
  /** Waiting for `from` to `to` working days, both inside; `to` null: no end. */
  | { readonly what: "aged"; readonly from: number; readonly to: number | null }
  | { readonly what: "opened"; readonly from: number; readonly to: number }
  | { readonly what: "closed"; readonly from: number; readonly to: number }
  /** Closed, and it took longer than `ms`. */
  | { readonly what: "slower"; readonly from: number; readonly to: number; readonly ms: number }
  /** Its due time lay in the period and it was not decided by then. */
  | { readonly what: "missed"; readonly from: number; readonly to: number }
  | { readonly what: "overridden"; readonly from: number; readonly to: number; readonly looser: boolean }
  /** Opened in the period, with a hit on a list; `same`: a person judged one to be the listed party. */
  | { readonly what: "hit"; readonly from: number; readonly to: number; readonly same: boolean }
  /** Closed with a decision about the item, and a model had answered; `agreed`: and meant the same. */
  | { readonly what: "model"; readonly from: number; readonly to: number; readonly agreed: boolean };

/** The digest's moment, and the civil day of any moment in the tenant's zone. */
export type Moment = { readonly now: number; readonly dayOf: (at: number) => LawDate };

const within = (at: number | null, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  at !== null && at >= from && at < to;
/** A case whose content was destroyed waits for nobody. */
const isWaiting = (row: DigestRow, { now }: Moment): boolean =>
  row.state !== "decided" && row.state !== "shredded" && row.openedAt <= now;

/** Whether a case belongs to a figure. Pure. */
export function belongs(row: DigestRow, filter: DigestFilter, moment: Moment): boolean {
  switch (filter.what) {
    case "waiting":
      return isWaiting(row, moment) && (filter.ball === undefined || row.ball === filter.ball);
    case "overdue":
      return isWaiting(row, moment) && row.state === "in-review" && row.dueAt !== null && row.dueAt < moment.now;
    case "aged": {
      if (!isWaiting(row, moment)) return false;
      const days = workingDays(moment.dayOf(row.openedAt), moment.dayOf(moment.now));
      return days >= filter.from && (filter.to === null || days <= filter.to);
    }
    case "opened":
      return within(row.openedAt, filter);
    case "closed":
      return within(row.closedAt, filter);
    case "slower":
      return within(row.closedAt, filter) && (row.closedAt ?? 0) - row.openedAt > filter.ms;
    case "missed":
      return within(row.dueAt, filter) && (row.dueAt ?? 0) < Math.min(row.closedAt ?? moment.now, moment.now);
    case "overridden":
      return row.decision === "overridden" && within(row.closedAt, filter) && (!filter.looser || row.looser);
    case "hit":
      return within(row.openedAt, filter) && row.hits > 0 && (!filter.same || row.sameHits > 0);
    case "model":
      return within(row.closedAt, filter) && modelAgreed(row) !== null && (!filter.agreed || modelAgreed(row) === true);
  }
}
