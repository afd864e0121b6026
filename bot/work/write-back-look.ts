import type { WriteBackRun } from "./write-back.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { stepOf } from "../../core/cases/write-back.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { TargetFault, type FieldValues, type Purpose } from "../../core/ports/writeback.ts";
import { idempotencyKey } from "../../core/writeback/diff.ts";
import { knownAt } from "../../core/writeback/hold.ts";

export type Look = {
  readonly record: string;
  readonly purpose: Purpose;
  readonly fields: FieldValues;
  /** Why there is nothing to read; null: it is read. */
  readonly code: string | null;
};

const TRIES = 4;
/** These may be over in a moment. */
const PASSING: ReadonlySet<string> = new Set(["unknown-read-back", "failure", "wait", "wait-owner", "per-item"]);

/**
 * Reads one record: `previewed` with the diff and its hash, or `failed` with the reason and no diff. A passing fault
 * throws AdapterFault, so that the row comes back; after the fourth time it is said on the case.
 */
export async function readForPreview(run: WriteBackRun, look: Look): Promise<CaseEvent> {
  const { item, state, entry } = run;
  const { record, purpose, fields } = look;
  const of = { tenant: item.tenant, case: state.id, target: entry.id, record };
  const key = idempotencyKey({ ...of, revision: state.revision, purpose, fields });
  const blank = { target: entry.id, record, purpose, diff: null, key, changes: [], code: null, holder: null };
  if (look.code !== null) return stepOf(blank, "failed", { code: look.code });
  try {
    const { diff, hash } = await entry.target.preview(record, fields, { purpose, known: knownAt(state, of) });
    return stepOf({ ...blank, diff: hash, changes: diff.changes }, "previewed");
  } catch (error) {
    if (!(error instanceof TargetFault)) throw error;
    if (PASSING.has(error.treatment) && item.attempts < TRIES)
      throw new AdapterFault(error.code, false, error.treatment === "wait" ? error.retryAfterMs : null);
    return stepOf(blank, "failed", { code: error.code, holder: error.owner });
  }
}
