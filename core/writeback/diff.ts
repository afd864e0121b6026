import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalBytes } from "../evidence/canonical.ts";
import { toHash, type CaseId, type Hash, type TenantId } from "../ids.ts";
import type { Json } from "../json.ts";
import {
  WRITTEN_FIELDS,
  type Change,
  type Diff,
  type FieldValues,
  type Preview,
  type Purpose,
  type ReadBack,
} from "../ports/writeback.ts";
import { Refusal } from "../refusal.ts";

const hashOf = (value: Json): Hash => toHash(bytesToHex(sha256(canonicalBytes(value))));

/** SHA-256 of the canonical diff: what is approved, and checked again before anything is sent. */
export const diffHash = ({ target, record, purpose, changes }: Diff): Hash =>
  hashOf({ target, record, purpose, changes: changes.map(({ field, from, to }) => ({ field, from, to })) });

/** A blank in the target is null, whatever it uses for it. */
const blank = (value: string | null | undefined): string | null => (value === undefined || value === "" ? null : value);

/** The preview of bringing a record from what it holds to what is wanted. Fields in the order of WRITTEN_FIELDS. */
export function previewOf(
  of: { readonly target: string; readonly record: string; readonly purpose: Purpose },
  read: { readonly current: FieldValues; readonly version: string | null },
  wanted: FieldValues,
): Preview {
  const changes = WRITTEN_FIELDS.flatMap((field): readonly Change[] => {
    if (wanted[field] === undefined) return [];
    const [from, to] = [blank(read.current[field]), blank(wanted[field])];
    return from === to ? [] : [{ field, from, to }];
  });
  const { target, record, purpose } = of;
  const diff: Diff = { target, record, purpose, changes };
  return { ...read, diff, hash: diffHash(diff) };
}

/** What the record holds, against the diff. */
export function readBackOf(current: FieldValues, { changes }: Diff): Exclude<ReadBack, "unreadable"> {
  const now = changes.map(({ field, from, to }) => ({ value: blank(current[field]), from, to }));
  if (now.every(({ value, to }) => value === to)) return "written";
  return now.every(({ value, from }) => value === from) ? "absent" : "other";
}

/** The way back: what was there before. Sent only while the record still holds what we wrote. */
export const inverted = (diff: Diff): Diff => ({
  ...diff,
  purpose: "restore",
  changes: diff.changes.map(({ field, from, to }) => ({ field, from: to, to: from })),
});

/** Throws Refusal("invalid") when the hash is not the diff's: something else was approved. */
export function checkHash(diff: Diff, hash: Hash): void {
  if (diffHash(diff) !== hash) throw new Refusal("invalid", { what: "diff-hash" });
}

export type KeyParts = {
  readonly tenant: TenantId;
  readonly case: CaseId;
  /** The revision the decision was made on: a new decision is a new key. */
  readonly revision: number;
  readonly target: string;
  readonly record: string;
  readonly purpose: Purpose;
  readonly fields: FieldValues;
};

/** The idempotency key: stable over retries and processes, 64 hex digits (so it holds no dot and fits any header). */
export const idempotencyKey = ({ fields, ...parts }: KeyParts): string =>
  hashOf({
    ...parts,
    fields: Object.fromEntries(
      WRITTEN_FIELDS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field] ?? null]])),
    ),
  });
