import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { ENGINE } from "../../core/engine.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import { concludeWith } from "../evaluator/evaluate.ts";
import { assemble } from "../evaluator/load.ts";
import type { Materials } from "../evaluator/load.ts";
import type { EditionSet } from "../editions/edition-set.ts";
import { evaluateTransaction } from "../../core/releases/evaluate-transaction.ts";

export type Recomputed = {
  /** Byte for byte. */
  readonly identical: boolean;
  readonly engine: { readonly made: number; readonly now: number };
  /** Whether it was made in environment `training` (the demonstration list counted). */
  readonly training: boolean;
  /** What differs, in a reader's terms: `outcome: review, was prohibited`. */
  readonly differences: readonly string[];
};

const toJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const bytesOf = (determination: Determination): string =>
  Buffer.from(canonicalBytes(toJson(determination))).toString("utf8");

/** What a reviewer would see change, line by line. */
function factsOf({ result }: Determination): ReadonlyMap<string, string> {
  const facts = new Map([
    ["outcome", result.outcome],
    ["disposition", result.disposition],
  ] as const);
  const all = new Map<string, string>(facts);
  for (const { id, classification, licence } of result.lines) {
    all.set(`line ${id} ECCN`, classification?.eccn ?? "none");
    all.set(`line ${id} paragraph`, classification?.paragraph ?? "none");
    all.set(
      `line ${id} reasons`,
      (licence?.reasons ?? []).map(({ reason, column, status }) => `${reason} ${column ?? ""} ${status}`).join("; "),
    );
  }
  for (const { role, name, result: screening } of result.screening)
    all.set(
      `hits of ${role} ${name}`,
      screening.hits.map(({ list, entryId, score }) => `${list} ${entryId} ${score}`).join("; "),
    );
  return all;
}

function differencesOf(then: Determination, now: Determination): readonly string[] {
  const [before, after] = [factsOf(then), factsOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    before.get(key) === after.get(key) ? [] : [`${key}: ${after.get(key) ?? "none"}, was ${before.get(key) ?? "none"}`],
  );
}

/**
 * The determination worked out again from the editions it was made on. The same engine must give the same bytes;
 * another one may differ, and then what differs is named (engineering-decisions §7).
 */
export function recompute(
  determination: Determination,
  set: EditionSet,
  materials: Omit<Materials, "training">,
): Recomputed {
  const { input, asOf, training } = determination;
  const loaded = assemble(set, { ...materials, training });
  const result = evaluateTransaction(input, { ...loaded.context, asOf });
  const now: Determination = {
    ...concludeWith(loaded, { read: toUnread(), input, result, asOf }, determination.model ?? null),
    pins: { ...loaded.pins, engine: determination.pins.engine },
  };
  return {
    identical: bytesOf(now) === bytesOf(determination),
    engine: { made: determination.pins.engine, now: ENGINE },
    training,
    differences: differencesOf(determination, now),
  };
}

/** A determination keeps its input, not the reading of the words that led to it; concluding does not look at it. */
const toUnread = () => ({
  item: null,
  act: null,
  destination: null,
  parties: [],
  endUse: null,
  quantity: null,
  same: null,
});
