import type { Hash } from "../ids.ts";
import type { Treatment } from "../writeback/answer.ts";

/** What may be written, and nothing else (DESIGN §10): each was decided by people, or is the id of a hold. */
export const WRITTEN_FIELDS = [
  "eccn",
  "jurisdiction",
  "paragraph",
  "caseNumber",
  "validUntil",
  "shippingBlock",
  "hold",
] as const;
export type WrittenField = (typeof WRITTEN_FIELDS)[number];
/** Texts as the target is to hold them; dates `YYYY-MM-DD`; null is blank. A field that is absent is left alone. */
export type FieldValues = Readonly<Partial<Record<WrittenField, string | null>>>;

/** `hold` is placed at once and may be automatic; the others only after a decision that covers their diff. */
export type Purpose = "outcome" | "hold" | "hold-release" | "restore";
export type Change = { readonly field: WrittenField; readonly from: string | null; readonly to: string | null };
/** What sending would do to one record of one target. Its hash is what people approve. */
export type Diff = {
  readonly target: string;
  readonly record: string;
  readonly purpose: Purpose;
  readonly changes: readonly Change[];
};
export type Preview = {
  readonly current: FieldValues;
  /** The target's own mark of the record's state (ETag); null: it has none. Not part of the diff. */
  readonly version: string | null;
  readonly diff: Diff;
  readonly hash: Hash;
};

/**
 * What the target holds against a diff: `written` every change stands; `absent` none does, all is as before; `other`
 * somebody else wrote; `unreadable` this target cannot be asked (a webhook).
 */
export type ReadBack = "written" | "absent" | "other" | "unreadable";

/** A target did not do what was asked. `owner`: who holds the record there, where the target says so. */
export class TargetFault extends Error {
  readonly treatment: Exclude<Treatment, "done-after-read-back" | "refresh-once">;
  /** A short code for rows, logs and cards: never the target's own text. */
  readonly code: string;
  readonly retryAfterMs: number | null;
  readonly owner: string | null;
  constructor(
    treatment: TargetFault["treatment"],
    code: string,
    more: { readonly retryAfterMs?: number | null; readonly owner?: string | null } = {},
  ) {
    super(code);
    this.name = "TargetFault";
    this.treatment = treatment;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.owner = more.owner ?? null;
  }
}

/** `known`: what the desk itself wrote there last. */
export type PreviewOf = { readonly purpose: Purpose; readonly known: FieldValues };

/** One system of record. Every verb throws TargetFault; none retries. */
export interface WriteBackTarget {
  /** `keyed`: the target drops a second send of one key by itself. `readable`: it is read before each send. */
  readonly settle: "keyed" | "readable";
  /** Reads the record; a target that cannot be read goes by `known`. What has the wanted value already is no change. Never writes. */
  preview(record: string, fields: FieldValues, of: PreviewOf): Promise<Preview>;
  /**
   * Writes, if the record's version is still this one. Refuses (Refusal "invalid") a hash that is not the diff's.
   * The same key twice is one effect, or is found by `readBack` before it is sent again.
   */
  send(diff: Diff, hash: Hash, key: string, version: string | null): Promise<void>;
  readBack(diff: Diff, key: string): Promise<ReadBack>;
}
