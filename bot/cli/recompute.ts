import { canonicalBytes, canonicalText } from "../../core/evidence/canonical.ts";
import { ENGINE } from "../../core/engine.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import { concludeWith, judgeWith, listContentsWith, type Loaded } from "../evaluator/evaluate.ts";
import type { WorkedList } from "../bom/worked-list.ts";
import { resultOfLine } from "../../core/bom/verdict.ts";
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
  materials: Omit<Materials, "training"> & { readonly worked?: WorkedList },
): Recomputed {
  const { input, asOf, training } = determination;
  const loaded = assemble(set, { ...materials, training });
  const result = evaluateTransaction(input, { ...loaded.context, asOf });
  const now: Determination = {
    ...concludeWith(loaded, { read: toUnread(), input, result, asOf }, determination.model ?? null),
    pins: { ...loaded.pins, engine: determination.pins.engine },
  };
  const lines = materials.worked ? listDifferences(determination, materials.worked, loaded) : [];
  return {
    identical: bytesOf(now) === bytesOf(determination) && lines.length === 0,
    engine: { made: determination.pins.engine, now: ENGINE },
    training,
    differences: [...differencesOf(determination, now), ...lines],
  };
}

/** The lines of the case's bill of material worked out again, and what of them the determination was made on. */
function listDifferences({ input }: Determination, worked: WorkedList, loaded: Loaded): readonly string[] {
  const { bom, register, asOf } = worked;
  const verdicts = judgeWith(loaded, { lines: bom.lines, register }, asOf);
  const before = new Map(worked.verdicts.map((verdict) => [verdict.line, verdict]));
  const contents = listContentsWith(loaded, { bom, verdicts, asOf });
  const same = (a: unknown, b: unknown): boolean => canonicalText(toJson(a)) === canonicalText(toJson(b));
  return [
    ...verdicts
      .filter((verdict) => !same(verdict, before.get(verdict.line) ?? null))
      .map((verdict) => `list line ${verdict.line}: ${resultOfLine(verdict)}`),
    ...(same(contents, input.contents ?? null) ? [] : ["what the list contains"]),
  ];
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
