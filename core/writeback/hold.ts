import { idempotencyKey, type KeyParts } from "./diff.ts";
import type { CaseState, WriteBack } from "../cases/state.ts";
import type { Determination } from "../ports/evaluator.ts";
import type { FieldValues } from "../ports/writeback.ts";
import { itemNumber } from "./plan.ts";

/** The id a hold is placed and released by: of this case and this record alone, so that no other hold is touched. */
export const holdIdOf = (number: number, parts: Pick<KeyParts, "tenant" | "case" | "target" | "record">): string =>
  `ED-${number}-${idempotencyKey({ ...parts, revision: 0, purpose: "hold", fields: {} }).slice(0, 12)}`;

/** The items that stop, classified or not. */
export const heldRecords = ({ input }: Determination): readonly string[] => [
  ...new Set(input.lines.flatMap((line) => itemNumber(line) ?? [])),
];

/** What the desk itself last confirmed to a target about a record: all there is to go by where it cannot be read. */
export function knownAt(state: CaseState, of: { readonly target: string; readonly record: string }): FieldValues {
  const mine = (state.writeBacks ?? []).filter(
    ({ target, record, step, purpose }) =>
      target === of.target && record === of.record && step === "confirmed" && purpose !== "outcome",
  );
  return Object.fromEntries(mine.flatMap(({ changes }) => changes.map(({ field, to }) => [field, to])));
}

/** Holds that stand: placed, confirmed, and not released yet. */
export const standingHolds = (state: CaseState, target: string): readonly WriteBack[] => {
  const items = (state.writeBacks ?? []).filter((item) => item.target === target);
  const released = new Set(
    items.filter(({ purpose, step }) => purpose === "hold-release" && step === "confirmed").map(({ record }) => record),
  );
  return items.filter(
    ({ purpose, step, record }) => purpose === "hold" && step === "confirmed" && !released.has(record),
  );
};
