import type { Permission } from "../licensing/determination.ts";
import { OUTCOMES } from "../licensing/determination.ts";
import { isLooser } from "../licensing/precedence.ts";
import type { TransactionResult } from "../releases/transaction.ts";

const RANK: Readonly<Record<Permission["answer"], number>> = { no: 0, ask: 1, yes: 2 };
const PERMISSIONS = ["talk", "show", "ship"] as const;

/**
 * True when `after` lets nothing go that `before` held: outcome and each line's outcome no later in the order of
 * precedence, no permission wider, no hold lifted, no reason for people to look gone, and no question dropped but by a
 * stricter answer.
 */
export function isNoLooser(after: TransactionResult, before: TransactionResult): boolean {
  const severity = OUTCOMES.indexOf(after.outcome) - OUTCOMES.indexOf(before.outcome);
  if (severity > 0 || isLooser(after.outcome, before.outcome)) return false;
  if (PERMISSIONS.some((what) => RANK[after[what].answer] > RANK[before[what].answer])) return false;
  if (before.disposition === "hold" && after.disposition !== "hold") return false;
  if (before.exceptions.some((kind) => kind !== "unanswered" && !after.exceptions.includes(kind))) return false;
  if (severity === 0 && before.missing.some((open) => !after.missing.some((other) => isSame(open, other))))
    return false;
  if (before.validUntil === null && after.validUntil !== null) return false;
  return before.lines.every(({ id, licence }) => {
    const other = after.lines.find((line) => line.id === id)?.licence;
    return !licence || !other || !isLooser(other.outcome, licence.outcome);
  });
}

/** `after` with each permission no wider than `before` had it. */
export function withStricterPermissions(after: TransactionResult, before: TransactionResult): TransactionResult {
  const stricter = (what: (typeof PERMISSIONS)[number]): Permission =>
    RANK[after[what].answer] > RANK[before[what].answer] ? before[what] : after[what];
  return { ...after, talk: stricter("talk"), show: stricter("show"), ship: stricter("ship") };
}

type Open = TransactionResult["missing"][number];
const isSame = (a: Open, b: Open): boolean => a.line === b.line && a.fact === b.fact;
