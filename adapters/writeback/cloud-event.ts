import { canonicalText } from "../../core/evidence/canonical.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Diff } from "../../core/ports/writeback.ts";

export type EventContext = {
  readonly tenant: string;
  readonly environment: string;
  /** Instant of the message: RFC 3339. */
  readonly time: string;
  /** The latest signed checkpoint of the evidence log: kept by the receiver, it anchors the log outside the desk. */
  readonly checkpoint: string | null;
  /** No values, only what changed where: for receivers that fetch the rest. */
  readonly thin: boolean;
};

const TYPES: Readonly<Record<Diff["purpose"], string>> = {
  outcome: "export-desk.outcome.v1",
  hold: "export-desk.hold-placed.v1",
  "hold-release": "export-desk.hold-released.v1",
  restore: "export-desk.restored.v1",
};

/** A CloudEvents 1.0 event in the JSON format. `source` and `id` together are unique: the receiver's key for duplicates. */
export function cloudEvent(diff: Diff, key: string, context: EventContext): string {
  const { tenant, environment, time, checkpoint, thin } = context;
  const data: JsonObject = {
    record: diff.record,
    purpose: diff.purpose,
    environment,
    ...(thin
      ? { fields: diff.changes.map(({ field }) => field) }
      : { fields: Object.fromEntries(diff.changes.map(({ field, to }) => [field, to])), ...holdIdOf(diff) }),
  };
  return canonicalText({
    specversion: "1.0",
    id: key,
    source: `urn:export-desk:${tenant}`,
    type: TYPES[diff.purpose],
    subject: diff.record,
    time,
    datacontenttype: "application/json",
    ...(checkpoint === null ? {} : { checkpoint }),
    data,
  });
}

/** Which hold is placed or taken off: by its id, never "all". */
function holdIdOf({ changes }: Diff): JsonObject {
  const hold = changes.find(({ field }) => field === "hold");
  return hold ? { holdId: hold.to ?? hold.from } : {};
}
