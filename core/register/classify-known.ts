import { withRegister, type WithRegister } from "./apply.ts";
import { identityOf } from "./item-identity.ts";
import { lookUp, type RegisterRecord } from "./lookup.ts";
import { classify } from "../classification/classify.ts";
import type { Classification, ItemInput } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

type At = { readonly rulebook: Rulebook; readonly asOf: LawDate };

/** What the tests come to, joined with what the register holds of the very item. `tests`: made already. */
export function classifyKnown(
  item: ItemInput,
  records: readonly RegisterRecord[],
  at: At,
  tests: Classification = classify(item, at.rulebook, at.asOf),
): WithRegister {
  const identity = identityOf(item);
  if (identity === null || records.length === 0) return { classification: tests, settled: false };
  return withRegister(tests, lookUp(identity, records, at), at);
}
